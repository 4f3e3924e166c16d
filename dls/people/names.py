"""Names of people, in any script."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dls.people.models import Person

FAMILY_FIRST_SCRIPTS = (
    (0x3040, 0x30FF),  # Japanese kana
    (0x3400, 0x9FFF),  # CJK ideographs
    (0xAC00, 0xD7AF),  # Korean syllables
)


def full(given: str, family: str) -> str:
    """The name as it is written in its script: 山田太郎, but Ada Lovelace."""
    if family and given and _family_first(family):
        return f"{family}{given}"
    return f"{given} {family}".strip()


def _family_first(name: str) -> bool:
    return any(low <= ord(name[0]) <= high for low, high in FAMILY_FIRST_SCRIPTS)


def display(person: "Person") -> str:
    return person.name
