"""Lists of authors as plain values, and how two people’s changes to one list become one list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

Place = tuple[str, str]  # institution, and its country’s code


@dataclass(frozen=True)
class Entry:
    """An author as given for one paper; `ref` tells rows apart as long as a form is open."""

    ref: str
    given_name: str = ""
    family_name: str = ""
    email: str = ""
    orcid: str = ""
    is_corresponding: bool = False
    is_presenter: bool = False
    affiliations: tuple[Place, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    def says(self) -> "Entry":
        """What it says, whatever its row is called."""
        return replace(self, ref="")


COMPARED = tuple(one.name for one in fields(Entry) if one.name not in {"ref", "is_presenter"})


@dataclass(frozen=True)
class Clash:
    """Where two people changed the same thing: what the other one made of it."""

    ref: str
    field: str  # empty: they removed what I changed, or changed what I removed
    theirs: Entry | None


@dataclass(frozen=True)
class Merge:
    entries: tuple[Entry, ...]
    clashes: tuple[Clash, ...] = ()


def merged(opened: Sequence[Entry], theirs: Sequence[Entry], mine: Sequence[Entry]) -> Merge:
    """My list with their changes since I opened it; where both changed one thing, a clash."""
    mine = _recognised(opened, theirs, mine)
    was, now, new = _by_ref(opened), _by_ref(theirs), _by_ref(mine)
    kept: dict[str, Entry] = {}
    clashes: list[Clash] = []
    for ref in {**now, **new}:
        entry, found = _one(was.get(ref), now.get(ref), new.get(ref))
        clashes += found
        if entry:
            kept[ref] = entry
    order = _order(list(was), list(now), list(new))
    presenter = _presenter(opened, theirs, mine)
    entries = tuple(
        replace(kept[ref], is_presenter=ref == presenter) for ref in order if ref in kept
    )
    return Merge(entries, tuple(sorted(clashes, key=lambda one: (one.ref, one.field))))


def _by_ref(entries: Iterable[Entry]) -> dict[str, Entry]:
    return {one.ref: one for one in entries}


def _recognised(
    opened: Sequence[Entry], theirs: Sequence[Entry], mine: Sequence[Entry]
) -> list[Entry]:
    """Who was added on both sides is one row: the same answer may come twice."""
    known = {one.ref for one in opened}
    own = {one.ref for one in mine}
    added = {_who(one): one.ref for one in theirs if one.ref not in known | own}
    return [
        one if one.ref in known else replace(one, ref=added.pop(_who(one), one.ref)) for one in mine
    ]


def _who(entry: Entry) -> str:
    return entry.email.casefold() or entry.name.casefold()


def _one(
    was: Entry | None, now: Entry | None, new: Entry | None
) -> tuple[Entry | None, list[Clash]]:
    """What becomes of one row."""
    if was is None:
        return new or now, []
    if now is None and new is None:
        return None, []
    if now is None or new is None:
        return _gone(was, now, new)
    return _fields(was, now, new)


def _gone(was: Entry, now: Entry | None, new: Entry | None) -> tuple[Entry | None, list[Clash]]:
    """One side removed it: gone, unless the other has changed it."""
    left = now or new
    if left is None or _same(left, was):
        return None, []
    return left, [Clash(was.ref, "", now)]


def _same(one: Entry, other: Entry) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in COMPARED)


def _fields(was: Entry, now: Entry, new: Entry) -> tuple[Entry, list[Clash]]:
    taken: dict[str, Any] = {}
    clashes = []
    for name in COMPARED:
        before, theirs, mine = (getattr(one, name) for one in (was, now, new))
        if mine == before:
            taken[name] = theirs
        elif theirs not in (before, mine):
            clashes.append(Clash(was.ref, name, now))
    return replace(new, **taken), clashes


def _order(was: list[str], now: list[str], new: list[str]) -> list[str]:
    """Mine if I moved any, else theirs. Who stands in one list alone follows whom they followed."""
    common = [ref for ref in was if ref in new]
    moved = [ref for ref in new if ref in was] != common
    base, other = (new, now) if moved else (now, new)
    order = list(base)
    for place, ref in enumerate(other):
        if ref in order:
            continue
        before = next((one for one in reversed(other[:place]) if one in order), None)
        order.insert(order.index(before) + 1 if before else 0, ref)
    return order


def _presenter(
    opened: Sequence[Entry], theirs: Sequence[Entry], mine: Sequence[Entry]
) -> str | None:
    """The one I named, or theirs if I left it as it was."""
    was, now, new = (
        next((one.ref for one in entries if one.is_presenter), None)
        for entries in (opened, theirs, mine)
    )
    return now if new == was else new
