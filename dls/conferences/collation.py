"""How names of people are put in order: by family name, accents and particles aside."""

import re
import unicodedata

# In lower case they lead to a name rather than begin it: van der Berg stands under B.
PARTICLES = {
    "af", "al", "av", "bin", "da", "das", "de", "degli", "dei", "del", "dell", "della", "den",
    "der", "des", "di", "do", "dos", "du", "el", "ibn", "la", "le", "los", "of", "op", "te", "ten",
    "ter", "und", "van", "vom", "von", "y", "zu", "zum", "zur", "'t",
}  # fmt: skip
SUFFIXES = {"jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "phd", "ph.d.", "md"}
LETTERS = str.maketrans({"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe",
                         "þ": "th", "ı": "i"})  # fmt: skip


def family_of(name: str) -> str:
    """The family name as far as the order of words tells: the last word, with its particles."""
    words = [word for word in name.split() if word.casefold().strip(",") not in SUFFIXES]
    if not words:
        return name.strip()[:100]
    first = len(words) - 1
    if words[first].isdigit() and first:  # Henry 8 is no family of eights
        first -= 1
    while first > 1 and words[first - 1] in PARTICLES:
        first -= 1
    return " ".join(words[first:]).rstrip(",")


def folded(text: str) -> str:
    """Letters without case and accents, numbers by size: Ångström is angstrom, 9 before 10."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(LETTERS))
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign))
    padded = re.sub(r"\d+", lambda number: number[0].zfill(6), bare)
    return " ".join(re.sub(r"[^\w\s]", "", padded).split())


def by_family(family_name: str, name: str) -> tuple[str, str]:
    """What a person is sorted by."""
    words = (family_name or family_of(name)).split()
    while len(words) > 1 and words[0] in PARTICLES:
        words = words[1:]
    return folded(" ".join(words)), folded(name)
