"""The people of the demo, by what they are."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dls.people.models import Person

if TYPE_CHECKING:
    from dls.conferences.models.roles import Role

OPERATORS = "Operators: they run the site"
OTHERS = "Everybody else: readers and authors"


@dataclass
class Part:
    """Somebody of the demo, and what they are."""

    person: Person
    lines: list[str] = field(default_factory=list)


def cast_list() -> list[tuple[str, list[Part]]]:
    """Groups in the order of what they may do; each person stands in the first that fits."""
    people = (
        Person.objects.demo().prefetch_related("roles__conference").order_by("family_name", "pk")
    )
    groups: dict[tuple[int, str], list[Part]] = {}
    for person in people:
        held = [role for role in person.roles.all() if role.state == "accepted"]
        ranked = sorted(held, key=_rank)
        lines = [f"{role.get_kind_display()}, {role.conference.name}" for role in ranked]
        group = _group(person, ranked)
        groups.setdefault(group, []).append(Part(person, lines))
    return [(name, sorted(groups[rank, name], key=_counted)) for rank, name in sorted(groups)]


def _counted(part: Part) -> list[tuple[int, str]]:
    """Demo Author 2 before Demo Author 10."""
    return [(int(word) if word.isdigit() else 0, word) for word in part.person.name.split()]


def _rank(role: "Role") -> int:
    order = list(role.Kind.values)
    return order.index(role.kind)


def _group(person: Person, ranked: "list[Role]") -> tuple[int, str]:
    if person.is_operator:
        return -1, OPERATORS
    if not ranked:
        return 99, OTHERS
    label = ranked[0].get_kind_display()
    return _rank(ranked[0]), f"{label}s" if not label.startswith("PC") else "PC members"
