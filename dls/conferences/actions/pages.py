from django.db import transaction

from dls.conferences.actions import changes, ordering, revision
from dls.conferences.actions.changes import Values
from dls.conferences.models.conference import Conference
from dls.conferences.models.pages import News, Page
from dls.conferences.rules.conference import may_change
from dls.journal import ledger
from dls.people.models import Person
from dls.web.db import locked
from dls.web.verdicts import Refused


@transaction.atomic
def add(conference: Conference, values: Values, *, by: Person) -> Page:
    """A new page of the chairs' own, or their code of conduct, privacy notice or imprint."""
    conference = locked(conference)
    may_change(by, conference).require()
    _is_free(conference, values)
    last = conference.pages.count()
    page: Page = Page.objects.create(conference=conference, position=last, **values)
    revision.grow(conference)
    ledger.record_within(by, "added the page", str(page), conference)
    return page


def _is_free(conference: Conference, values: Values) -> None:
    if conference.pages.filter(slug=values["slug"]).exists():
        raise Refused(f"There is a page at the address {values['slug']} already. Open that one.")
    kind = Page.Kind(values.get("kind", Page.Kind.OWN))
    if kind != Page.Kind.OWN and conference.pages.filter(kind=kind).exists():
        raise Refused(f"There is a page “{kind.label}” already. Open that one.")


@transaction.atomic
def change(page: Page, values: Values, *, by: Person) -> bool:
    """Change a page; true if anything differs."""
    conference = locked(page.conference)
    may_change(by, conference).require()
    page = locked(page)
    told = changes.put(page, values)
    if told:
        revision.grow(conference)
        ledger.record_within(by, "changed the page", str(page), conference, changes=told)
    return bool(told)


@transaction.atomic
def shift(page: Page, steps: int, *, by: Person) -> None:
    """Move a page up (−1) or down (+1)."""
    conference = locked(page.conference)
    may_change(by, conference).require()
    ordering.shift(page, conference.pages.all(), steps)
    revision.grow(conference)


@transaction.atomic
def remove(page: Page, *, by: Person) -> None:
    conference = locked(page.conference)
    may_change(by, conference).require()
    ledger.record_within(by, "removed a page from", conference.name, conference, page=page.title)
    page.delete()
    revision.grow(conference)


@transaction.atomic
def tell(conference: Conference, values: Values, *, by: Person) -> News:
    """Publish news."""
    conference = locked(conference)
    may_change(by, conference).require()
    news: News = News.objects.create(conference=conference, **values)
    revision.grow(conference)
    ledger.record_within(by, "told the news", str(news), conference)
    return news


@transaction.atomic
def retell(news: News, values: Values, *, by: Person) -> bool:
    """Correct news; true if anything differs."""
    conference = locked(news.conference)
    may_change(by, conference).require()
    news = locked(news)
    told = changes.put(news, values)
    if told:
        revision.grow(conference)
        ledger.record_within(by, "corrected the news", str(news), conference, changes=told)
    return bool(told)


@transaction.atomic
def withdraw(news: News, *, by: Person) -> None:
    conference = locked(news.conference)
    may_change(by, conference).require()
    ledger.record_within(by, "removed news from", conference.name, conference, news=news.title)
    news.delete()
    revision.grow(conference)
