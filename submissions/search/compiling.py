"""From a tree to a condition on the papers that visible_to(person) gives."""

from collections import Counter
from collections.abc import Callable
from functools import partial, reduce
from operator import and_, or_

from django.db.models import Q

from submissions.search import keywords, texts
from submissions.search.keywords import Viewpoint
from submissions.search.language import MOST_TERMS
from submissions.search.tree import (
    All,
    Any,
    Asked,
    Keyed,
    Node,
    Not,
    Numbers,
    Phrase,
    Word,
    values_of,
)

Leaf = Callable[[Node], Q]


def condition(tree: Node, seen: Viewpoint) -> Q:
    """Raises WrongQuery where a keyword or a value is unknown, or asked too often."""
    _bounded(tree, seen)
    return _joined(tree, partial(_term, seen=seen))


def _bounded(tree: Node, seen: Viewpoint) -> None:
    """A keyword that takes the database long may be asked a few times alone."""
    most = {one.name: one.most for one in keywords.offered(seen)}
    counted: Counter[str] = Counter()
    for asked in values_of(tree):
        counted[asked.keyword] += 1
        if counted[asked.keyword] > most.get(asked.keyword, MOST_TERMS):
            raise asked.wrong(
                f"Ask for “{asked.keyword}:” at most {most[asked.keyword]} times at once."
            )


def _joined(node: Node, leaf: Leaf) -> Q:
    match node:
        case All(parts):
            return reduce(and_, (_joined(part, leaf) for part in parts), Q())
        case Any(parts):
            return reduce(or_, (_joined(part, leaf) for part in parts))
        case Not(part):
            return ~_joined(part, leaf)
    return leaf(node)


def _term(node: Node, seen: Viewpoint) -> Q:
    match node:
        case Numbers(ranges):
            return _numbered(ranges)
        case Word(text):
            return texts.anywhere(texts.begun(text), seen)
        case Phrase(text):
            return texts.anywhere(texts.whole(text), seen)
        case Keyed(_, asked):
            keyword = keywords.meant(node, seen)
            return _joined(asked, partial(_value, keyword=keyword, seen=seen))
    raise TypeError(f"{node!r} stands outside a keyword")


def _value(node: Node, keyword: keywords.Keyword, seen: Viewpoint) -> Q:
    assert isinstance(node, Asked)  # noqa: S101 -- the parser puts nothing else behind a keyword
    return keywords.condition(node, keyword, seen)


def _numbered(ranges: tuple[tuple[int, int], ...]) -> Q:
    found = Q(number__in=sorted({low for low, high in ranges if low == high}))
    for low, high in ranges:
        if low < high:
            found |= Q(number__range=(low, high))
    return found
