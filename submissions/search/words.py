"""Words as the search compares them: whoever indexes and whoever asks fold them alike."""

import re
import unicodedata
from itertools import pairwise

LONGEST = 40
LETTERS = str.maketrans({"ø": "o", "đ": "d", "ð": "d", "ł": "l", "æ": "ae", "œ": "oe",
                         "þ": "th", "ı": "i"})  # fmt: skip
WORD = re.compile(r"[^\W_]+(?:\+\+)?")  # C++ is another word than C
UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


def folded(text: str) -> str:
    """Small letters without accents: what a search compares."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold().translate(LETTERS))
    bare = "".join(sign for sign in apart if not unicodedata.category(sign).startswith("M"))
    return unicodedata.normalize("NFC", bare.casefold())


def words(text: str) -> list[str]:
    """The words of a text, in order."""
    return [word[:LONGEST] for word in WORD.findall(folded(text))]


def pairs(text: str) -> list[str]:
    """Neighbouring words, in order: a phrase is found by them."""
    return [f"{one} {other}"[:LONGEST] for one, other in pairwise(words(text))]


def entries(text: str) -> set[str]:
    """What an index keeps of a text: its words, so that their beginnings can be looked up.

    Scripts without spaces write a sentence as one long word: there every end of it is kept, too.
    """
    found = set()
    for word in WORD.findall(folded(text)):
        starts = range(len(word)) if UNSPACED.search(word) else range(1)
        found |= {word[start : start + LONGEST] for start in starts}
    return found
