"""Who has served on the committees of a series more than once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dls.conferences import collation
from dls.conferences.models.conference import Conference
from dls.conferences.models.roles import Role

MOST = 40


@dataclass(frozen=True)
class Served:
    """A person, and in which editions they served: one mark for each, the oldest first."""

    name: str
    affiliation: str
    marks: tuple[bool, ...]

    @property
    def count(self) -> int:
        return sum(self.marks)


@dataclass(frozen=True)
class Service:
    editions: tuple[str, ...]
    people: int
    again: tuple[Served, ...]  # those who came back, the most faithful first
    left_out: int  # how many more came back than are named


def of(conferences: Iterable[Conference], roles: Iterable[Role]) -> Service:
    """Counted by name, as printed; affiliation as in the newest edition they served in."""
    by_conference: dict[int, list[Role]] = {}
    for role in roles:
        by_conference.setdefault(role.conference_id, []).append(role)
    held = [one for one in conferences if one.pk in by_conference]
    held.sort(key=lambda one: (str(one.starts_on or "9999"), one.name))
    found: dict[str, dict[int, Role]] = {}
    for one in held:
        for role in by_conference[one.pk]:
            found.setdefault(collation.folded(role.name), {})[one.pk] = role
    served = [_served(parts, held) for parts in found.values() if len(parts) > 1]
    served.sort(key=lambda one: (-one.count, collation.by_family("", one.name)))
    return Service(
        editions=tuple(one.name for one in held),
        people=len(found),
        again=tuple(served[:MOST]),
        left_out=max(0, len(served) - MOST),
    )


def _served(parts: dict[int, Role], held: Sequence[Conference]) -> Served:
    newest = [parts[one.pk] for one in held if one.pk in parts][-1]
    marks = tuple(one.pk in parts for one in held)
    return Served(newest.name, newest.affiliation, marks)
