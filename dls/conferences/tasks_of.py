"""What the chairs of a conference should do now, as far as its dates and settings tell."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, cast

from django.urls import reverse

from dls.conferences import days
from dls.conferences.models.conference import Conference
from dls.conferences.models.deadlines import Deadline
from dls.conferences.rules.conference import runs_here
from dls.conferences.rules.deadlines import out_of_order
from dls.conferences.rules.setup import Step, is_past, steps
from dls.web import clock, scopes
from dls.web.templatetags.ui import distance
from dls.web.todo import Task

if TYPE_CHECKING:
    from dls.people.models import Person
    from dls.web.scopes import Scope

State = Conference.State
AWAITED = (
    (Deadline.Kind.PAPERS, "Say when papers are due", "Authors plan by it, and so do reminders."),
    (
        Deadline.Kind.NOTIFICATION,
        "Say when authors hear from you",
        "The public page has no day of notification yet.",
    ),
)


def tasks(person: "Person", scope: "Scope") -> Iterator[Task]:
    """For chairs what the conference needs; for everybody the milestones that are theirs."""
    conference = cast(Conference, scope)
    if conference.state == State.ARCHIVED:
        return
    runs = runs_here(person, conference)
    every = conference.dated()
    yield from _milestones(person, conference, every, runs)
    if not runs:
        return
    if conference.state == State.PREPARING:
        yield from _setup(person, conference)
    yield from _unset(conference, every)
    yield from _order(conference, every)
    yield from _afterwards(conference)


def _milestones(
    person: "Person", conference: Conference, every: Iterable[Deadline], runs: bool
) -> Iterator[Task]:
    """Overdue ones to chairs and whoever is responsible; those of the next week to the latter."""
    for one in every:
        if not one.is_milestone or one.done_at or not (runs or one.keeper == person):
            continue
        if one.is_over:
            yield _milestone(conference, one, runs, 20, f"“{one.label}” is overdue")
        elif one.keeper == person and (one.at - clock.now()).days < 7:
            yield _milestone(conference, one, runs, 50, f"“{one.label}” is due soon")


def _milestone(conference: Conference, one: Deadline, runs: bool, urgency: int, title: str) -> Task:
    whose = f" {one.responsible.name} is responsible." if one.responsible else ""
    due = days.spoken(one.until or one.at, one.zone, whole_day=one.whole_day)
    when = distance(one.until or one.at, clock.now())
    why = f"Due {due}, {when}.{whose}"
    if runs:
        url = reverse("conferences:date", args=[conference.slug, one.number])
        return Task(urgency, title, why, "Look at it", url)
    url = reverse("conferences:dashboard", args=[conference.slug]) + "#milestones"
    return Task(urgency, title, why, "Tick it off", url)


def _setup(person: "Person", conference: Conference) -> Iterator[Task]:
    """The next step of the checklist; when all required ones are done, to open the call."""
    every = scopes.once(conference, person, "steps", lambda: steps(conference))
    lacking: list[Step] = [step for step in every if step.required and not step.done]
    if lacking and not is_past(conference):
        first = lacking[0]
        url = reverse(f"conferences:{first.url_name}", args=[conference.slug])
        rest = "This is the last thing." if len(lacking) == 1 else f"{len(lacking)} things to go."
        why = f"The call cannot open yet: it lacks {first.lacks}. {rest}"
        yield Task(30, first.deed, why, "Do it now", url)
        return
    url = reverse("conferences:settings-state", args=[conference.slug])
    why = "Everything the public page needs is there. Until you open it, chairs alone see it."
    yield Task(30, "Open the call", why, "Look and open", url)


def _unset(conference: Conference, every: list[Deadline]) -> Iterator[Task]:
    """Dates that people outside wait for once the page is public."""
    if conference.state != State.PUBLIC or is_past(conference):
        return
    there = {one.kind for one in every}
    url = reverse("conferences:date-new", args=[conference.slug])
    for kind, title, why in AWAITED:
        if kind not in there:
            yield Task(45, title, why, "Set the date", url)


def _order(conference: Conference, every: list[Deadline]) -> Iterator[Task]:
    if found := out_of_order(conference, every):
        url = reverse("conferences:dates-edit", args=[conference.slug])
        title = (
            "Two dates stand in a bad order" if len(found) == 1 else "Dates stand in a bad order"
        )
        yield Task(40, title, " ".join(found[:3]), "Mend the dates", url)


def _afterwards(conference: Conference) -> Iterator[Task]:
    """When it is over: how many came, and whether to close the book."""
    if conference.state != State.PUBLIC or not is_past(conference):
        return
    if conference.attendance is None and not conference.attendance_note:
        url = reverse("conferences:settings-contact", args=[conference.slug])
        why = "The page of the series and the next proposal tell it."
        yield Task(70, "Write down how many people came", why, "Fill in", url)
    last = conference.last_day
    if last and (clock.now().date() - last).days > 60:
        url = reverse("conferences:settings-state", args=[conference.slug])
        why = f"{conference.name} ended {days.day(last)}. Archived, it stays as it is for readers."
        yield Task(80, f"Archive {conference.name}", why, "Look and archive", url)
