"""Lines: runs on one baseline in one column, put together in reading order."""

from itertools import pairwise
from typing import NamedTuple

from submissions.checks.objects import Run

SPAN = -1
PHRASE = 6  # characters a run, on average: then a producer paints phrases, not glyphs


class Line(NamedTuple):
    page: int
    column: int  # from 0; SPAN crosses a gutter
    x0: float
    y0: float
    x1: float
    y1: float
    base: float
    size: float
    text: str
    bold: bool
    fonts: tuple[int, ...]
    gap: float = 0.0  # the widest between two of its runs; writers may paint a row as one


def welded(runs: list[Run], bold_fonts: set[int]) -> list[Run]:
    """Runs put together along their baseline where a producer paints glyph by glyph."""
    if sum(len(run.text) for run in runs) >= PHRASE * len(runs):
        return runs
    strings: list[list[Run]] = []
    for run in runs:
        if strings and continues(strings[-1][-1], run, bold_fonts):
            strings[-1].append(run)
        else:
            strings.append([run])
    return [one[0] if len(one) == 1 else weld(one) for one in strings]


def continues(last: Run, run: Run, bold_fonts: set[int]) -> bool:
    size = run.size
    return (
        abs(last.base - run.base) < 0.05 * size
        and abs(last.size - size) < 0.05 * size
        and -0.5 * size < run.x0 - last.x1 < 0.9 * size
        and (last.font in bold_fonts) == (run.font in bold_fonts)
    )


def weld(runs: list[Run]) -> Run:
    return runs[0]._replace(
        x1=max(run.x1 for run in runs),
        y0=min(run.y0 for run in runs),
        y1=max(run.y1 for run in runs),
        text=joined(runs),
    )


def make_line(page: int, column: int, runs: list[Run], bold_fonts: set[int]) -> Line:
    """One line of these runs, its size that of most of its characters."""
    runs.sort(key=lambda run: run.x0)
    if len(runs) == 1:
        one = runs[0]
        return Line(
            page, column, one.x0, one.y0, one.x1, one.y1, one.base, one.size,
            tidy(one.text), one.font in bold_fonts, (one.font,),
        )  # fmt: skip
    host = max(runs, key=lambda run: len(run.text) * run.size)
    strong = sum(len(run.text) for run in runs if run.font in bold_fonts)
    return Line(
        page=page,
        column=column,
        x0=runs[0].x0,
        y0=min(run.y0 for run in runs),
        x1=max(run.x1 for run in runs),
        y1=max(run.y1 for run in runs),
        base=host.base,
        size=host.size,
        text=joined(runs),
        bold=2 * strong > sum(len(run.text) for run in runs),
        fonts=tuple({run.font for run in runs}),
        gap=max(after.x0 - before.x1 for before, after in pairwise(runs)),
    )


def tidy(text: str) -> str:
    return " ".join(text.replace("\ufffe", "-").replace("\x00", "").split())


def joined(runs: list[Run]) -> str:
    """The runs' words, with a space where a gap is wider than letters leave."""
    said, end = [], None
    for run in runs:
        if (
            end is not None
            and run.x0 - end > 0.16 * run.size
            and not ideographs(said[-1], run.text)
        ):
            said.append(" ")
        said.append(run.text)
        end = run.x1
    return tidy("".join(said))


def ideographs(before: str, after: str) -> bool:
    """Chinese and Japanese put no spaces between words."""
    return "\u2e80" <= before[-1:] < "\uac00" and "\u2e80" <= after[:1] < "\uac00"


def rows(runs: list[Run]) -> list[list[Run]]:
    """Runs that share a baseline; small ones beside a line (indices, accents) join it."""
    runs = sorted(runs, key=lambda run: run.base)
    found: list[list[Run]] = []
    for run in runs:
        last = found[-1] if found else None
        if last and run.base - last[0].base <= 0.3 + 0.1 * min(run.size, last[0].size):
            last.append(run)
        else:
            found.append([run])
    return absorb(found)


