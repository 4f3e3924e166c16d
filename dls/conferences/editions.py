"""The editions of a series in the order they were held, those held elsewhere among them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dls.conferences import days, figures
from dls.conferences.figures import Figures
from dls.conferences.models.conference import Conference
from dls.conferences.models.series import OutsideEdition
from dls.web import countries


@dataclass(frozen=True)
class Edition:
    title: str
    name: str
    url: str
    outside: bool
    ordinal: int | None
    starts_on: date | None
    when: str
    where: str
    event: str
    format_text: str
    figures: Figures
    attendance: str
    committee: int | None = None
    preparing: bool = False

    @property
    def rate_width(self) -> int:
        """The length of its bar of accepted papers, of 60."""
        return round(0.6 * (self.figures.rate or 0))

    @property
    def nth(self) -> str:
        return days.ordinal(self.ordinal) if self.ordinal else ""


def of(conferences: Sequence[Conference], outside: Iterable[OutsideEdition]) -> list[Edition]:
    """All editions, the newest first."""
    counted = figures.of(conferences)
    held = [_here(one, counted[one.pk]) for one in conferences]
    return _in_order([*held, *(_elsewhere(one) for one in outside)])


def _in_order(editions: list[Edition]) -> list[Edition]:
    """By day; one without a day stands by its number after those numbered lower."""
    dated = sorted((one for one in editions if one.starts_on), key=lambda one: str(one.starts_on))
    undated = sorted(
        (one for one in editions if not one.starts_on), key=lambda one: one.ordinal or 9999
    )
    for one in undated:
        lower = [
            index
            for index, other in enumerate(dated)
            if not one.ordinal or (other.ordinal and other.ordinal < one.ordinal)
        ]
        dated.insert(lower[-1] + 1 if lower else 0, one)
    return dated[::-1]


def _attendance(number: int | None, note: str) -> str:
    return note or (f"{number:,}" if number is not None else "")


def _here(conference: Conference, counted: Figures) -> Edition:
    first = conference.starts_on
    return Edition(
        title=conference.title,
        name=conference.name,
        url=conference.get_absolute_url(),
        outside=False,
        ordinal=conference.ordinal,
        starts_on=first,
        when=days.span(first, conference.ends_on) if first else "",
        where=conference.place,
        event="",
        format_text="",
        figures=counted,
        attendance=_attendance(conference.attendance, conference.attendance_note),
        committee=getattr(conference, "committee_size", None) or None,
        preparing=not conference.is_public,
    )


def _elsewhere(edition: OutsideEdition) -> Edition:
    place = (edition.city, countries.name(edition.country))
    first = edition.starts_on
    return Edition(
        title=edition.title,
        name="",
        url=edition.link,
        outside=True,
        ordinal=edition.ordinal,
        starts_on=first,
        when=days.day(first) if first else "",
        where=", ".join(part for part in place if part),
        event=edition.event,
        format_text=edition.format_text,
        figures=Figures(edition.submissions, edition.accepted),
        attendance=_attendance(edition.attendance, edition.attendance_note),
    )
