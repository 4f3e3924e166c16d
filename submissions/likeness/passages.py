"""Where two papers run along together, although words between were changed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from submissions.likeness.shingles import WIDTH

GAP = 9  # shingles that may be missing between two that are shared
SLIP = 5  # words more or fewer in the other paper
LEAST = 5  # shingles that make a passage
SHORTEST = 11  # words in both
TWICE = 4  # places where one shingle may stand before it says nothing any more
NEAR = 30  # words between two passages that read as one
MOST = 150  # words of one passage: about a paragraph, so that both sides stay beside each other


@dataclass(frozen=True)
class Span:
    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True)
class Passage:
    """The same text in two papers: from which word to which in each."""

    one: Span
    other: Span
    shared: int  # shingles


@dataclass
class Chain:
    start: tuple[int, int]
    end: tuple[int, int]
    shared: int = 1

    def misses(self, place: tuple[int, int]) -> int | None:
        """How far apart the steps in both papers are; nothing if the place does not follow."""
        step, other = place[0] - self.end[0], place[1] - self.end[1]
        if not (0 < step <= GAP and 0 < other <= GAP + SLIP) or abs(step - other) > SLIP:
            return None
        return abs(step - other)

    def passage(self) -> Passage:
        return Passage(
            Span(self.start[0], self.end[0] + WIDTH),
            Span(self.start[1], self.end[1] + WIDTH),
            self.shared,
        )


Standing = Mapping[int, Sequence[int]]


def standing(shingles: Sequence[int]) -> Standing:
    """Where each shingle stands; what stands in too many places is left out."""
    found: dict[int, list[int]] = {}
    for place, shingle in enumerate(shingles):
        found.setdefault(shingle, []).append(place)
    return {shingle: where for shingle, where in found.items() if len(where) <= TWICE}


def aligned(one: Standing, other: Standing) -> list[Passage]:
    """The passages that two papers share, in the order of the first."""
    both = one.keys() & other.keys()
    places = sorted((mine, theirs) for each in both for mine in one[each] for theirs in other[each])
    found = [chain.passage() for chain in chains(places) if chain.shared >= LEAST]
    long = [each for each in found if min(len(each.one), len(each.other)) >= SHORTEST]
    return sorted(long, key=lambda each: (each.one.start, each.other.start))


def chains(found: Iterable[tuple[int, int]]) -> Iterator[Chain]:
    """Places that follow one another in both papers."""
    growing: list[Chain] = []
    for place in found:
        done = [chain for chain in growing if place[0] - chain.end[0] > GAP]
        if done:
            yield from done
            growing = [chain for chain in growing if place[0] - chain.end[0] <= GAP]
        fitting = [
            (missed, index)
            for index, chain in enumerate(growing)
            if (missed := chain.misses(place)) is not None
        ]
        chain = growing[min(fitting)[1]] if fitting else None
        if chain and place[0] - chain.start[0] < MOST:
            chain.end, chain.shared = place, chain.shared + 1
            continue
        if chain:  # long enough: what follows is the next one
            growing.remove(chain)
            yield chain
        growing.append(Chain(place, place))
    yield from growing


def covered(spans: Iterable[Span]) -> int:
    """How many words stand in any of these."""
    total, reached = 0, 0
    for span in sorted(spans, key=lambda span: span.start):
        if span.end > reached:
            total += span.end - max(span.start, reached)
            reached = span.end
    return total


def joined(found: Iterable[Passage]) -> list[Passage]:
    """Passages that follow one another closely in both papers, as one to read."""
    whole: list[Passage] = []
    for passage in found:
        last = whole[-1] if whole else None
        if last and follows(last, passage):
            whole[-1] = Passage(
                Span(last.one.start, max(last.one.end, passage.one.end)),
                Span(last.other.start, max(last.other.end, passage.other.end)),
                last.shared + passage.shared,
            )
        else:
            whole.append(passage)
    return whole


def follows(last: Passage, next_one: Passage) -> bool:
    gaps = (next_one.one.start - last.one.end, next_one.other.start - last.other.end)
    if next_one.one.end - last.one.start > MOST:
        return False
    return all(-WIDTH <= gap <= NEAR for gap in gaps)
