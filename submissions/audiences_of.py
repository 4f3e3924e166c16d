"""Authors and contacts as people letters can be written to, and reminders to those of drafts."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.db.models import Q
from django.urls import reverse

from dls.conferences.models.conference import Conference
from dls.conferences.models.deadlines import Deadline
from dls.conferences.rules.conference import is_chair
from dls.mail import audiences, texts
from dls.mail.audiences import Audience
from dls.mail.moments import Moment
from dls.mail.outbox import Address
from dls.mail.reminders import Reminder
from submissions import addressing
from submissions.models.authors import Author
from submissions.models.manuscripts import with_latest
from submissions.models.papers import Paper, PaperQuerySet
from submissions.models.searches import SavedSearch
from submissions.rules import completeness
from submissions.search import searching
from submissions.search.keywords import Viewpoint

if TYPE_CHECKING:
    from dls.web.scopes import Scope

Status = Paper.Status
GROUP = "Authors"


@dataclass(frozen=True)
class Pick:
    """Whose papers make an audience, and which of their people."""

    title: str
    status: Status
    corresponding: bool = False
    contacts: bool = False


PICKS = {
    "papers/submitted": Pick("Authors of submitted papers", Status.SUBMITTED),
    "papers/corresponding": Pick(
        "Corresponding authors of submitted papers", Status.SUBMITTED, corresponding=True
    ),
    "papers/contacts": Pick("Contacts of submitted papers", Status.SUBMITTED, contacts=True),
    "papers/drafts": Pick("Authors and contacts of drafts", Status.DRAFT),
    "papers/withdrawn": Pick("Authors and contacts of withdrawn papers", Status.WITHDRAWN),
}
SEARCH = "papers/search-"
ALL = Pick("Authors and contacts", Status.DRAFT)  # of whatever papers


def every() -> Iterator[Audience]:
    for order, (name, pick) in enumerate(PICKS.items(), 20):
        yield _audience(name, pick, order)


def _audience(name: str, pick: Pick, order: int) -> Audience:
    def find(scope: "Scope") -> Iterable[Address]:
        return _found(scope, pick)

    return Audience(name, pick.title, find, GROUP, order=order)


def _found(scope: "Scope", pick: Pick) -> list[Address]:
    """Each person once, with all the papers that make them one of these.

    Who has not claimed a draft was never told of it, and is not written to.
    """
    papers = Paper.objects.filter(conference=scope.pk, status=pick.status).order_by("number")
    return _listed(papers, pick)


def _listed(papers: PaperQuerySet, pick: Pick) -> list[Address]:
    by_who: dict[str, Address] = {}
    for pk, address in [*_authors(papers, pick), *_contacts(papers, pick)]:
        known = by_who.get(address.identity, address)
        by_who[address.identity] = replace(known, abouts=(*known.abouts, ("paper", pk)))
    return list(by_who.values())


def _authors(papers: PaperQuerySet, pick: Pick) -> Iterator[tuple[int, Address]]:
    if pick.contacts:
        return
    told = Q(person__isnull=False) | Q(told_at__isnull=False)
    rows = Author.objects.filter(told, paper__in=papers.order_by().values("pk"), denied_at=None)
    if pick.corresponding:
        rows = rows.filter(is_corresponding=True)
    for author in rows.select_related("person"):
        if address := addressing.of_author(author):
            yield author.paper_id, address


def _contacts(papers: PaperQuerySet, pick: Pick) -> Iterator[tuple[int, Address]]:
    if pick.corresponding or (pick.status == Status.SUBMITTED and not pick.contacts):
        return
    for paper in papers.prefetch_related("contacts"):
        for person in paper.contacts.all():
            if address := addressing.of_person(person):
                yield paper.pk, address


def sizes(scope: "Scope") -> Mapping[str, int]:
    return {name: len(audiences.once(_found(scope, pick))) for name, pick in PICKS.items()}


def of_drafts(scope: "Scope", moment: Moment) -> Iterator[Address]:
    """Whoever sees a draft that this date closes, once for each: with what it lacks."""
    conference = cast(Conference, scope)
    drafts = list(with_latest(Paper.objects.drafts().filter(conference=conference.pk)))
    if drafts:
        completeness.fetched(drafts, conference)
    for paper in drafts:
        due = paper.due
        if due is None or f"deadline:{due.pk}" != moment.key:
            continue
        said = _said(paper)
        for one in addressing.insiders(paper):
            yield replace(one, words=said, abouts=(("paper", paper.pk),), key=f":{paper.pk}")


def _said(paper: Paper) -> dict[str, str]:
    lacks = [f"- {texts.plain(one.what)}" for one in completeness.lacking(paper)]
    path = reverse("submissions:paper", args=[paper.conference.slug, paper.number])
    return {
        "paper": str(paper),
        "title": paper.title,
        "paper_url": f"{settings.SITE_URL}{path}",
        "lacks": "Still missing:\n\n" + "\n".join(lacks) if lacks else "All is there: submit it.",
    }


def _reminder(days: int, title: str, kind: str) -> Reminder:
    return Reminder(
        f"submissions/drafts-{days}", title, Deadline.Kind.PAPERS, -days, kind,
        find=of_drafts, whom="authors of drafts",
    )  # fmt: skip


REMINDERS = (
    _reminder(7, "Drafts, seven days before papers are due", "submissions/draft-due"),
    _reminder(3, "Drafts, three days before papers are due", "submissions/draft-due"),
    _reminder(1, "Drafts, the day before papers are due", "submissions/draft-due"),
    _reminder(0, "Drafts, on the day papers are due", "submissions/due-today"),
)


def of_search(name: str) -> Audience | None:
    """The authors of what a chair’s kept search finds: papers/search-12."""
    number = name.removeprefix(SEARCH)
    if not (number.isascii() and number.isdigit()):
        return None

    def find(scope: "Scope") -> Iterable[Address]:
        conference = cast(Conference, scope)
        kept = SavedSearch.objects.filter(conference=conference.pk, number=int(number[:9]))
        search = kept.select_related("owner").first()
        if search is None or not is_chair(search.owner, conference):
            return []
        visible = Paper.objects.visible_to(search.owner)
        papers = searching.answer(visible, search.query, Viewpoint(search.owner, conference)).papers
        return _listed(Paper.objects.filter(pk__in=list(papers.values_list("pk", flat=True))), ALL)

    return Audience(name, "Authors and contacts of the papers you chose", find, GROUP)
