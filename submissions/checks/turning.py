"""Pages that are read sideways: their text on an upright frame, and boxes back on the paper."""

from collections import Counter

from submissions.checks.objects import OBLIQUE, Run
from submissions.checks.values import Box, Sheet

ENOUGH = 120  # characters: less is a stamp, or the axis of a figure
SHARE = 3  # times the upright text


def turn_of(runs: list[Run]) -> int:
    """How a page's text is turned: not at all, unless nearly all of it reads another way."""
    said: Counter[int] = Counter()
    for run in runs:
        said[run.turn] += len(run.text)
    del said[OBLIQUE]
    turn = max(said, key=lambda one: said[one], default=0)
    return turn if said[turn] >= ENOUGH and said[turn] >= SHARE * said[0] else 0


def frame(sheet: Sheet, turn: int) -> tuple[float, float]:
    """Width and height as the text reads."""
    return (sheet.height, sheet.width) if turn % 2 else (sheet.width, sheet.height)


def turned(runs: list[Run], sheet: Sheet, turn: int) -> list[Run]:
    """The runs that read this way, as if the paper had been turned."""
    own = [run for run in runs if run.turn == turn]
    return own if turn == 0 else [laid(run, sheet, turn) for run in own]


def laid(run: Run, sheet: Sheet, turn: int) -> Run:
    x0, y0, x1, y1 = moved((run.x0, run.y0, run.x1, run.y1), sheet, turn)
    base = {1: run.foot, 2: sheet.height - run.base, 3: sheet.width - run.foot}[turn]
    return run._replace(x0=x0, y0=y0, x1=x1, y1=y1, base=base, turn=0)


def moved(box: Box, sheet: Sheet, turn: int) -> Box:
    """A box of the paper on the turned frame."""
    x0, y0, x1, y1 = box
    width, height = sheet.width, sheet.height
    if turn == 1:
        return height - y1, x0, height - y0, x1
    if turn == 2:
        return width - x1, height - y1, width - x0, height - y0
    if turn == 3:
        return y0, width - x1, y1, width - x0
    return box


def back(box: Box, sheet: Sheet, turn: int) -> Box:
    """A box of the turned frame on the paper."""
    x0, y0, x1, y1 = box
    width, height = sheet.width, sheet.height
    if turn == 1:
        return y0, height - x1, y1, height - x0
    if turn == 2:
        return width - x1, height - y1, width - x0, height - y0
    if turn == 3:
        return width - y1, x0, width - y0, x1
    return box
