"""How much of two papers is the same text."""

from collections.abc import Collection
from dataclasses import dataclass

from submissions.likeness.passages import Passage, Standing, aligned, covered, joined, standing
from submissions.likeness.shingles import EVERY, marks, shingles
from submissions.likeness.words import Text, text

ALARM = 0.15  # share of one of the papers from which chairs are told


@dataclass(frozen=True)
class Sample:
    """A paper's text, ready to be compared."""

    text: Text
    shingles: tuple[int, ...]
    marks: frozenset[int]
    standing: Standing


@dataclass(frozen=True)
class Likeness:
    """What two papers have in common, without what many papers have."""

    share_of_one: float  # of its words, those in shared passages
    share_of_other: float
    containment: float  # shared shingles, of the shorter paper's
    resemblance: float  # shared shingles, of all (Jaccard)
    words: int
    passages: tuple[Passage, ...]

    @property
    def share(self) -> float:
        """A short paper inside a long one is as remarkable as the same paper twice."""
        return max(self.share_of_one, self.share_of_other)

    @property
    def alarms(self) -> bool:
        return self.share >= ALARM


def sample(written: str) -> Sample:
    """A text with its shingles and its signature."""
    read = text(written)
    found = shingles(read.words)
    return Sample(read, tuple(found), marks(found), standing(found))


def compare(one: Sample, other: Sample, common: Collection[int] = ()) -> Likeness:
    """Shared passages of two papers; those of which many papers have the marks do not count."""
    found = [
        passage
        for passage in aligned(one.standing, other.standing)
        if not everyday(one.shingles[passage.one.start : passage.one.end], common)
    ]
    mine = covered(passage.one for passage in found)
    theirs = covered(passage.other for passage in found)
    ours, others = one.standing.keys(), other.standing.keys()
    both = len(ours & others)
    return Likeness(
        share_of_one=ratio(mine, len(one.text.words)),
        share_of_other=ratio(theirs, len(other.text.words)),
        containment=ratio(both, min(len(ours), len(others))),
        resemblance=ratio(both, len(ours) + len(others) - both),
        words=max(mine, theirs),
        passages=tuple(joined(found)),
    )


def everyday(passage: tuple[int, ...], common: Collection[int]) -> bool:
    """Whether at least half of a passage's marks stand in many papers."""
    own = [one for one in passage if one % EVERY == 0]
    return bool(own) and 2 * sum(one in common for one in own) >= len(own)


def ratio(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
