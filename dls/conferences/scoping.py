"""What the scopes of dates mean. The app that has such things registers words for them.

A date whose scope nobody has words for holds, and is listed nowhere: whoever set it shows it.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dls.conferences.models.conference import Conference

Words = Callable[["Conference"], Mapping[str, str]]  # scope → words: category:3 → Short paper
_words: dict[str, Words] = {}


def register(kind: str, words: Words) -> None:
    """Dates with scopes such as `kind:3` stand among all others, with these words."""
    _words[kind] = words


def kinds() -> list[str]:
    return sorted(_words)


def is_listed(scope: str) -> bool:
    """Whether a date with this scope stands among all others."""
    return not scope or scope.partition(":")[0] in _words


def words(conference: "Conference", scope: str) -> str:
    """What a date is for, asked once a page for all of a conference; nothing: for everything."""
    kind = scope.partition(":")[0]
    if kind not in _words:
        return ""
    kept: dict[str, Mapping[str, str]] = conference.__dict__.setdefault("_scope_words", {})
    if kind not in kept:
        kept[kind] = _words[kind](conference)
    return kept[kind].get(scope, "")