def absorb(found: list[list[Run]]) -> list[list[Run]]:
    """Give indices and exponents to the line they belong to."""
    hosts = [max(row, key=lambda run: len(run.text) * run.size) for row in found]
    weights = [sum(len(run.text) for run in row) for row in found]
    kept: list[list[Run]] = []
    for index, row in enumerate(found):
        home = None
        if weights[index] <= 12:
            for other in (index - 1, index + 1):
                if 0 <= other < len(found) and belongs(
                    row, hosts[index], found[other], hosts[other], (weights[index], weights[other])
                ):
                    home = other
        if home is None:
            kept.append(row)
        else:
            found[home].extend(row)
            weights[home] += weights[index]
    return kept


def belongs(
    row: list[Run], own: Run, other: list[Run], host: Run, weights: tuple[int, int]
) -> bool:
    if 2 * weights[0] > weights[1] or own.size > 1.02 * host.size:
        return False
    if abs(own.base - host.base) > 0.55 * host.size:
        return False
    left, right = min(run.x0 for run in other) - 4, max(run.x1 for run in other) + 4
    return all(left <= run.x0 <= right for run in row)


def page_lines(
    page: int, runs: list[Run], middles: list[tuple[float, float]], bold_fonts: set[int]
) -> list[Line]:
    """A page's lines, column by column; a gutter is its middle and its width."""
    if not middles:
        return [make_line(page, 0, row, bold_fonts) for row in rows(runs)]
    columns: dict[int, list[Run]] = {}
    for run in runs:
        columns.setdefault(column_of(run, middles), []).append(run)
    parts = {column: rows(own) for column, own in columns.items()}
    bridge(parts, min(width for _, width in middles))
    return [
        make_line(page, column, row, bold_fonts) for column, own in parts.items() for row in own
    ]


def column_of(run: Run, middles: list[tuple[float, float]]) -> int:
    column = 0
    for middle, _ in middles:
        if run.x0 < middle - 2 and run.x1 > middle + 2:
            return SPAN
        column += run.x0 + run.x1 > 2 * middle
    return column


def bridge(parts: dict[int, list[list[Run]]], gutter: float) -> None:
    """Join what stands on one baseline closer than a gutter is wide: titles, wide captions."""
    everything = [(row[0].base, column, row) for column, own in parts.items() for row in own]
    everything.sort(key=lambda one: one[0])
    crossing: list[list[Run]] = []
    for index, (base, column, row) in enumerate(everything):
        for other_base, other_column, other in everything[index + 1 :]:
            if other_base - base > 1.2:
                break
            if column != other_column and row and other and close(row, other, gutter):
                merge(row, other, crossing)
    parts[SPAN] = [*parts.get(SPAN, []), *crossing]
    if any(not row for own in parts.values() for row in own):
        for column, own in parts.items():
            parts[column] = [row for row in own if row]


def close(row: list[Run], other: list[Run], gutter: float) -> bool:
    first, second = sorted((row, other), key=lambda runs: min(run.x0 for run in runs))
    gap = min(run.x0 for run in second) - max(run.x1 for run in first)
    size = min(row[0].size, other[0].size)
    return gap < max(0.6 * gutter, 0.4 * size if size > 14 else 0)


def merge(row: list[Run], other: list[Run], crossing: list[list[Run]]) -> None:
    """Move two rows' runs into one that crosses the gutter, an old one if it is there."""
    home = next((one for one in crossing if one is row or one is other), None)
    if home is None:
        home = []
        crossing.append(home)
    for runs in (row, other):
        if runs is not home:
            home.extend(runs)
            runs.clear()


def in_reading_order(lines: list[Line], width: float, size: float) -> list[Line]:
    """Left column before right; lines across the page part it into bands."""
    wide = sorted(
        (one.base for one in lines if one.column == SPAN and splits(one, width, size)),
    )

    def band(line: Line) -> int:
        above = sum(1 for base in wide if base < line.base - 1)
        return 2 * above + (1 if line.column == SPAN and splits(line, width, size) else 0)

    return sorted(lines, key=lambda line: (band(line), max(line.column, 0), line.base, line.x0))


def splits(line: Line, width: float, size: float) -> bool:
    return line.x1 - line.x0 > 0.55 * width and line.size > 0.8 * size
