"""A workshop proposal from the facts of a series and its next edition."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from dls.conferences import committee, days, front
from dls.conferences.committee import Committee
from dls.conferences.editions import Edition
from dls.conferences.front import TopicGroup
from dls.conferences.models.conference import Conference
from dls.conferences.models.deadlines import Deadline
from dls.conferences.models.roles import Affiliation, Role

if TYPE_CHECKING:
    from dls.people.models import Person

PUBLISHERS = {
    Conference.Profile.IEEE: "the IEEE",
    Conference.Profile.LNCS: "Springer in the Lecture Notes in Computer Science",
    Conference.Profile.CEUR: "CEUR-WS",
}
AGREED = {
    Conference.Agreement.NONE: "It is planned to publish accepted papers with {publisher}.",
    Conference.Agreement.TENTATIVE: "{publisher} tentatively agrees to publish accepted papers.",
    Conference.Agreement.CONDITIONAL: (
        "{publisher} conditionally agrees to publish accepted papers."
    ),
    Conference.Agreement.CONFIRMED: "Accepted papers will be published by {publisher}.",
}


@dataclass(frozen=True)
class Bar:
    """One line of a drawn count; the share is of the longest, in hundredths."""

    label: str
    count: int
    share: int


@dataclass(frozen=True)
class Point:
    """One line of the timeline."""

    when: str
    what: str


@dataclass(frozen=True)
class Proposal:
    """All that stands in the proposal besides the sentences of the conference itself."""

    topics: list[TopicGroup]
    chairs: tuple[committee.Seat, ...]
    committee: Committee
    countries: tuple[Bar, ...]
    sectors: tuple[Bar, ...]
    earlier: list[Edition]
    timeline: list[Point]
    publication: str


def of(conference: Conference, person: "Person") -> Proposal:
    """The proposal as the facts stand now."""
    roles = list(conference.roles.printed().prefetch_related("affiliations"))
    gathered = committee.of(roles)
    return Proposal(
        topics=front.topics(conference),
        chairs=tuple(seat for group in gathered.groups[:1] for seat in group.seats),
        committee=gathered,
        countries=tuple(Bar(one.name, one.count, one.share) for one in gathered.countries),
        sectors=_sectors(roles),
        earlier=front.earlier(conference, person)[::-1],
        timeline=_timeline(conference),
        publication=_publication(conference),
    )


def _sectors(roles: Iterable[Role]) -> tuple[Bar, ...]:
    """By the first affiliation of each whose sector is known."""
    first = [next(iter(role.affiliations.all()), None) for role in roles]
    counted = Counter(one.sector for one in first if one and one.sector)
    most = max(counted.values(), default=1)
    return tuple(
        Bar(str(Affiliation.Sector(sector).label), count, round(100 * count / most))
        for sector, count in counted.most_common()
    )


def _timeline(conference: Conference) -> list[Point]:
    """Every date and milestone that holds, and the days of the event."""
    points = [(_day(one), _span(one), one.label) for one in conference.dated()]
    if conference.starts_on:
        first, last = conference.starts_on, conference.last_day
        points.append((first, days.span(first, last), conference.name))
    return [Point(when, what) for _, when, what in sorted(points)]


def _day(deadline: Deadline) -> date:
    return deadline.at.astimezone(ZoneInfo(deadline.zone)).date()


def _span(deadline: Deadline) -> str:
    last = deadline.until.astimezone(ZoneInfo(deadline.zone)).date() if deadline.until else None
    return days.span(_day(deadline), last)


def _publication(conference: Conference) -> str:
    publisher = PUBLISHERS.get(Conference.Profile(conference.profile))
    if publisher is None:
        return "No proceedings are planned."
    told = AGREED[Conference.Agreement(conference.agreement)].format(publisher=publisher)
    return told[0].upper() + told[1:]
