"""Which papers are worth comparing word by word: those with enough marks in common."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

FEW = 3  # marks: fewer in common are chance
SHARE = 0.05  # of the marks of the paper with fewer
MANY = 10  # papers that have a mark before it can be everybody's
MANY_OF = 0.05  # of all papers: above this a mark is boilerplate


def enough(shared: int, one: int, other: int) -> bool:
    """Whether two papers of so many marks share so many that a closer look is due."""
    return shared >= max(FEW, SHARE * min(one, other))


def too_common(papers: int) -> int:
    """In how many of so many papers a mark may stand before it says nothing about two of them."""
    return max(MANY, int(MANY_OF * papers))


def common(signatures: Mapping[str, frozenset[int]]) -> frozenset[int]:
    """The marks that stand in many papers: phrases of the venue, of templates, of the field."""
    standing = Counter(mark for marks in signatures.values() for mark in marks)
    most = too_common(len(signatures))
    return frozenset(mark for mark, times in standing.items() if times > most)


def candidates(signatures: Mapping[str, frozenset[int]]) -> Iterator[tuple[str, str]]:
    """Pairs of papers to compare, found by equal marks, never by looking at all pairs."""
    everywhere = common(signatures)
    holders: dict[int, list[str]] = defaultdict(list)
    for name, marks in signatures.items():
        shared: Counter[str] = Counter()
        for mark in marks - everywhere:
            shared.update(holders[mark])
            holders[mark].append(name)
        for other, times in shared.items():
            if enough(times, len(signatures[other]), len(marks)):
                yield other, name
