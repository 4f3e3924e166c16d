"""The phases of a conference, as the strip on its dashboard shows them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from dls.conferences import days
from dls.conferences.models.conference import Conference
from dls.conferences.models.deadlines import Deadline
from dls.web import clock, zones
from dls.web.templatetags.ui import distance

Kind = Deadline.Kind
NAMES = (
    ("Submission", Kind.PAPERS, "until "),
    ("Reviewing", Kind.REVIEWS, "until "),
    ("Decisions", Kind.NOTIFICATION, ""),
    ("Camera ready", Kind.CAMERA_READY, ""),
)


@dataclass(frozen=True)
class Phase:
    """One step: what it is called, when it ends, and whether that is behind us."""

    label: str
    when: str
    stamp: str = ""
    ends: datetime | None = None
    done: bool = False
    here: bool = False


def of(conference: Conference, deadlines: Iterable[Deadline]) -> list[Phase]:
    """All phases with a date, the one we are in marked."""
    found = [_call(conference), *_dated(deadlines), *_days(conference)]
    if conference.state == Conference.State.ARCHIVED:
        return [replace(phase, done=True) for phase in found]
    if not conference.is_public:
        return [replace(found[0], here=True), *found[1:]]
    now = clock.now()
    passed = [phase for phase in found if phase.ends is None or phase.ends < now]
    done = len(passed) if passed == found[: len(passed)] else found.index(passed[-1]) + 1
    return [
        replace(phase, done=place < done, here=place == done, when=_told(phase, place == done, now))
        for place, phase in enumerate(found)
    ]


def _told(phase: Phase, here: bool, now: datetime) -> str:
    if not here or phase.ends is None:
        return phase.when
    return f"{phase.when}, {distance(phase.ends, now).split(',')[0]}"


def _call(conference: Conference) -> Phase:
    return Phase("Call", "public" if conference.is_public else "in preparation")


def _dated(deadlines: Iterable[Deadline]) -> list[Phase]:
    general = {one.kind: one for one in deadlines if not one.scope and not one.is_proposal}
    return [
        _phase(label, general[kind], before) for label, kind, before in NAMES if kind in general
    ]


def _phase(label: str, deadline: Deadline, before: str) -> Phase:
    local = deadline.at.astimezone(ZoneInfo(deadline.zone))
    zone = zones.label(deadline.at, deadline.zone)
    when = f"{before}{days.without_year(local.date())} {zone}"
    return Phase(label, when, local.date().isoformat(), deadline.at)


def _days(conference: Conference) -> list[Phase]:
    first, last = conference.starts_on, conference.last_day
    if first is None or last is None:
        return []
    ends = days.moment(last, days.END, conference.zone)
    return [Phase(conference.name, days.without_year(first), first.isoformat(), ends)]
