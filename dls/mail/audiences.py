"""Whom letters can be written to. Each app registers its own audiences when it is ready."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dls.mail.outbox import Address
from dls.web import keys

if TYPE_CHECKING:
    from dls.web.keys import Viewer
    from dls.web.scopes import Scope


@dataclass(frozen=True)
class Audience:
    """People a letter can go to, such as “PC members who accepted”.

    `find(scope)` may give one person twice; mail writes to them once. Each Address can carry
    `words` for the placeholders named here, and its own `leave_url` for a list one can leave.
    """

    name: str  # roles/member
    title: str  # PC members
    find: Callable[["Scope"], Iterable[Address]]
    group: str = "Committee"  # the heading it stands under
    words: Mapping[str, str] = field(default_factory=dict)  # placeholder → what it stands for
    order: int = 50


Sizes = Callable[["Scope"], Mapping[str, int]]
Family = Callable[[str], Audience | None]
_audiences: dict[str, Audience] = {}
_families: dict[str, Family] = {}
_sizes: list[Sizes] = []


def register(audience: Audience) -> None:
    _audiences[audience.name] = audience


def register_sizes(count: Sizes) -> None:
    """Give how many people several audiences have, counted together: a query, not one for each."""
    _sizes.append(count)


def register_family(prefix: str, make: Family) -> None:
    """Audiences whose names begin so, made when they are asked for: papers/search-12."""
    _families[prefix] = make


def get(name: str) -> Audience | None:
    found = _audiences.get(name)
    makes = (make for prefix, make in _families.items() if name.startswith(prefix))
    return found or next((one for make in makes if (one := make(name))), None)


def every() -> list[Audience]:
    return sorted(_audiences.values(), key=lambda one: (one.order, one.group, one.title))


def recipients(name: str, scope: "Scope") -> list[Address]:
    """Everybody an audience has now, each person and each address once, in a steady order."""
    audience = get(name)
    return once(audience.find(scope)) if audience else []


def sizes(scope: "Scope") -> dict[str, int]:
    """How many people each audience has now."""
    found = {name: many for count in _sizes for name, many in count(scope).items()}
    rest = {name: len(recipients(name, scope)) for name in _audiences if name not in found}
    return found | rest


def shown(addresses: list[Address], person: "Viewer") -> list[Address]:
    """Those that this person may know to be written to: all but those of what they may not see."""
    kinds = {kind for one in addresses for kind, _ in one.abouts}
    seen = {kind: keys.may_read(person, kind) for kind in kinds}
    return [
        one
        for one in addresses
        if not one.abouts or any(pk in seen[kind] for kind, pk in one.abouts)
    ]


def once(addresses: Iterable[Address]) -> list[Address]:
    """Each person and each address once, in order of name and address."""
    seen: set[object] = set()
    found = []
    for one in addresses:
        who = {one.email.strip().lower()} | ({one.person.pk} if one.person else set())
        mine = {(each, one.key) for each in who}
        if one.email and not mine & seen:
            found.append(one)
        seen |= mine
    return sorted(found, key=lambda one: (one.name.casefold(), one.email.lower()))
