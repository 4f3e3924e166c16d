"""Two accounts of one person: what each app moves from the one that goes to the one that stays."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dls.people.models import Person

Mover = Callable[["Person", "Person"], None]
_movers: list[Mover] = []


def register(mover: Mover) -> None:
    """Register `mover(kept, gone)`: called inside the transaction that merges the two."""
    _movers.append(mover)


def move(kept: "Person", gone: "Person") -> None:
    """Let every app move its rows."""
    for mover in _movers:
        mover(kept, gone)
