"""When papers come in: few early, most on the last days, as they do everywhere."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

LATEST = timedelta(minutes=35)  # before papers are due, the last one is there
STEEP = 3.2


@dataclass(frozen=True)
class Times:
    """The life of one paper."""

    begun: datetime
    submitted: datetime
    revised: datetime | None = None


def times(many: int, opened: datetime, due: datetime, seed: str) -> list[Times]:
    """As many lives between two moments, in the order of their beginnings."""
    dice = Random(seed)  # noqa: S311  # an order, no secret
    span = due - LATEST - opened
    ends = [
        due - LATEST - span * (0.92 * ((rank + dice.uniform(0.1, 0.9)) / max(many, 1)) ** STEEP)
        for rank in range(many)
    ]
    return sorted((_life(opened, end, due, dice) for end in ends), key=lambda one: one.begun)


def _life(opened: datetime, end: datetime, due: datetime, dice: Random) -> Times:
    begun = end - timedelta(days=dice.uniform(0.2, 20))
    begun = max(begun, opened + (end - opened) * dice.uniform(0.02, 0.3))
    left = due - LATEST / 2 - end
    again = end + left * dice.uniform(0.2, 0.9) if dice.random() < 0.15 else None
    return Times(_whole(begun), _whole(end), again and _whole(again))


def _whole(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)
