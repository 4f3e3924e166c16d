"""Body font, leading and the text block."""

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from submissions.checks.lines import Line
from submissions.checks.values import Box


def leading_of(lines: Iterable[Line], size: float) -> float | None:
    """The commonest step between body lines of a column, pooled within a tenth of a point."""
    steps: Counter[float] = Counter()
    columns: dict[tuple[int, int], list[Line]] = {}
    for line in lines:
        if abs(line.size - size) <= 0.3 and len(line.text) > 12:
            columns.setdefault((line.page, line.column), []).append(line)
    for own in columns.values():
        own.sort(key=lambda line: line.base)
        for above, below in pairwise(own):
            step = below.base - above.base
            if 0.85 * size <= step <= 2.6 * size:
                steps[round(step * 50) / 50] += 1
    if not steps:
        return None
    pooled = {
        step: sum(count for other, count in steps.items() if abs(other - step) <= 0.1001)
        for step in steps
    }
    best = max(pooled, key=lambda step: (pooled[step], steps[step]))
    near = [(step, count) for step, count in steps.items() if abs(step - best) <= 0.1001]
    return sum(step * count for step, count in near) / sum(count for _, count in near)


def quantile(values: list[float], share: float) -> float:
    values = sorted(values)
    return values[min(len(values) - 1, int(share * len(values)))]


def usual_width(lines: Iterable[Line], size: float) -> float:
    """How wide most lines of the body are."""
    widths = [
        line.x1 - line.x0 for line in lines if abs(line.size - size) <= 0.3 and len(line.text) > 25
    ]
    return quantile(widths, 0.5) if widths else 0.0


def block_of(lines: list[Line]) -> Box | None:
    """The text's rectangle on one page, from capitals' height to the last baseline."""
    if not lines:
        return None
    long = [line for line in lines if len(line.text) > 10] or lines
    return (
        quantile([line.x0 for line in long], 0.02),
        min(line.base - 0.7 * line.size for line in long),
        quantile([line.x1 for line in long], 0.98),
        max(line.base for line in long),
    )


def common_block(blocks: list[Box]) -> Box | None:
    """The block that pages share: outer edges that a quarter of them reach."""
    if not blocks:
        return None
    blocks = one_side(blocks)
    return (
        quantile([one[0] for one in blocks], 0.25),
        quantile([one[1] for one in blocks], 0.25),
        quantile([one[2] for one in blocks], 0.75),
        quantile([one[3] for one in blocks], 0.75),
    )


def one_side(blocks: list[Box]) -> list[Box]:
    """Right-hand pages alone where a book's margins alternate."""
    odd, even = blocks[::2], blocks[1::2]
    if len(even) < 2:
        return blocks
    lefts, rights = [one[0] for one in odd[1:]], [one[0] for one in even]
    alternate = abs(quantile(lefts or [odd[0][0]], 0.5) - quantile(rights, 0.5)) > 4
    steady = max(rights) - min(rights) < 2
    return odd if alternate and steady else blocks


def gutter_width(lines: Iterable[Line], columns: int, size: float) -> float | None:
    """From where left columns end to where right ones begin: by page, for margins alternate."""
    if columns < 2:
        return None
    ends: dict[int, Counter[float]] = {}
    starts: dict[int, Counter[float]] = {}
    for line in lines:
        if abs(line.size - size) <= 0.5 and len(line.text) > 25:
            if line.column == 0:
                ends.setdefault(line.page, Counter())[round(line.x1)] += 1
            elif line.column == 1:
                starts.setdefault(line.page, Counter())[round(line.x0)] += 1
    both = sorted(
        ends.keys() & starts.keys(), key=lambda page: -min(ends[page].total(), starts[page].total())
    )
    widths = [edge(starts[page]) - edge(ends[page]) for page in both[: max(1, len(both) * 2 // 3)]]
    found = quantile(widths, 0.5) if widths else 0.0
    return found if found > 0 else None


def edge(counts: Counter[float]) -> float:
    pooled = {x: sum(counts.get(x + step, 0) for step in (-1, 0, 1)) for x in counts}
    best = max(pooled, key=lambda x: pooled[x])
    near = [(x, counts[x]) for x in (best - 1, best, best + 1) if x in counts]
    return sum(x * count for x, count in near) / sum(count for _, count in near)
