"""Furniture: running heads and feet, page numbers, line numbers; found first, measured never."""

import math
import re
from collections import Counter, defaultdict
from itertools import pairwise
from typing import NamedTuple

from submissions.checks.lines import Line
from submissions.checks.objects import Run
from submissions.checks.values import Box

NUMBER = re.compile(
    r"^\W*(?:page|p\.|seite|s\.)?\W*(\d{1,4})(?:\s*(?:/|of|von)\s*\d{1,4})?\W*$", re.I
)
ENDS = re.compile(r"^(\d{1,4})\b|\b(\d{1,4})$|[:\-–](\d{1,4})\b")
MANY = 6
ROMAN = re.compile(r"^\W*[ivxlc]{1,6}\W*$", re.I)


class Row(NamedTuple):
    """The outermost lines of a page, on one height."""

    page: int
    base: float
    gap: float  # to the next line inwards
    lines: tuple[Line, ...]
    text: str


class Furniture(NamedTuple):
    heads: dict[int, list[tuple[str, Box]]]
    numbers: dict[int, Box]
    taken: set[int]  # ids of lines


def beside(runs: list[Run], left: float, right: float) -> list[Run]:
    """Short numbers beside the text."""
    return [
        run
        for run in runs
        if (run.x1 < left - 2 or run.x0 > right + 2)
        and len(run.text) <= 5
        and run.text.strip().isdigit()
    ]


def line_numbers(pages: list[list[Run]], heights: list[float]) -> list[list[Run]]:
    """Numbers down the side of most pages, even of short ones; a listing has them on few."""
    full = [
        own
        for own, height in zip(pages, heights, strict=True)
        if len(own) >= MANY and stretch(own) > 0.4 * height
    ]
    if 2 * len(full) < len(pages):
        return [[] for _ in pages]
    places = {round(run.x1 / 4) + step for own in full for run in own for step in (-1, 0, 1)}
    return [[run for run in own if round(run.x1 / 4) in places] for own in pages]


def stretch(runs: list[Run]) -> float:
    return max(run.base for run in runs) - min(run.base for run in runs)


def find(pages: list[list[Line]], heights: list[float], size: float) -> Furniture:
    """Heads and feet of all pages: outermost rows that stand alike on many of them."""
    found = Furniture({}, {}, set())
    set_off = max(1.9 * size, 1.3 * usual_step(pages))
    for top in (True, False):
        for _ in range(3):
            rows = [
                row
                for number, lines in enumerate(pages, start=1)
                if (row := outermost(number, lines, found.taken, top)) is not None
                and near_edge(row, heights[number - 1], top)
            ]
            chosen = repeated(rows, len(pages), size, set_off)
            chosen = chosen or [row for row in rows if alone(row, size, set_off)]
            if not chosen:
                break
            for row in chosen:
                take(row, found, chosen)
    return found


def usual_step(pages: list[list[Line]]) -> float:
    """The commonest distance between two lines of a column: wide where a draft is double spaced."""
    steps: Counter[int] = Counter()
    for lines in pages:
        columns: dict[int, list[float]] = defaultdict(list)
        for line in lines:
            columns[line.column].append(line.base)
        for bases in columns.values():
            bases.sort()
            steps.update(round(below - above) for above, below in pairwise(bases))
    return max((step for step in steps if step > 4), key=lambda step: steps[step], default=0)


def near_edge(row: Row, height: float, top: bool) -> bool:
    return row.base < 0.16 * height if top else row.base > 0.84 * height


def outermost(number: int, lines: list[Line], taken: set[int], top: bool) -> Row | None:
    free = [line for line in lines if id(line) not in taken]
    if not free:
        return None
    edge = min(line.base for line in free) if top else max(line.base for line in free)
    row = sorted((one for one in free if abs(one.base - edge) <= 2.5), key=lambda one: one.x0)
    rest = [abs(line.base - edge) for line in free if abs(line.base - edge) > 2.5]
    return Row(
        number, edge, min(rest, default=999.0), tuple(row), " ".join(one.text for one in row)
    )


def alone(row: Row, size: float, set_off: float) -> bool:
    """A paper of two pages has one running head: small, set off, and with its page's number."""
    numbers = number_in(row.text)
    small = all(line.size < 1.02 * size and not line.bold for line in row.lines)
    return row.page in numbers and row.gap > set_off and len(row.text) < 100 and small


def repeated(rows: list[Row], pages: int, size: float, set_off: float) -> list[Row]:
    """Rows of one height that carry the page's number, repeat their words, or stand apart."""
    by_height: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        for step in (0, 1):
            by_height[round(row.base / 3) + step].append(row)
    best = max(by_height.values(), key=len, default=[])
    candidates = {
        id(row): row
        for group in by_height.values()
        for row in chosen_of(group, pages, size, set_off)
    }
    return list(candidates.values()) if best else []


def chosen_of(group: list[Row], pages: int, size: float, set_off: float) -> list[Row]:
    enough = max(2, math.ceil(0.4 * (pages - 1)))
    if len(group) < enough:
        return []
    numbered = in_sequence(group)
    words = Counter(bare(row.text) for row in group)
    common = {text for text, count in words.items() if count >= enough and len(text) > 2}
    apart = [row for row in group if row.gap > set_off and len(row.text) < 160]
    alike = [
        row
        for row in group
        if row.gap > 1.2 * size and (bare(row.text) in common or id(row) in numbered)
    ]
    if len(apart) >= max(enough, round(0.6 * pages), 3) and small_or_short(apart, size):
        return list({id(row): row for row in [*apart, *alike]}.values())
    return alike if len(alike) >= 2 else []


def small_or_short(rows: list[Row], size: float) -> bool:
    """A first line of text set off by a figure is not a head: heads are short or smaller."""
    odd = [row for row in rows if len(row.text) < 70 or row.lines[0].size < 0.95 * size]
    return len(odd) >= 0.8 * len(rows)


def bare(text: str) -> str:
    return re.sub(r"[\d\W_]+", "", text).lower()


def number_in(text: str) -> list[int]:
    whole = NUMBER.match(text)
    if whole:
        return [int(whole.group(1))]
    return [int(next(part for part in found if part)) for found in ENDS.findall(text)]


def in_sequence(group: list[Row]) -> set[int]:
    """Rows whose number grows with the page."""
    offsets: dict[int, set[int]] = defaultdict(set)
    for row in group:
        for number in number_in(row.text):
            offsets[number - row.page].add(id(row))
    best = max(offsets.values(), key=len, default=set())
    return best if len(best) >= 2 else set()


def take(row: Row, found: Furniture, chosen: list[Row]) -> None:
    numbered = in_sequence(chosen)
    for line in row.lines:
        found.taken.add(id(line))
    edges = (
        min(line.x0 for line in row.lines),
        min(line.y0 for line in row.lines),
        max(line.x1 for line in row.lines),
        max(line.y1 for line in row.lines),
    )
    only = len(chosen) == 1 and row.page in number_in(row.text)
    if only or id(row) in numbered:
        spot = next((line for line in row.lines if number_in(line.text)), row.lines[0])
        found.numbers[row.page] = (spot.x0, spot.y0, spot.x1, spot.y1)
    if not NUMBER.match(row.text) and not ROMAN.match(row.text):
        found.heads.setdefault(row.page, []).append((row.text, edges))
