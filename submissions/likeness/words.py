"""A paper's text as words that can be compared, each with its place in the text."""

import re
from dataclasses import dataclass
from functools import lru_cache

# Scripts that put no spaces between words: each character stands for itself.
UNSPACED = "\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
LETTER = rf"[^\W\d_{UNSPACED}]"
BROKEN = r"[-\u00ad\u2010][^\S\n]*\n\s*"  # where a line ends within a word
WORD = re.compile(rf"[{UNSPACED}]|{LETTER}(?:(?:{BROKEN})?{LETTER})+")
BREAK = re.compile(rf"(?<={LETTER}){BROKEN}(?={LETTER})")
ENDINGS = ("ing", "ed", "es", "ly", "s")
LONGEST = 60_000  # words: a hundred full pages


@dataclass(frozen=True)
class Text:
    """What a paper says: as it is written, and word by word."""

    written: str
    words: tuple[str, ...]
    places: tuple[tuple[int, int], ...]  # of each word in what is written

    def passage(self, start: int, end: int) -> str:
        """What is written from one word to another."""
        if start >= end:
            return ""
        part = self.written[self.places[start][0] : self.places[end - 1][1]]
        return " ".join(BREAK.sub("", part).split())


def text(written: str) -> Text:
    """Numbers, signs and single letters are no words: formulas and tables say too little."""
    found = [one for _, one in zip(range(LONGEST), WORD.finditer(written), strict=False)]
    return Text(
        written,
        tuple(stem(BREAK.sub("", one.group())) for one in found),
        tuple(one.span() for one in found),
    )


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The word without case and without the commonest endings of English."""
    plain = word.casefold()
    for ending in ENDINGS:
        if plain.endswith(ending) and len(plain) - len(ending) >= 4:
            return plain[: -len(ending)]
    return plain
