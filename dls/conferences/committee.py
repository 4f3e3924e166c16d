"""A committee as it is printed: grouped by role, with affiliations, and how many countries."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from dls.conferences import collation
from dls.conferences.models.roles import Role
from dls.web import countries

HEADINGS = {
    Role.Kind.CHAIR: ("Chair", "Chairs"),
    Role.Kind.PROCEEDINGS_CHAIR: ("Proceedings chair", "Proceedings chairs"),
    Role.Kind.SENIOR_AREA_CHAIR: ("Senior area chair", "Senior area chairs"),
    Role.Kind.AREA_CHAIR: ("Area chair", "Area chairs"),
    Role.Kind.MEMBER: ("Program committee", "Program committee"),
    Role.Kind.EXTERNAL: ("External reviewer", "External reviewers"),
}
SHORT = 60  # a longer committee has its members on its own page only


@dataclass(frozen=True)
class Seat:
    name: str
    title: str
    place: str


@dataclass(frozen=True)
class Group:
    heading: str
    seats: tuple[Seat, ...]
    is_members: bool


@dataclass(frozen=True)
class Country:
    name: str
    count: int
    share: int  # of the most frequent, in hundredths


@dataclass(frozen=True)
class Committee:
    groups: tuple[Group, ...]
    size: int
    countries: tuple[Country, ...]

    @property
    def is_long(self) -> bool:
        return self.size > SHORT

    @property
    def leading(self) -> tuple[Group, ...]:
        """The groups a long committee shows on the front page."""
        return tuple(group for group in self.groups if not group.is_members)


def of(roles: Iterable[Role]) -> Committee:
    found = sorted(roles, key=_order)
    groups = [_group(kind, [role for role in found if role.kind == kind]) for kind in HEADINGS]
    people = {role.person_id or collation.folded(role.name): role for role in found}
    return Committee(
        groups=tuple(group for group in groups if group.seats),
        size=len(people),
        countries=_countries(people.values()),
    )


def _order(role: Role) -> tuple[bool, int, str, str]:
    """Those with a place first, by it; then by family name."""
    unplaced = role.position == 0
    return unplaced, role.position, *collation.by_family(role.family_name, role.name)


def _group(kind: Role.Kind, roles: list[Role]) -> Group:
    seats = tuple(Seat(role.name, role.title, _place(role)) for role in roles)
    one, many = HEADINGS[kind]
    members = kind in {Role.Kind.MEMBER, Role.Kind.EXTERNAL}
    return Group(one if len(seats) == 1 else many, seats, is_members=members)


def _place(role: Role) -> str:
    return ", ".join(part for part in (role.affiliation, role.country) if part)


def _countries(roles: Iterable[Role]) -> tuple[Country, ...]:
    """How many people from where; somebody printed with two countries counts for both."""
    counted = Counter(name for role in roles for name in _named(role.country))
    most = max(counted.values(), default=1)
    ordered = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(Country(name, count, round(100 * count / most)) for name, count in ordered)


def _named(printed: str) -> set[str]:
    whole = countries.code(printed)
    parts = [printed] if whole else re.split(r"\s*(?:&|/|;|,|\band\b)\s*", printed)
    return {countries.name(countries.code(part)) or part.strip() for part in parts if part.strip()}
