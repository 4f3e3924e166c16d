"""What may be meant by a word that is still being typed: keywords, then their values."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from submissions.search import keywords
from submissions.search.keywords import Value, Viewpoint
from submissions.search.language import COMPARED, LONGEST, TAG, operator
from submissions.search.scanning import BREAKS, Kind, Token, plain, tokens
from submissions.search.tree import Span
from submissions.search.words import folded, words

MOST = 12
ENDS = re.compile(r'[\s()":]')


@dataclass(frozen=True)
class Completion:
    """A text to put in place of what stands from start to end."""

    text: str
    about: str
    start: int
    end: int


@dataclass(frozen=True)
class Typed:
    """The word at the cursor: behind which keyword, and how far it is written."""

    keyword: str
    text: str
    start: int
    end: int


def complete(text: str, cursor: int, seen: Viewpoint) -> list[Completion]:
    """What fits at the cursor, the best first."""
    if len(text) > LONGEST:
        return []
    typed = at_cursor(plain(text), max(0, min(cursor, len(text))))
    found = _values(typed, seen) if typed.keyword else _keywords(typed, seen)
    return list(islice(found, MOST))


def at_cursor(text: str, cursor: int) -> Typed:
    before = text[:cursor]
    if before.count('"') % 2:
        before += '"'
    read = list(tokens(before))
    last = read[-1] if read else None
    if last is None or last.span.end < cursor or last.kind in (Kind.OPEN, Kind.CLOSE, Kind.MINUS):
        return Typed(_group(read), "", cursor, cursor)
    if last.kind is Kind.KEYWORD:
        return Typed(last.text, "", cursor, _end(text, cursor))
    if last.text in ("#", "-"):  # nothing stands behind it yet
        return Typed(TAG if last.text == "#" else _group(read), "", cursor, cursor)
    return Typed(_behind(read), last.text, last.span.start, _end(text, cursor))


def _end(text: str, cursor: int) -> int:
    """Where the word that the cursor stands in ends, or the phrase."""
    if text[:cursor].count('"') % 2:
        closing = text.find('"', cursor)
        return closing + 1 if closing >= 0 else cursor
    found = ENDS.search(text, cursor)
    end = found.start() if found else len(text)
    return end + 1 if text[end : end + 1] == ":" else end


def _behind(read: list[Token]) -> str:
    """The keyword before the last token: right before it, or before its parentheses."""
    *earlier, last = read
    while earlier and earlier[-1].kind is Kind.MINUS and earlier[-1].touches(last):
        last = earlier.pop()
    before = earlier[-1] if earlier else None
    if before and before.touches(last):
        if before.kind is Kind.KEYWORD:
            return before.text
        if before.kind is Kind.HASH:
            return TAG
    return _group(earlier)


def _group(read: list[Token]) -> str:
    """The keyword whose parentheses are open behind these tokens."""
    open_ones: list[str] = []
    before: Token | None = None
    for token in read:
        if token.kind is Kind.OPEN:
            keyed = before and before.kind is Kind.KEYWORD and before.touches(token)
            above = open_ones[-1] if open_ones else ""
            open_ones.append(before.text if before and keyed else above)
        elif token.kind is Kind.CLOSE and open_ones:
            open_ones.pop()
        before = token
    return open_ones[-1] if open_ones else ""


def _keywords(typed: Typed, seen: Viewpoint) -> Iterator[Completion]:
    begun = typed.text.casefold()
    for one in keywords.offered(seen):
        if one.name.startswith(begun):
            yield Completion(f"{one.name}:", one.help, typed.start, typed.end)


def _values(typed: Typed, seen: Viewpoint) -> Iterator[Completion]:
    known = {one.name: one for one in keywords.offered(seen)}
    if typed.keyword not in known:
        return
    for value in _fitting(keywords.values(known[typed.keyword], seen), typed.text):
        yield Completion(written(value.text), value.about, typed.start, typed.end)


def _fitting(values: Iterable[Value], begun: str) -> list[Value]:
    """Those that begin so; then those of which a word does."""
    start = folded(begun)
    listed = list(values)
    first = [one for one in listed if folded(one.text).startswith(start)]
    second = [
        one
        for one in listed
        if one not in first and any(word.startswith(start) for word in words(one.text))
    ]
    return first + second


def written(value: str) -> str:
    """A value as it stands in a query: in quotes where it is not one plain word."""
    bare = " ".join(value.replace('"', " ").split())
    compared = COMPARED.fullmatch(bare)
    odd = BREAKS.search(bare) or bare[:1] in "-#" or ":" in bare or (compared and compared[1])
    return f'"{bare}"' if odd or operator(Token(Kind.WORD, bare, Span())) else bare
