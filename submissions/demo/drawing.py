"""Figures and tables of demo papers: lines, bars and numbers of nothing."""

from random import Random

from submissions.demo.prose import words
from submissions.demo.setting import Strip, in_a_row, shown
from submissions.demo.sheets import Style

LABEL = Style(8, 9.6)
TINTS = ("0.13 0.35 0.55", "0.75 0.36 0.12", "0.25 0.5 0.3", "0.45 0.45 0.45")
TALL = 130.0
LOW, LEFT, HIGH = 24.0, 34.0, 8.0  # room for labels below, beside and above


def figure(dice: Random, width: float) -> Strip:
    """Curves or bars over two axes."""
    wide = min(width, 300.0)
    start = (width - wide) / 2 + LEFT
    across, up = dice.choice(words()["axes"])
    frame = (start, LOW - TALL, wide - LEFT - 6, TALL - LOW - HIGH)
    draw = _bars if dice.random() < 0.4 else _curves
    x, y, broad, high = frame
    axes = f"0.6 w 0 0 0 RG {x:.1f} {y + high:.1f} m {x:.1f} {y:.1f} l {x + broad:.1f} {y:.1f} l S"
    grid = "".join(
        f" 0.3 w 0.8 0.8 0.8 RG {x:.1f} {y + high * part / 4:.1f} m "
        f"{x + broad:.1f} {y + high * part / 4:.1f} l S"
        for part in range(1, 5)
    )
    texts = [
        _centred(across, x + broad / 2, TALL - 4),
        (start - LEFT + 2, HIGH, shown(up.split(), LABEL)),
        *(_centred(str(2**power), x + broad * (power - 3) / 5, TALL - 15) for power in range(4, 8)),
    ]
    return Strip(TALL, tuple(texts), f"{grid} {axes} {draw(dice, frame)}")


def _centred(text: str, x: float, down: float) -> tuple[float, float, str]:
    return (x - in_a_row(text, LABEL) / 2, down, shown(text.split(), LABEL))


def _curves(dice: Random, frame: tuple[float, float, float, float]) -> str:
    x, y, broad, high = frame
    drawn = []
    for tint in TINTS[: dice.randint(2, 4)]:
        level, bend = dice.uniform(0.05, 0.3), dice.uniform(0.4, 1.4)
        top = dice.uniform(0.5, 0.95)
        points = [
            (x + broad * step / 12, y + high * (level + (top - level) * (step / 12) ** bend))
            for step in range(13)
        ]
        path = f"{points[0][0]:.1f} {points[0][1]:.1f} m " + " ".join(
            f"{right:.1f} {upward:.1f} l" for right, upward in points[1:]
        )
        drawn.append(f"1 w {tint} RG {path} S")
    return " ".join(drawn)


def _bars(dice: Random, frame: tuple[float, float, float, float]) -> str:
    x, y, broad, high = frame
    drawn = []
    for group in range(4):
        for place, tint in enumerate(TINTS[:3]):
            left = x + broad * (group + 0.15 + place * 0.24) / 4
            drawn.append(
                f"{tint} rg {left:.1f} {y:.1f} {broad * 0.05:.1f} "
                f"{high * dice.uniform(0.2, 0.95):.1f} re f"
            )
    return f"q {' '.join(drawn)} Q"


def table(dice: Random, width: float) -> tuple[Strip, ...]:
    """Five rows of numbers between rules."""
    heads = ["Variant", *(row[1] for row in dice.sample(words()["axes"], 2))]
    rows = [
        [
            str(dice.choice(words()["adjectives"])).capitalize(),
            f"{dice.uniform(1, 90):.1f}", f"{dice.uniform(1, 900):.0f}",
        ]
        for _ in range(5)
    ]  # fmt: skip
    rule = Strip(4, (), f"0.5 w 0 0 0 RG 0 -2 m {width:.1f} -2 l S")
    return (rule, _row(heads, width), rule, *(_row(row, width) for row in rows), rule)


def _row(cells: list[str], width: float) -> Strip:
    texts = (
        (width * place / 3 + 6, 8.0, shown(cell.split(), LABEL)) for place, cell in enumerate(cells)
    )
    return Strip(LABEL.leading + 1, tuple(texts))
