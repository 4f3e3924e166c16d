"""What chairs may do with dates, and which of them stand in a bad order."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from dls.conferences import days
from dls.conferences.models.conference import Conference
from dls.conferences.models.deadlines import Deadline
from dls.conferences.rules.conference import may_change
from dls.web.verdicts import YES, Verdict, no

if TYPE_CHECKING:
    from dls.web.keys import Viewer

ORDER = [kind.value for kind in Deadline.Kind if kind != Deadline.Kind.MILESTONE]


def keeps_history(deadline: Deadline) -> bool:
    """Once a conference is public, a date that moves leaves its trace; before, it is a typo."""
    return deadline.conference.is_public and not deadline.is_proposal


def may_tick(person: "Viewer", deadline: Deadline) -> Verdict:
    """Chairs, and whoever is responsible, tick a milestone off."""
    if not deadline.is_milestone:
        return no("Only milestones can be ticked off.")
    verdict = may_change(person, deadline.conference)
    if verdict or deadline.conference.state == Conference.State.ARCHIVED:
        return verdict
    if Deadline.objects.in_hand_of(person).filter(pk=deadline.pk).exists():
        return YES
    return no("Only a chair, or whoever is responsible for it, can tick this off.")


def out_of_order(conference: Conference, deadlines: Iterable[Deadline]) -> list[str]:
    """Dates that come before others they should follow, in sentences that name both."""
    found = sorted(
        (one for one in deadlines if not one.is_milestone), key=lambda one: ORDER.index(one.kind)
    )
    sentences = []
    for place, later in enumerate(found):
        before = [
            one for one in found[:place] if _belong_together(one, later) and one.at > later.at
        ]
        if before:
            nearest = before[-1]
            sentences.append(f"{_named(later)} comes before {_named(nearest)}.")
    return sentences + _after_the_event(conference, found)


def _belong_together(one: Deadline, other: Deadline) -> bool:
    return not one.scope or not other.scope or one.scope == other.scope


def _after_the_event(conference: Conference, deadlines: Iterable[Deadline]) -> list[str]:
    """Everything but the final version is due before the first day; that may follow it."""
    if conference.starts_on is None:
        return []
    day = conference.starts_on
    return [
        f"{_named(one)} comes after the first day of {conference.name} ({days.without_year(day)})."
        for one in deadlines
        if one.kind != Deadline.Kind.CAMERA_READY and _day(one) > day
    ]


def _day(deadline: Deadline) -> date:
    return deadline.at.astimezone(ZoneInfo(deadline.zone)).date()


def _named(deadline: Deadline) -> str:
    return f"{deadline.label} ({days.without_year(_day(deadline))})"
