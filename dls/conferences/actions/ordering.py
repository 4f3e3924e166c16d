"""Moving a row among those it stands with."""

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import Model

M = TypeVar("M", bound=Model)


def shift(row: M, beside: Iterable[M], steps: int) -> None:
    """Move a row up (−1) or down (+1) among rows in their order."""
    rows = list(beside)
    here = rows.index(row)
    rows.insert(min(max(here + steps, 0), len(rows) - 1), rows.pop(here))
    for position, one in enumerate(rows):
        if getattr(one, "position") != position:  # noqa: B009 -- every such row has one
            setattr(one, "position", position)  # noqa: B010
            one.save(update_fields=["position"])
