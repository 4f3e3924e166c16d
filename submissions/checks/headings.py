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
    r"|^第?[一二三四五六七八九十\d]{1,3}\s*[章節节、．]\s*"
)
BETWEEN = re.compile(r"[\s()\[\]（）/／|,–—]+")
NO_LETTERS = re.compile(r"[\W\d_]+")
MOST_WORDS = 8
FLOAT = re.compile(
    r"^(?:fig(?:ure|ura)?s?|abb(?:ildung)?|tab(?:le|elle|leau|la|ela)?|algorithm|listing"
    r"|рис(?:унок)?|таблица|图|表|図)\s*\.?\s*(?:[A-Z]?\.?\d{1,2}|[IVX]{1,5})\b",
    re.I,
)


# Letters that no accent makes, and that decomposing leaves as they are.
PLAIN = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe"})
LIGATURE = re.compile("ffi|ffl|ff|fi|fl")


@lru_cache(4096)
def bare(text: str) -> str:
    """Letters alone, without case and accents, so that small caps and spacing do not matter."""
    plain = text if text.isascii() else unicodedata.normalize("NFKD", text)
    return NO_LETTERS.sub("", plain.casefold().translate(PLAIN))


def known(words: str) -> frozenset[str]:
    """These words, and as they read in bitmap fonts that do not say what a ligature is."""
    whole = {bare(word) for word in words.split()}
    return frozenset(whole | {LIGATURE.sub("", word) for word in whole})


ALL_REFERENCES = known(WORDS["references"])
HEADS, BESIDE = known(WORDS["reference_words"]["heads"]), known(WORDS["reference_words"]["beside"])
ALL_KINDS: dict[str, str] = {
    name: kind for kind, names in WORDS["parts"].items() for name in known(names)
}
LEADER = re.compile(r"(?:\. ?){4,}\s*\w{0,5}$|\S\s+\.{2,}\s*\d+$")


def heads_references(text: str) -> bool:
    """Whether a line is nothing but the heading of a list of references, numbered or not."""
    if len(text) > 60 or text.rstrip().endswith((",", ";")):
        return False
    if text[:1].islower() and text.rstrip().endswith("."):  # the last line of a paragraph
        return False
    stripped = NUMBERING.sub("", text, count=1)
    return bare(text) in ALL_REFERENCES or bare(stripped) in ALL_REFERENCES


def may_head_references(text: str) -> bool:
    """A word for references among words that go with it: "Selected bibliography and sources"."""
    if len(text) > 60 or text.count(" ") > MOST_WORDS or text[:1].islower():
        return False
    text = NUMBERING.sub("", text, count=1)
    said = [word for part in BETWEEN.split(text) if (word := bare(part))]
    if not said or text.rstrip().endswith("."):
        return False
    heads = [word for word in said if word in HEADS or word in ALL_REFERENCES]
    return bool(heads) and all(word in BESIDE or word in heads for word in said)


@lru_cache(4096)
def heads_part(text: str) -> str | None:
    """What kind of part a heading opens, if it is one that counting asks for."""
    if len(text) > 90 or (text.count(" ") > MOST_WORDS and not LEADS.match(text)):
        return None
    kind = ALL_KINDS.get(bare(text)) or numbered_part(text)
    if kind:
        return None if LEADER.search(text) else kind
    if LEADS.match(text.strip()) or (bare(text).startswith("appendix") and "." not in text[12:]):
        return None if LEADER.search(text) else "appendix"
    return None


def numbered_part(text: str) -> str | None:
    """The kind under a number or letter; "A. Tables" is an appendix."""
    stripped = NUMBERING.sub("", text, count=1)
    kind = None if stripped == text else ALL_KINDS.get(bare(stripped))
    return None if kind == "floats" else kind
