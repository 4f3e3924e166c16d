"""Reads lists that somebody pasted: one name a line, the affiliation behind it in brackets."""

import re
from dataclasses import dataclass, field

LONGEST = 200
MOST_LINES = 1_000
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


@dataclass
class Lines:
    found: list[Listed] = field(default_factory=list)
    mistakes: list[str] = field(default_factory=list)


def read(text: str) -> Lines:
    """Names with affiliations, and a sentence about each line that is neither."""
    lines = Lines()
    for number, written in enumerate(text.splitlines()[:MOST_LINES], start=1):
        line = BULLET.sub("", written.strip()[: 3 * LONGEST])
        if not line:
            continue
        entry = ENTRY.fullmatch(line)
        if entry is None or not NAMED.search(entry["name"]):
            shown = line[:60]
            lines.mistakes.append(
                f"Line {number}, “{shown}”, is not a name with an affiliation in brackets."
            )
            continue
        place = (entry["inside"] or entry["behind"] or "").strip()
        lines.found.append(Listed(number, entry["name"].strip()[:LONGEST], place[:LONGEST]))
    if len(text.splitlines()) > MOST_LINES:
        lines.mistakes.append(f"Only the first {MOST_LINES:,} lines can be taken at once.")
    return lines
