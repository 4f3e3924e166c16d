"""The chapters of the demo. Each app registers what it adds to the story; the demo plays them all.

A chapter is a list of scenes, each at its moment. All scenes of all chapters are played in order of
time, so that the journal reads as if it had happened. What is told already is left alone.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Scene:
    """Something that happens: at a moment, through actions."""

    at: datetime
    play: Callable[[], object]


@dataclass(frozen=True)
class Chapter:
    """What an app adds to the demo; of scenes at one moment, those of low `order` come first."""

    name: str
    order: int
    is_told: Callable[[], bool]
    scenes: Callable[[date], Iterable[Scene]]  # takes the day of installation


_chapters: dict[str, Chapter] = {}


def register(chapter: Chapter) -> None:
    _chapters[chapter.name] = chapter


def every() -> list[Chapter]:
    return sorted(_chapters.values(), key=lambda chapter: chapter.order)
