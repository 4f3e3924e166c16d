"""When a conference may become public, be archived, and come back."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from dls.conferences import days
from dls.conferences.models.conference import Conference
from dls.conferences.rules.conference import is_chair
from dls.conferences.rules.series import may_operate
from dls.conferences.rules.setup import is_past, lacking
from dls.web.verdicts import YES, Verdict, no

if TYPE_CHECKING:
    from dls.web.keys import Viewer

State = Conference.State
NOT_A_CHAIR = "Only a chair of this conference can do this."


def may_publish(person: "Viewer", conference: Conference) -> Verdict:
    """Open the call: everything the public page needs is there."""
    return is_ready(conference) if is_chair(person, conference) else no(NOT_A_CHAIR)


def is_ready(conference: Conference) -> Verdict:
    """Whether the call could open, for whoever runs the conference."""
    if missing := lacking(conference):
        return no(f"You cannot open the call yet. Still missing: {'; '.join(missing)}.")
    return YES


def may_hide(person: "Viewer", conference: Conference) -> Verdict:
    """Take the public page back, as long as nobody can have relied on it."""
    if not is_chair(person, conference):
        return no(NOT_A_CHAIR)
    if is_past(conference):
        return no(f"{conference.name} is over; its page stays. You can archive it.")
    return YES


def may_archive(person: "Viewer", conference: Conference) -> Verdict:
    """Chairs, and operators where no chair does it."""
    if not is_chair(person, conference) and not may_operate(person):
        return no(NOT_A_CHAIR)
    if conference.last_day is None:
        return no("Set the days of the conference first: it can be archived when it is over.")
    if not is_past(conference):
        return no(
            f"{conference.name} can be archived when it is over: "
            f"its last day is {days.day(conference.last_day)}."
        )
    return YES


def may_bring_back(person: "Viewer", conference: Conference) -> Verdict:
    return YES if is_chair(person, conference) else no(NOT_A_CHAIR)


_rules: dict[tuple[str, str], Callable[["Viewer", Conference], Verdict]] = {
    (State.PREPARING, State.PUBLIC): may_publish,
    (State.PUBLIC, State.PREPARING): may_hide,
    (State.PUBLIC, State.ARCHIVED): may_archive,
    (State.ARCHIVED, State.PUBLIC): may_bring_back,
}


def may_become(person: "Viewer", conference: Conference, state: Conference.State) -> Verdict:
    """Whether this person may move the conference to this state now."""
    if conference.state == state:
        return no(f"{conference.name} is {state.label.lower()} already.")
    rule = _rules.get((conference.state, state))
    if rule is None:
        return no(f"{conference.name} must be public before it can be archived.")
    return rule(person, conference)
