"""The kinds of papers a conference takes."""

from collections.abc import Mapping

from django.db import transaction

from dls.conferences.actions import changes, ordering, revision
from dls.conferences.actions.changes import Values
from dls.conferences.models.conference import Conference
from dls.conferences.models.deadlines import Deadline
from dls.conferences.rules.conference import may_change
from dls.jobs import actions as jobs
from dls.journal import ledger
from dls.people.models import Person
from dls.web.db import locked
from submissions import policies
from submissions.models.categories import Category
from submissions.models.reports import FormatReport
from submissions.rules.categories import may_remove

REJUDGE = "submissions/rejudge"
TEMPLATES = {
    Conference.Profile.IEEE: "ieee-conference",
    Conference.Profile.LNCS: "lncs",
}
PLAIN = ("pages_min", "pages_max", "references", "free_parts", "extra_pages", "levels", "template",
         "own_policy", "blindness")  # fmt: skip
TAKEN_OVER = (*PLAIN, "name", "about", "position", "is_open", "needs_manuscript")


def first(conference: Conference) -> Category:
    """The first kind of paper it takes; a conference that has said nothing takes full papers."""
    found = conference.categories.filter(is_open=True).first() or conference.categories.first()
    if found:
        return found
    made: Category = Category.objects.create(
        conference=conference, name="Full paper", template=template_of(conference)
    )
    return made


def template_of(conference: Conference) -> str:
    """What its publisher asks for."""
    return TEMPLATES.get(Conference.Profile(conference.profile), "article")


@transaction.atomic
def add(conference: Conference, values: Values, *, by: Person) -> Category:
    conference = locked(conference)
    may_change(by, conference).require()
    position = conference.categories.count()
    category: Category = Category.objects.create(conference=conference, position=position, **values)
    revision.grow(conference)
    ledger.record_within(by, "added the category", category.name, conference)
    return category


@transaction.atomic
def change(category: Category, values: Values, *, by: Person) -> bool:
    """Change a category; what is judged by it is judged again."""
    conference = locked(category.conference)
    may_change(by, conference).require()
    category = locked(category)
    told = changes.put(category, values)
    if told:
        revision.grow(conference)
        ledger.record_within(by, "changed the category", category.name, conference, changes=told)
        if set(PLAIN) & set(values):
            judge_again(category, by=by)
    return bool(told)


def set_levels(category: Category, levels: Mapping[str, Mapping[str, str]], *, by: Person) -> bool:
    """Say how grave a breach of each rule is, where it differs from the template."""
    return change(category, {"levels": levels}, by=by)


def judge_again(category: Category, *, by: Person) -> None:
    """Have its papers judged by its policy as it is now, if any were judged by another one."""
    done = FormatReport.objects.done().filter(manuscript__paper__category=category)
    policy = policies.of(category)
    known = [policies.fingerprint(policy, stage) for stage in ("submission", "camera-ready")]
    if done.exclude(judged_by__in=known).exists():
        conference = category.conference
        title = f"Judge papers of “{category.name}” again"
        jobs.start(REJUDGE, about=conference, by=by, scope=conference, title=title,
            params={"category": category.number},
        )  # fmt: skip


@transaction.atomic
def shift(category: Category, steps: int, *, by: Person) -> None:
    """Move a category up (−1) or down (+1)."""
    conference = locked(category.conference)
    may_change(by, conference).require()
    ordering.shift(category, conference.categories.all(), steps)
    revision.grow(conference)


@transaction.atomic
def remove(category: Category, *, by: Person) -> None:
    """Remove a category that no paper is of, with its own dates."""
    conference = locked(category.conference)
    category = locked(category)
    may_remove(by, category).require()
    Deadline.objects.filter(conference=conference, scope=category.key).delete()
    ledger.record_within(by, "removed the category", category.name, conference)
    category.delete()
    revision.grow(conference)


def take_over(earlier: Conference, new: Conference) -> None:
    """A new edition takes the same kinds of papers."""
    for old in earlier.categories.all():
        values = {name: getattr(old, name) for name in TAKEN_OVER}
        Category.objects.create(conference=new, **values)
