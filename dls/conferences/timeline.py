"""The dates of a conference as its pages print them: those that hold, those struck through."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from dls.conferences import days
from dls.conferences.models.conference import Conference
from dls.conferences.models.deadlines import Deadline
from dls.web import clock, zones

UTC = ZoneInfo("UTC")


@dataclass(frozen=True)
class Printed:
    """A date as printed, with what machines read."""

    text: str
    stamp: str


@dataclass(frozen=True)
class Line:
    """One date: its name, the day that holds, the days struck through."""

    label: str
    now: Printed
    was: tuple[Printed, ...] = ()
    note: str = ""
    is_over: bool = False
    moment: "Next | None" = None  # what to wait for, as long as it has not passed


@dataclass(frozen=True)
class Next:
    """The date to wait for: the first public one that has not passed."""

    label: str
    at: datetime
    zone: str
    reader_zone: str = ""

    @property
    def mine(self) -> str:
        """The same moment where the reader is: 17 Sep, 13:59; nothing where it is the same."""
        if self.reader_zone in {"", self.zone}:
            return ""
        local = self.at.astimezone(ZoneInfo(self.reader_zone))
        return f"{days.without_year(local.date())}, {local:%H:%M}"

    @property
    def city(self) -> str:
        return self.reader_zone.rpartition("/")[2].replace("_", " ")

    @property
    def utc(self) -> str:
        return self.at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


@dataclass(frozen=True)
class Timeline:
    lines: tuple[Line, ...]
    next: Next | None
    papers: Next | None
    zone_note: str = ""
    event_over: bool = False

    @property
    def papers_over(self) -> bool:
        return self.papers is not None and self.papers.at < clock.now()


def of(conference: Conference, deadlines: Iterable[Deadline], reader_zone: str = "") -> Timeline:
    """The printed dates, the conference's own days last or where they fall."""
    public = sorted(deadlines, key=lambda one: one.at)
    zones_used = {one.zone for one in public}
    common = next(iter(zones_used)) if len(zones_used) == 1 else ""
    lines = [(_local(one).date(), _line(one, common, reader_zone)) for one in public]
    if conference.starts_on:
        lines.append((conference.starts_on, _event(conference, conference.starts_on)))
    coming = [one for one in public if not one.is_over]
    papers = [one for one in public if one.kind == Deadline.Kind.PAPERS and not one.scope]
    return Timeline(
        lines=tuple(line for _, line in sorted(lines, key=lambda pair: pair[0])),
        next=next_of(coming[0], reader_zone) if coming else None,
        papers=next_of(papers[0], reader_zone) if papers else None,
        zone_note=_zone_note(public, common),
        event_over=_event_over(conference),
    )


def next_of(deadline: Deadline, reader_zone: str = "") -> Next:
    return Next(deadline.label, deadline.until or deadline.at, deadline.zone, reader_zone)


def _local(deadline: Deadline) -> datetime:
    return deadline.at.astimezone(ZoneInfo(deadline.zone))


def _line(deadline: Deadline, common: str, reader_zone: str) -> Line:
    holds = _local(deadline)
    was = list(dict.fromkeys(one.was for one in deadline.extensions.all()))
    zone = ZoneInfo(deadline.zone)
    return Line(
        label=deadline.label,
        now=_holding(deadline, common),
        was=tuple(_struck(old.astimezone(zone), holds) for old in was if old != deadline.at),
        note=deadline.note,
        is_over=deadline.is_over,
        moment=None if deadline.is_over else next_of(deadline, reader_zone),
    )


def _holding(deadline: Deadline, common: str) -> Printed:
    local = _local(deadline)
    zone = "" if deadline.zone == common else f" {zones.label(deadline.at, deadline.zone)}"
    if deadline.until:
        last = deadline.until.astimezone(ZoneInfo(deadline.zone)).date()
        return Printed(days.span(local.date(), last), local.date().isoformat())
    if deadline.whole_day:
        return Printed(f"{days.day(local.date())}{zone}", local.date().isoformat())
    stamp = deadline.at.astimezone(UTC).isoformat(timespec="minutes")
    return Printed(f"{days.day(local.date())}, {local:%H:%M}{zone}", stamp)


def _struck(old: datetime, holds: datetime) -> Printed:
    day = old.date()
    text = days.without_year(day) if day.year == holds.year else days.day(day)
    if day == holds.date():
        text = f"{text}, {old:%H:%M}"
    return Printed(text, day.isoformat())


def _event(conference: Conference, first: date) -> Line:
    last = conference.last_day or first
    return Line(
        label=conference.name,
        now=Printed(days.span(first, last), first.isoformat()),
        is_over=_event_over(conference),
    )


def _event_over(conference: Conference) -> bool:
    last = conference.last_day
    return last is not None and clock.now().astimezone(ZoneInfo(conference.zone)).date() > last


def _zone_note(public: list[Deadline], common: str) -> str:
    if not public or not common:
        return ""
    return zones.label(public[-1].at, common)
