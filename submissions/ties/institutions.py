"""Whether two affiliations are the same institution, however they are written."""

from collections.abc import Iterator
from enum import IntEnum
from functools import lru_cache

from submissions.ties import places
from submissions.ties.normalising import (
    inside_brackets,
    is_body,
    is_country,
    is_generic,
    is_part,
    normalised,
    pieces,
    without_brackets,
)
from submissions.ties.places import DATA, Place

NOBODY = frozenset(normalised(one) for one in DATA["nobody"].replace("\n", " ").split("|"))
TWINS = frozenset(DATA["twins"])
LONGEST = 300


class Relation(IntEnum):
    NONE = 0
    NEAR = 1  # a part of the same whole, another order of the words, a name that many have
    SAME = 2


@lru_cache(maxsize=100_000)
def places_in(affiliation: str, country: str = "") -> tuple[Place, ...]:
    """The institutions that a line names: known ones first, else what looks like one."""
    line = without_brackets(affiliation[:LONGEST])
    if normalised(line) in NOBODY:
        return ()
    whole = places.named(normalised(affiliation[:LONGEST]), country)
    if whole:
        return (whole,)
    named = [one for one in pieces(line) if not is_country(normalised(one))]
    found = _known(named, country) or _bracketed(affiliation, country) or _unknown(named, country)
    return tuple(dict.fromkeys(found))


def _known(named: list[str], country: str) -> list[Place]:
    """Known places among the parts, or among parts that follow one another."""
    found: list[Place] = []
    start = 0
    while start < len(named):
        place, start = _longest(named, start, country)
        if place:
            found.append(place)
    narrow = [place for place in found if not place.loose]
    return narrow or (found if len(named) == len(found) else [])


def _longest(named: list[str], start: int, country: str) -> tuple[Place | None, int]:
    for end in range(min(len(named), start + 3), start, -1):
        place = places.named(normalised(" ".join(named[start:end])), country)
        if place:
            return place, end
    return None, start + 1


def _bracketed(affiliation: str, country: str) -> list[Place]:
    """What only the acronym in brackets tells."""
    found = (places.named(normalised(one), country) for one in inside_brackets(affiliation))
    return [place for place in found if place]


def _unknown(named: list[str], country: str) -> list[Place]:
    """The universities of the line; else its first institution; else what stands first."""
    keys = [(one, normalised(one)) for one in named]
    own = [(one, key) for one, key in keys if key and not is_part(key)] or keys[:1]
    universities = [(one, key) for one, key in own if "university" in key.split()]
    chosen = universities or [(one, key) for one, key in own if is_body(key)][:1] or own[:1]
    return [_place(one, key, named, country) for one, key in chosen if key not in NOBODY]


def _place(written: str, key: str, named: list[str], country: str) -> Place:
    """A place that the table does not know; where its name needs it, with what follows."""
    body = places.named(key, country)
    behind = named[named.index(written) + 1 :][:1] if written in named else []
    if behind and (body.loose if body else is_generic(key)):
        longer = f"{written}, {behind[0]}"
        return _place(longer, normalised(longer), named, country)
    if body:
        return body
    system = places.system_of(key)
    return Place(written, key, country, part_of=system.key if system else "")


@lru_cache(maxsize=400_000)
def relation(one: Place, other: Place) -> Relation:
    """How near two places are; the same whichever comes first."""
    if one.known and other.known:
        return _among_known(one, other)
    if one.key == other.key:
        return _same_name(one, other)
    if other in places.above(one) or one in places.above(other):
        return Relation.NEAR
    turned = one.generic_key == other.generic_key and not {one.key, other.key} & TWINS
    if (turned or _longer(one, other) or _longer(other, one)) and _may_agree(one, other):
        return Relation.NEAR
    return Relation.NONE


def _among_known(one: Place, other: Place) -> Relation:
    if one == other:
        return Relation.NEAR if one.loose else Relation.SAME
    mine, theirs = places.above(one), places.above(other)
    for whole, line in ((other, mine), (one, theirs)):
        if whole in line:
            return Relation.NEAR if whole.loose else Relation.SAME
    shared = [place for place in mine if place in theirs and not place.loose]
    return Relation.NEAR if shared else Relation.NONE


def _same_name(one: Place, other: Place) -> Relation:
    if is_generic(one.key):
        same = bool(one.country) and one.country == other.country
        return Relation.NEAR if same else Relation.NONE
    return Relation.SAME if _may_agree(one, other) else Relation.NEAR


def _may_agree(one: Place, other: Place) -> bool:
    """Whether nothing speaks against their being in one country."""
    wide = one.everywhere or other.everywhere or not one.country or not other.country
    return wide or one.country == other.country


def _longer(one: Place, other: Place) -> bool:
    """Indiana University Bloomington and Indiana University."""
    enough = len(other.key.split()) >= 2 and not is_generic(other.key)
    return enough and one.key.startswith(f"{other.key} ")


def keys(place: Place) -> Iterator[str]:
    """What two places have in common at least where they are related: for an index."""
    yield place.key
    yield f"~{place.generic_key}"
    words = place.key.split()
    yield f"^{' '.join(words[:2])}"
    for each in places.above(place):
        yield each.key
