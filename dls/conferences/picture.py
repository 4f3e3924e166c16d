"""Dates drawn in time: a track for each, all on one scale."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from dls.conferences import days
from dls.conferences.models.conference import Conference
from dls.conferences.models.deadlines import Deadline
from dls.web import clock

MARGIN = timedelta(days=7)


@dataclass(frozen=True)
class Scale:
    """Time from left to right, in hundredths of the width."""

    first: datetime
    last: datetime

    def at(self, moment: datetime) -> float:
        share = (moment - self.first) / (self.last - self.first)
        return round(100 * min(max(share, 0.0), 1.0), 2)


@dataclass(frozen=True)
class Track:
    """One date on the scale: where it is, where it was, and all that in words."""

    deadline: Deadline
    at: float
    wide: float  # of a range
    was: tuple[float, ...]
    said: str


@dataclass(frozen=True)
class Picture:
    """All tracks, today, and the first of each month or year."""

    tracks: tuple[Track, ...]
    now: float | None
    event: float | None
    ticks: tuple[tuple[float, str], ...]


def of(conference: Conference, deadlines: Sequence[Deadline]) -> Picture | None:
    """Nothing if there is no date to draw."""
    moments = [moment for one in deadlines for moment in _moments(one)]
    event = _start(conference)
    if event:
        moments.append(event)
    if not moments:
        return None
    scale = Scale(min(moments) - MARGIN, max(moments) + MARGIN)
    now = clock.now()
    return Picture(
        tracks=tuple(_track(one, scale) for one in deadlines),
        now=scale.at(now) if scale.first <= now <= scale.last else None,
        event=scale.at(event) if event else None,
        ticks=_ticks(scale),
    )


def _start(conference: Conference) -> datetime | None:
    if conference.starts_on is None:
        return None
    return days.moment(conference.starts_on, days.START, "UTC")


def _moments(deadline: Deadline) -> list[datetime]:
    old = [extension.was for extension in deadline.extensions.all()]
    return [deadline.at, deadline.until or deadline.at, *old]


def _track(deadline: Deadline, scale: Scale) -> Track:
    old = [extension.was for extension in deadline.extensions.all()]
    at = scale.at(deadline.at)
    until = scale.at(deadline.until) if deadline.until else at
    held = [days.day(_local(one, deadline)) for one in [*old, deadline.at]]
    moved = f", moved from {', '.join(held[:-1])}" if old else ""
    said = f"{deadline.label}: {held[-1]}{moved}"
    return Track(deadline, at, round(until - at, 2), tuple(scale.at(one) for one in old), said)


def _local(moment: datetime, deadline: Deadline) -> date:
    return moment.astimezone(ZoneInfo(deadline.zone)).date()


def _ticks(scale: Scale) -> tuple[tuple[float, str], ...]:
    """At most about eight: every month, every other, every quarter …"""
    months = (scale.last - scale.first).days // 30
    step = next(step for step in (1, 2, 3, 6, 12, 24, 120) if months <= 8 * step or step == 120)
    year, month = scale.first.year, scale.first.month
    found: list[tuple[float, str]] = []
    while True:
        month += 1
        year, month = (year + 1, 1) if month > 12 else (year, month)
        first = datetime(year, month, 1, tzinfo=UTC)
        if first >= scale.last:
            return tuple(found)
        if (month - 1) % min(step, 12) == 0 and (step <= 12 or year % (step // 12) == 0):
            found.append((scale.at(first), f"{first:%b %Y}" if month == 1 else f"{first:%b}"))
