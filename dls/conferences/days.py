"""Days and times as people type them, as moments; moments as people read them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from dls.web import zones

START = time(0, 0)
END = time(23, 59, 59)

ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
    "eighteenth", "nineteenth", "twentieth",
)  # fmt: skip
SHORT, LONG = "%b", "%B"


def day(when: date, month: str = SHORT) -> str:
    """16 Sep 2019."""
    return f"{when.day} {when:{month}} {when.year}"


def without_year(when: date) -> str:
    """16 Sep."""
    return f"{when.day} {when:%b}"


def span(first: date, last: date | None = None, month: str = SHORT) -> str:
    """17 Nov 2019; 17–18 Nov 2019; 30 Nov – 2 Dec 2019."""
    if last is None or last == first:
        return day(first, month)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last, month)}"
    if first.year == last.year:
        return f"{first.day} {first:{month}} – {day(last, month)}"
    return f"{day(first, month)} – {day(last, month)}"


def ordinal(number: int) -> str:
    """third; 21st."""
    if 1 <= number <= len(ORDINALS):
        return ORDINALS[number - 1]
    endings = {1: "st", 2: "nd", 3: "rd"}
    ending = "th" if number % 100 in {11, 12, 13} else endings.get(number % 10, "th")
    return f"{number}{ending}"


class NoSuchTime(ValueError):  # noqa: N818 -- an answer to a person, not a fault
    """The clock of that zone jumps over this time on that day."""


def moment(on: date, at: time, zone: str) -> datetime:
    """This time of this day in this zone; the first of two where clocks are set back."""
    local = datetime.combine(on, at, ZoneInfo(zone))
    if local.astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None) != local.replace(
        tzinfo=None
    ):
        raise NoSuchTime(
            f"{at:%H:%M} does not exist on {day(on)} in {zone.replace('_', ' ')}: "
            "clocks go forward that night. Choose another time."
        )
    return local.astimezone(UTC)


@dataclass(frozen=True)
class When:
    """The date of a deadline: a moment or a range, and how it is written."""

    at: datetime
    until: datetime | None = None
    zone: str = zones.AOE
    whole_day: bool = True


def whole_days(first: date, last: date | None = None, zone: str = zones.AOE) -> When:
    """The end of a day; or for a range, from the start of its first day to the end of its last."""
    if last is None or last == first:
        return When(moment(first, END, zone), None, zone)
    return When(moment(first, START, zone), moment(last, END, zone), zone)


def start_of(on: date, zone: str = zones.AOE) -> When:
    """The start of a day, for what opens then."""
    return When(moment(on, START, zone), None, zone)


def exactly(on: date, at: time, zone: str, last: date | None = None) -> When:
    """A moment; or from that time of the first day to the same time of the last."""
    end = moment(last, at, zone) if last and last != on else None
    return When(moment(on, at, zone), end, zone, whole_day=False)


def spoken(at: datetime, zone: str, *, whole_day: bool) -> str:
    """A moment in a sentence: 16 Sep 2019 (AoE), or 16 Sep 2019, 14:00 CET."""
    local = at.astimezone(ZoneInfo(zone))
    if whole_day:
        return f"{day(local.date())} ({zones.label(at, zone)})"
    return f"{day(local.date())}, {local:%H:%M} {zones.label(at, zone)}"
