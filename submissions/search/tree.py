"""What a query means: words, numbers and asked values, joined by and, or, not.

Every node writes itself in normal form: reading that gives the same tree again.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(frozen=True)
class Span:
    """A stretch of the text that was typed."""

    start: int = 0
    end: int = 0


class WrongQuery(Exception):  # noqa: N818 -- an answer to a person, not a fault
    """A query nobody can answer: a sentence that says how to mend it, and the wrong stretch."""

    def __init__(self, sentence: str, start: int, end: int) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.start = start
        self.end = end


@dataclass(frozen=True)
class Word:
    """A word, or the beginning of one."""

    text: str
    span: Span = field(default=Span(), compare=False)

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Phrase:
    """Whole words in this order."""

    text: str
    span: Span = field(default=Span(), compare=False)

    def __str__(self) -> str:
        return f'"{self.text}"'


@dataclass(frozen=True)
class Numbers:
    """Papers by their numbers, each range from its first to its last."""

    ranges: tuple[tuple[int, int], ...]
    span: Span = field(default=Span(), compare=False)

    def __str__(self) -> str:
        return " ".join(f"{low}-{high}" if low < high else str(low) for low, high in self.ranges)


@dataclass(frozen=True)
class Asked:
    """A value behind a keyword: of the value `rank>3` the name is rank and the sign is >."""

    keyword: str
    text: str
    name: str = ""
    sign: str = ""
    quoted: bool = False
    span: Span = field(default=Span(), compare=False)

    def __str__(self) -> str:
        text = f'"{self.text}"' if self.quoted else self.text
        return f"{self.name}{self.sign}{text}"

    def wrong(self, sentence: str) -> WrongQuery:
        return WrongQuery(sentence, self.span.start, self.span.end)


@dataclass(frozen=True)
class Not:
    part: "Node"

    def __str__(self) -> str:
        return f"-{_bracketed(self.part)}"


@dataclass(frozen=True)
class All:
    """Every part; without any, everything."""

    parts: tuple["Node", ...] = ()

    def __str__(self) -> str:
        return " ".join(_bracketed(part) if isinstance(part, Any) else str(part)
                        for part in self.parts)  # fmt: skip


@dataclass(frozen=True)
class Any:
    parts: tuple["Node", ...]

    def __str__(self) -> str:
        return " or ".join(str(part) for part in self.parts)


@dataclass(frozen=True)
class Keyed:
    """A keyword with what is asked of it: one value, or several joined by and, or, not."""

    keyword: str
    asked: "Node"
    span: Span = field(default=Span(), compare=False)  # of the keyword alone

    def __str__(self) -> str:
        one = isinstance(self.asked, Asked)
        return f"{self.keyword}:{self.asked}" if one else f"{self.keyword}:({self.asked})"


Node: TypeAlias = Word | Phrase | Numbers | Asked | Not | All | Any | Keyed
EVERYTHING = All()


def negated(node: Node) -> Node:
    """Not this; what is denied twice holds."""
    return node.part if isinstance(node, Not) else Not(node)


def all_of(nodes: Iterable[Node]) -> Node:
    """Every one; numbers side by side mean any of them, since a paper has only one."""
    parts: list[Node] = []
    for node in nodes:
        for part in node.parts if isinstance(node, All) else (node,):
            before = parts[-1] if parts else None
            if isinstance(part, Numbers) and isinstance(before, Numbers):
                span = Span(before.span.start, part.span.end)
                parts[-1] = Numbers((*before.ranges, *part.ranges), span)
            else:
                parts.append(part)
    return parts[0] if len(parts) == 1 else All(tuple(parts))


def any_of(nodes: Iterable[Node]) -> Node:
    parts: list[Node] = []
    for node in nodes:
        parts += node.parts if isinstance(node, Any) else (node,)
    return parts[0] if len(parts) == 1 else Any(tuple(parts))


def values_of(node: Node) -> Iterator[Asked]:
    """All values that stand behind keywords, from left to right."""
    match node:
        case Asked():
            yield node
        case Not(part) | Keyed(_, part):
            yield from values_of(part)
        case All(parts) | Any(parts):
            for part in parts:
                yield from values_of(part)


def _bracketed(node: Node) -> str:
    several = isinstance(node, All | Any) or (isinstance(node, Numbers) and len(node.ranges) > 1)
    return f"({node})" if several else str(node)
