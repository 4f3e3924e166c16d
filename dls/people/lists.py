"""Reads lists that somebody pasted: one name a line, the affiliation behind it in brackets."""

import re
from dataclasses import dataclass, field

LONGEST = 200
ENTRY = re.compile(
    r"(?P<name>[^()（）\t;]+?)\s*(?:[(（](?P<inside>[^()（）]*)[)）]|[\t;]\s*(?P<behind>.*))?"
)
BULLET = re.compile(r"^(?:[-*•·–]|\d{1,3}[.)])\s+")
NAMED = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class Listed:
    line: int
    name: str
    affiliation: str


@dataclass(frozen=True)
class Odd:
    """A line that is no name."""

    line: int
    text: str


@dataclass
class Lines:
    found: list[Listed] = field(default_factory=list)
    odd: list[Odd] = field(default_factory=list)


def read(text: str) -> Lines:
    """Names with affiliations, and the lines that are neither."""
    lines = Lines()
    for number, written in enumerate(text.splitlines(), start=1):
        line = BULLET.sub("", written.strip()[: 3 * LONGEST])
        if not line:
            continue
        entry = ENTRY.fullmatch(line)
        if entry is None or not NAMED.search(entry["name"]):
            lines.odd.append(Odd(number, written.strip()))
            continue
        place = (entry["inside"] or entry["behind"] or "").strip()
        lines.found.append(Listed(number, entry["name"].strip()[:LONGEST], place[:LONGEST]))
    return lines
