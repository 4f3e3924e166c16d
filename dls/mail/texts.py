"""Texts of letters with placeholders such as {{ name }}: found, checked, filled in."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from dls.mail.kinds import Kind

if TYPE_CHECKING:
    from dls.web.scopes import Scope

PLACEHOLDER = re.compile(r"\{\{\s*([A-Za-z_][A-Za-z0-9_.]*)\s*\}\}")


def fill(text: str, words: Mapping[str, str]) -> str:
    """The text with its placeholders filled in; one left empty takes its blank lines along."""
    filled = PLACEHOLDER.sub(lambda found: words.get(found[1], ""), text)
    return re.sub(r"\n{3,}", "\n\n", filled)


def filled(kind: Kind, words: Mapping[str, str]) -> tuple[str, str]:
    """Subject and body for one recipient."""
    subject, body = kind.source()
    return " ".join(fill(subject, words).split()), fill(body, words)


def words_of(scope: "Scope") -> dict[str, str]:
    """What a conference's letters may say about it."""
    return {"conference": scope.name, "contact": scope.contact}
