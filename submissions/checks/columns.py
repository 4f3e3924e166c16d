"""Columns: where a page's text leaves a gap from top to bottom."""

from collections import Counter
from collections.abc import Iterable, Sequence

from submissions.checks.objects import Run

ENOUGH = 14  # runs of text before a page's own columns are believed
EMPTY = 0.16  # of the fullest place: a valley
FULL = 0.45
SLIGHT = 0.1  # of the fullest place: a column that has only begun
FEW = 6
WIDEST = 14_400  # points: no reader shows wider paper


def body_size(sizes: Counter[float]) -> float | None:
    """The commonest size by characters; sizes within a tenth of a point count together."""
    if not sizes:
        return None
    pooled = {
        size: sum(count for other, count in sizes.items() if abs(other - size) <= 0.1001)
        for size in sizes
    }
    best = max(pooled, key=lambda size: (pooled[size], sizes[size]))
    near = {size: count for size, count in sizes.items() if abs(size - best) <= 0.1001}
    return sum(size * count for size, count in near.items()) / sum(near.values())


def sizes_of(runs: Iterable[Run]) -> Counter[float]:
    """Characters by size, in steps of a fiftieth of a point; a scan has only unseen ones."""
    seen: Counter[float] = Counter()
    unseen: Counter[float] = Counter()
    for run in runs:
        found = unseen if run.mode == 3 else seen
        found[round(run.size * 50) / 50] += len(run.text)
    return seen or unseen


def coverage(runs: Iterable[Run], width: float, size: float) -> tuple[list[int], int]:
    """How many runs of text stand over each point of the page's width."""
    steps = [0] * (int(min(width, WIDEST)) + 3)
    count, low, high = 0, 0.65 * size, 1.35 * size  # a list may outweigh the body
    for run in runs:
        if low <= run.size <= high and len(run.text) > 2 and not run.text.isdigit():
            start, end = int(run.x0 + 0.5), int(run.x1 + 0.5)
            if 0 <= start < end < len(steps):
                steps[start] += 1
                steps[end] -= 1
                count += 1
    for index in range(1, len(steps)):
        steps[index] += steps[index - 1]
    return steps, count


def extent(cover: Sequence[int]) -> tuple[int, int]:
    """The leftmost and rightmost point that a good part of the lines reaches."""
    enough = SLIGHT * max(cover)
    inside = [index for index, count in enumerate(cover) if count >= enough]
    return inside[0], inside[-1]


def gutters(cover: Sequence[int]) -> list[tuple[int, int]]:
    """The valleys between columns: nearly nobody stands there, and many on both sides."""
    peak = max(cover, default=0)
    if not peak:
        return []
    left, right = extent(cover)
    found, start = [], None
    for index in range(left, right + 1):
        low = cover[index] <= EMPTY * peak
        if low and start is None:
            start = index
        elif not low and start is not None:
            if index - start >= 3 and stands_between(cover, left, start, index, right):
                found.append((start, index))
            start = None
    return found


def stands_between(cover: Sequence[int], left: int, start: int, end: int, right: int) -> bool:
    """Columns are at least a sixth of the text's width, and full; the last may have only begun."""
    peak, least = max(cover), (right - left) / 6
    if start - left < least or right - end < least:
        return False
    before, after = max(cover[left:start]), max(cover[end : right + 1])
    if before < FULL * peak:
        return False
    free = sum(1 for count in cover[start:end] if count <= 0.3 * after)
    return after >= FULL * peak or (after >= max(FEW, SLIGHT * peak) and free >= 3)


def page_gutters(cover: Sequence[int], count: int) -> list[tuple[int, int]] | None:
    """The gutters of one page, or nothing when it has too little text to tell."""
    return gutters(cover)[:3] if count >= ENOUGH else None


def settled(
    own: list[tuple[int, int]] | None, usual: list[tuple[int, int]], runs: list[Run]
) -> list[tuple[int, int]]:
    """A page keeps the paper's columns unless much of its text crosses their gutters."""
    if own is None or len(own) == len(usual):
        return usual if own is None else own
    long = [run for run in runs if len(run.text) > 12]
    crossing = [
        run
        for run in long
        if any(run.x0 < (a + b) / 2 - 3 and run.x1 > (a + b) / 2 + 3 for a, b in usual)
    ]
    return own if not usual or len(crossing) > 0.35 * len(long) else usual


def agreed(pages: list[list[tuple[int, int]] | None], weights: list[int]) -> int | None:
    """How many columns most of the text stands in."""
    votes: Counter[int] = Counter()
    for found, weight in zip(pages, weights, strict=True):
        if found is not None:
            votes[len(found) + 1] += weight
    return votes.most_common(1)[0][0] if votes else None
