"""Words that head a list of references or another part of a paper, in many languages."""

import re
import tomllib
import unicodedata
from functools import lru_cache
from pathlib import Path

WORDS = tomllib.loads((Path(__file__).parent / "headings.toml").read_text(encoding="utf-8"))
LEADS = re.compile(
    r"^(?:appendix|appendices|anhang|annexe?|apéndice|apêndice|anexo|bijlage|приложение|附录)\b",
    re.I,
)
NUMBERING = re.compile(
    r"^\W*(?:(?:chapter|section|kapitel|§)\s*)?"
    r"(?:\d{1,2}(?:\.\d{1,2})*|[IVXLC]{1,6}|[A-Z])(?:[.):]|\s)+(?=\S)"
)
NO_LETTERS = re.compile(r"[\W\d_]+")
MOST_WORDS = 8
FLOAT = re.compile(
    r"^(?:fig(?:ure|ura)?s?|abb(?:ildung)?|tab(?:le|elle|leau|la|ela)?|algorithm|listing"
    r"|рис(?:унок)?|таблица|图|表|図)\s*\.?\s*(?:[A-Z]?\.?\d{1,2}|[IVX]{1,5})\b",
    re.I,
)


@lru_cache(4096)
def bare(text: str) -> str:
    """Letters alone, without case and accents, so that small caps and spacing do not matter."""
    plain = text if text.isascii() else unicodedata.normalize("NFKD", text)
    return NO_LETTERS.sub("", plain.casefold())


ALL_REFERENCES = frozenset(bare(word) for word in WORDS["references"].split())
ALL_KINDS: dict[str, str] = {
    bare(name): kind for kind, names in WORDS["parts"].items() for name in names.split()
}


def heads_references(text: str) -> bool:
    """Whether a line is nothing but the heading of a list of references, numbered or not."""
    if len(text) > 60 or text.rstrip().endswith((",", ";")):
        return False
    if text[:1].islower() and text.rstrip().endswith("."):  # the last line of a paragraph
        return False
    stripped = NUMBERING.sub("", text, count=1)
    return bare(text) in ALL_REFERENCES or bare(stripped) in ALL_REFERENCES


def heads_part(text: str) -> str | None:
    """What kind of part a heading opens, if it is one that counting asks for."""
    if len(text) > 90 or (text.count(" ") > MOST_WORDS and not LEADS.match(text)):
        return None
    stripped = NUMBERING.sub("", text, count=1)
    kind = ALL_KINDS.get(bare(text)) or ALL_KINDS.get(bare(stripped))
    if kind:
        return kind
    if LEADS.match(text.strip()) or (bare(text).startswith("appendix") and "." not in text[12:]):
        return "appendix"
    return None
