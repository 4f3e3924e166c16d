"""Letters without case, accents and spelling habits, so that two ways to write one word agree."""

import re
import unicodedata
from functools import lru_cache

PLAIN = str.maketrans(
    {
        "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe",
        "ı": "i", "ħ": "h", "ŋ": "n", "ə": "e",
    }
)  # fmt: skip
WRITTEN_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
ACCENTS = re.compile(r"[\u0300-\u036f]")
JOINED = re.compile(r"['’‘`´ʻʼ]")


@lru_cache(maxsize=200_000)
def fold(written: str) -> str:
    """Müller as muller."""
    composed = unicodedata.normalize("NFKC", JOINED.sub("", written)).casefold()
    bare = ACCENTS.sub("", unicodedata.normalize("NFKD", composed.translate(PLAIN)))
    return unicodedata.normalize("NFC", bare)


@lru_cache(maxsize=200_000)
def foldings(written: str) -> tuple[str, ...]:
    """Müller as muller and as mueller."""
    composed = unicodedata.normalize("NFC", written).casefold()
    return tuple(dict.fromkeys((fold(written), fold(composed.translate(WRITTEN_OUT)))))
