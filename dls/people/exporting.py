"""Everything about a person, as each app tells it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dls.people.models import Person

Exporter = Callable[["Person"], dict[str, Any]]
_exporters: list[Exporter] = []


def register(exporter: Exporter) -> None:
    """Register `exporter(person)`: chapters by name, of plain values, dates and lists of those."""
    _exporters.append(exporter)


def everything(person: "Person") -> dict[str, Any]:
    """All that is kept about this person."""
    told: dict[str, Any] = {}
    for exporter in _exporters:
        told.update(exporter(person))
    return told
