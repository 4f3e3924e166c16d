"""Names of people as they are written in lists: whether two may be, or are, the same name."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from pathlib import Path

from submissions.ties.folding import foldings

DATA = tomllib.loads(Path(__file__).with_name("names.toml").read_text())
COMMON = frozenset(DATA["common"].split())
FAMILY_FIRST = frozenset(DATA["family_first"].split())
PARTICLES = frozenset(DATA["particles"].split())
TITLES = frozenset(DATA["titles"].split())
SHORT = {
    frozenset((given, short))
    for given, all_short in DATA["short"].items()
    for short in all_short.split()
}
LONG: dict[str, list[str]] = {}
for _given, _short in sorted(tuple(sorted(pair)) for pair in SHORT):
    LONG.setdefault(_given, []).append(_short)
    LONG.setdefault(_short, []).append(_given)
UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\s·・]+")
CAPITALS = re.compile(r"^[^\W\d_]{2,}$")
COUNTED = re.compile(
    r"^[0-9]{1,2}$"
)  # Demo Author 7 is not Demo Author 13; libraries count to 0001
BREAKS = re.compile(r"[\s.\-‐‑·]+")
LONGEST = 200


class Match(IntEnum):
    NO = 0
    WEAK = 1  # an initial, a short form, one of two family names, the order turned
    FULL = 2


@dataclass(frozen=True)
class Name:
    """A name in one spelling: words without case, accents, titles and particles."""

    given: tuple[str, ...]
    family: tuple[str, ...]

    @property
    def is_common(self) -> bool:
        return any(part in COMMON for part in self.family)

    @property
    def words(self) -> tuple[str, ...]:
        return (*self.given, *self.family)

    def turned(self) -> "Name":
        """Given and family name the other way round."""
        return Name(self.family, self.given)


@lru_cache(maxsize=200_000)
def parse(written: str) -> tuple[Name, ...]:
    """The name in each way to write its letters; nothing if there is none."""
    short = written[:LONGEST].strip()
    if UNSPACED.fullmatch(short):
        whole = re.sub(r"[\s·・]", "", short)
        return (Name((), (whole,)),) if whole else ()
    found = (_parsed(short, spelling) for spelling in range(2))
    return tuple(dict.fromkeys(name for name in found if name.family))


def _parsed(written: str, spelling: int) -> Name:
    head, comma, tail = written.partition(",")
    behind = _words(tail, spelling)
    if comma and behind:
        return Name(tuple(behind), _family(_words(head, spelling)))
    return _in_order(head, spelling)


def _in_order(written: str, spelling: int) -> Name:
    """Given names, then particles and the family name; or the one in capitals."""
    shouted = [part for part in written.split() if CAPITALS.match(part) and part.isupper()]
    others = [part for part in written.split() if part not in shouted]
    if len(shouted) == 1 and any(len(part) > 2 for part in others):
        return Name(
            tuple(_words(" ".join(others), spelling)), _family(_words(shouted[0], spelling))
        )
    pieces = [_words(piece, spelling) for piece in written.split()]
    pieces = [piece for piece in pieces if piece]
    if not pieces:
        return Name((), ())
    start = len(pieces) - 1
    while start > 1 and all(part in PARTICLES for part in pieces[start - 1]):
        start -= 1
    given = tuple(part for piece in pieces[:start] for part in piece)
    return Name(given, _family([part for piece in pieces[start:] for part in piece]))


def _words(written: str, spelling: int) -> list[str]:
    found = []
    for word in BREAKS.split(written):
        ways = foldings(word)
        plain = word if COUNTED.match(word) else re.sub(r"[\W\d_]", "", _spelt(ways, spelling))
        if plain and plain not in TITLES:
            found.append(plain)
    return found


def _spelt(ways: tuple[str, ...], spelling: int) -> str:
    return ways[min(spelling, len(ways) - 1)]


def _family(words: list[str]) -> tuple[str, ...]:
    """The family name without particles, unless it is nothing but these."""
    return tuple(word for word in words if word not in PARTICLES) or tuple(words[-1:])


def is_common(written: str) -> bool:
    return any(name.is_common for name in parse(written))


@lru_cache(maxsize=400_000)
def match(one: str, other: str) -> Match:
    """How far two written names agree; the same whichever comes first."""
    found = (
        max(_match(mine, theirs), _match(theirs, mine))
        for mine in parse(one)
        for theirs in parse(other)
    )
    return max(found, default=Match.NO)


def _match(one: Name, other: Name) -> Match:
    if not one.given or not other.given:
        return (
            Match.FULL if one == other and len(one.family[0]) > 1 and _unspaced(one) else Match.NO
        )
    if "".join(one.family) == "".join(other.family):
        return _givens(one.given, other.given)
    if set(one.family) & set(other.family) or _second_family(one, other):
        return Match(min(Match.WEAK, _givens(one.given[:1], other.given[:1]) // 2))
    if "".join(one.given) == "".join(other.family) and len(one.words) > 1:
        return _turned(one, other)
    return Match.NO


def _unspaced(name: Name) -> bool:
    return bool(UNSPACED.fullmatch(name.family[0]))


def _second_family(one: Name, other: Name) -> bool:
    """María García López and María García."""
    return len(one.given) == 2 and len(one.given[1]) > 2 and one.given[1:] == other.family


def _turned(one: Name, other: Name) -> Match:
    """Zhang Xiaoming and Xiaoming Zhang: full only where one part alone is a family name."""
    if "".join(one.family) != "".join(other.given):
        return Match.NO
    if min(len("".join(one.given)), len("".join(one.family))) < 2:
        return Match.NO
    known = ["".join(part) in FAMILY_FIRST for part in (one.given, one.family)]
    return Match.FULL if sum(known) == 1 else Match.WEAK


def _givens(one: tuple[str, ...], other: tuple[str, ...]) -> Match:
    """John A. and John, Xiao-Ming and Xiaoming: full; J. and John, Jim and James: weak."""
    if "".join(one) == "".join(other):
        return Match.FULL if len("".join(one)) > len(one) else Match.WEAK
    if _contradict(one[1:], other[1:]):
        return Match.NO
    first, second = sorted((one[0], other[0]), key=len)
    if first == second:
        return Match.FULL if len(first) > 1 else Match.WEAK
    short = len(first) == 1 and second.startswith(first)
    called = frozenset((first, second)) in SHORT or (len(first) >= 3 and second.startswith(first))
    return Match.WEAK if short or called else Match.NO


def _contradict(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return any(
        not (mine.startswith(theirs) or theirs.startswith(mine))
        for mine, theirs in zip(one, other, strict=False)
    )


def keys(written: str) -> Iterator[str]:
    """What two names have in common at least where they match: for an index."""
    for name in parse(written):
        if not name.given:
            yield name.family[0]
            continue
        for way in (name, name.turned()):
            for part in {"".join(way.family), *way.family}:
                yield f"{part} {way.given[0][0]}"
        for part in name.given[1:]:
            yield f"{part} {name.given[0][0]}"
        for called in LONG.get(name.given[0], ()):
            yield f"{''.join(name.family)} {called[0]}"
