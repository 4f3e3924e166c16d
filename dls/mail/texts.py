"""Texts of letters with placeholders such as {{ name }}: found, checked, filled in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING

from django.conf import settings

from dls.mail.kinds import Kind
from dls.mail.models import LetterText
from dls.web.lines import one_line

if TYPE_CHECKING:
    from dls.web.scopes import Scope

PLACEHOLDER = re.compile(r"\{\{\s*([A-Za-z_][A-Za-z0-9_.]*)\s*\}\}")
BRACES = re.compile(r"\{\{[^{}\n]{0,40}\}?\}?|\}\}")
URL = re.compile(r"https?://[^\s<>()\[\]]+\Z")
MARKS = re.compile(r"[\\`*_\[\]<]")


@dataclass(frozen=True)
class Text:
    """Subject and body of a letter, with placeholders."""

    subject: str
    body: str
    is_own: bool = False  # the conference wrote it

    def filled(self, words: Mapping[str, str], markdown: frozenset[str] = frozenset()) -> "Text":
        """The words of one recipient put in; what people typed cannot become links or markup."""
        safe = {name: value if name in markdown else plain(value) for name, value in words.items()}
        subject = one_line(fill(self.subject, words))
        return Text(subject, fill(self.body, safe), self.is_own)


def plain(value: str) -> str:
    """A value as Markdown that shows exactly it; an address stays an address."""
    return value if URL.match(value) else MARKS.sub(r"\\\g<0>", value)


def fill(text: str, words: Mapping[str, str]) -> str:
    """The text with its placeholders filled in; one left empty takes its space and lines along."""
    filled = (
        PLACEHOLDER.sub(lambda found: words.get(found[1], ""), text)
        .replace("\r\n", "\n")
        .replace("\x00", "")
    )
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"(?m)^ (?=\S)", "", filled))


def of(kind: Kind, scope: "Scope | None" = None) -> Text:
    """The text of a kind of letter: the conference's own if it has one."""
    if scope is not None and kind.editable:
        own = LetterText.objects.of(scope.key).filter(kind=kind.name).first()
        if own is not None:
            return Text(own.subject, own.body, is_own=True)
    return Text(*kind.source())


def filled(kind: Kind, words: Mapping[str, str], scope: "Scope | None" = None) -> tuple[str, str]:
    """Subject and body for one recipient."""
    text = of(kind, scope).filled(words, kind.markdown)
    return text.subject, text.body


def problems(text: str, vocabulary: Mapping[str, str]) -> list[str]:
    """What is wrong with the placeholders of a text, each with the way to mend it."""
    found = []
    for name in dict.fromkeys(PLACEHOLDER.findall(text)):
        if name not in vocabulary:
            nearest = get_close_matches(name, vocabulary, n=1, cutoff=0)
            meant = f" The nearest is {{{{ {nearest[0]} }}}}." if nearest else ""
            found.append(f"There is no placeholder {{{{ {name} }}}}.{meant}")
    for stray in BRACES.findall(PLACEHOLDER.sub("", text)):
        found.append(
            f"“{stray}” is not a whole placeholder. "
            "Write one as {{ name }}: two braces on both sides, one word between them."
        )
    return found


def left_out(body: str, kind: Kind) -> list[str]:
    """What the letter cannot do without and does not say, each with what it stands for."""
    said = set(PLACEHOLDER.findall(body))
    vocabulary = kind.vocabulary()
    return [
        f"This letter needs {{{{ {name} }}}}: {vocabulary[name]}."
        for name in sorted(kind.needs - said)
    ]


def words_of(scope: "Scope") -> dict[str, str]:
    """What a conference's letters may say about it."""
    return {
        "conference": scope.name,
        "conference_title": scope.title,
        "conference_url": settings.SITE_URL + scope.get_absolute_url(),
        "conference_when": days(scope.starts_on, scope.last_day),
        "conference_where": scope.place,
        "contact": scope.contact,
        "questions": f"Questions: {scope.contact}" if scope.contact else "",
    }


def days(first: date | None, last: date | None) -> str:
    """Days as people write them: 17 to 18 November 2030."""
    if first is None:
        return ""
    if last is None or last == first:
        return f"{first.day} {first:%B %Y}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {last.day} {last:%B %Y}"
    if first.year == last.year:
        return f"{first.day} {first:%B} to {last.day} {last:%B %Y}"
    return f"{first.day} {first:%B %Y} to {last.day} {last:%B %Y}"
