"""What a new edition takes over from an earlier one. Each app registers its own part."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from dls.conferences.models.conference import Conference

if TYPE_CHECKING:
    from dls.people.models import Person


@dataclass(frozen=True)
class Clone:
    """A new edition, the earlier one it is made from, who makes it, and the time between them."""

    earlier: Conference
    new: Conference
    by: "Person"
    shift: timedelta


Copy = Callable[[Clone], None]


@dataclass(frozen=True)
class Part:
    """Something a clone may take along, as the form offers it."""

    order: int
    name: str  # topics
    label: str  # Topics
    copy: Copy


_parts: dict[str, Part] = {}


def register(part: Part) -> None:
    _parts[part.name] = part


def every() -> list[Part]:
    return sorted(_parts.values(), key=lambda part: part.order)
