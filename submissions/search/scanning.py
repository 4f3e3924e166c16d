"""Cuts a query into tokens, from left to right, looking at each character once."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from submissions.search.tree import Span, WrongQuery

# What keyboards and word processors make of plain signs; one for one, so that places stay.
PLAIN = str.maketrans(
    {**dict.fromkeys("“”„‟«»＂", '"'), **dict.fromkeys("–—−‑‐－", "-"), "（": "(", "）": ")",
     "：": ":", "＃": "#", **{chr(code): " " for code in (*range(32), 127)}}
)  # fmt: skip
BREAKS = re.compile(r'[\s()"]')
KEYWORD = re.compile(r"([A-Za-z][A-Za-z0-9_-]*):")


class Kind(Enum):
    OPEN = "("
    CLOSE = ")"
    MINUS = "-"
    HASH = "#"
    KEYWORD = "keyword:"
    PHRASE = "phrase"
    WORD = "word"


@dataclass(frozen=True)
class Token:
    kind: Kind
    text: str
    span: Span

    def touches(self, other: "Token") -> bool:
        """Whether the other follows without a space."""
        return self.span.end == other.span.start


def plain(text: str) -> str:
    """The text with plain signs, of the same length: nothing a database chokes on."""
    return text.encode("utf-8", "replace").decode().translate(PLAIN)


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a plain text; only a phrase that never ends is wrong."""
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        token = _token(text, at)
        yield token
        at = token.span.end


def _token(text: str, at: int) -> Token:
    sign, behind = text[at], text[at + 1 : at + 2]
    if sign == '"':
        return _phrase(text, at)
    if sign in "()":
        return Token(Kind(sign), sign, Span(at, at + 1))
    if sign in "-#" and behind and not behind.isspace() and behind != ")":
        return Token(Kind(sign), sign, Span(at, at + 1))
    named = KEYWORD.match(text, at)
    if named:
        return Token(Kind.KEYWORD, named[1].lower(), Span(at, named.end()))
    found = BREAKS.search(text, at)
    end = found.start() if found else len(text)
    return Token(Kind.WORD, text[at:end], Span(at, end))


def _phrase(text: str, at: int) -> Token:
    end = text.find('"', at + 1)
    if end < 0:
        raise WrongQuery('This phrase never ends: add a closing ".', at, len(text))
    return Token(Kind.PHRASE, " ".join(text[at + 1 : end].split()), Span(at, end + 1))
