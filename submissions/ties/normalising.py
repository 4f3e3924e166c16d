"""The name of an institution in words that agree however it is written."""

import re
import tomllib
from functools import lru_cache
from pathlib import Path

from submissions.ties.folding import fold

DATA = tomllib.loads(Path(__file__).with_name("terms.toml").read_text())
TERMS = {way: english.split() for english, ways in DATA["words"].items() for way in ways.split()}
EMPTY = frozenset(DATA["lists"]["empty"].split())
PARTS = frozenset(DATA["lists"]["parts"].split())
GENERIC = frozenset(DATA["lists"]["generic"].split())
BODIES = frozenset(DATA["lists"]["bodies"].split())
COUNTRIES = frozenset(DATA["lists"]["countries"].split())
TIGHT = re.compile(r"(?<=\w)[&.](?=\w)|(?<=\b\w)\.|(?<=\b\w) & (?=\w\b)")
WORDS = re.compile(r"[^\W_]+")
IN_BRACKETS = re.compile(r"[(\[（][^)\]）]*[)\]）]")
BREAKS = re.compile(r"[,;\n/|，；]|\s[-–—&]\s|\band\b")


@lru_cache(maxsize=100_000)
def normalised(written: str) -> str:
    """Univ. of Zürich as university zurich: in order, without words that tell nothing."""
    words = WORDS.findall(fold(TIGHT.sub("", written)))
    said = [part for word in words for part in TERMS.get(word, [word])]
    return " ".join([word for word in said if word not in EMPTY] or said)


def inside_brackets(written: str) -> list[str]:
    """Other names that stand in brackets."""
    return [found.strip("()[]（） ") for found in IN_BRACKETS.findall(written)]


def without_brackets(written: str) -> str:
    return IN_BRACKETS.sub(" ", written)


def pieces(written: str) -> list[str]:
    """The parts of a line, from the department to the country."""
    return [
        piece.strip()
        for piece in BREAKS.split(TIGHT.sub("", written))[:12]
        if piece and piece.strip()
    ]


def is_generic(name: str) -> bool:
    """Whether many places could have this name."""
    return all(word in GENERIC or len(word) < 2 for word in name.split())


def is_body(name: str) -> bool:
    """Whether the name says that it is an institution."""
    words = name.split()
    return bool(BODIES.intersection(words)) and words[0] not in PARTS


def is_country(name: str) -> bool:
    return name in COUNTRIES


def is_part(name: str) -> bool:
    return name.split()[0] in PARTS if name else True
