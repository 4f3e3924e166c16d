"""The columns a table of papers can have. Each app registers its own when it is ready.

A column loads the cells of all papers of a page at once, and tells only what its reader may know:
`Batch` says of which papers they may know the authors, and which are theirs or theirs to handle.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from submissions.search.keywords import Viewpoint


@dataclass(frozen=True)
class Cell:
    """What stands in a cell: a text, with a shape and a tone where it needs somebody."""

    text: str
    mark: str = ""
    tone: str = ""


EMPTY = Cell("")


@dataclass(frozen=True)
class Base:
    """What every row needs of its paper."""

    pk: int
    number: int
    title: str
    is_mine: bool
    is_chaired: bool
    shows_authors: bool
    read: Mapping[str, Any] = field(default_factory=dict)  # what its columns read of it

    @property
    def is_inside(self) -> bool:
        return self.is_mine or self.is_chaired


@dataclass(frozen=True)
class Batch:
    """The papers of a page, and who reads it."""

    rows: tuple[Base, ...]
    seen: Viewpoint
    by_key: dict[int, Base] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_key", {row.pk: row for row in self.rows})

    @property
    def keys(self) -> list[int]:
        return [row.pk for row in self.rows]

    @property
    def named(self) -> list[int]:
        """Whose authors may be shown."""
        return [row.pk for row in self.rows if row.shows_authors]

    @property
    def inside(self) -> list[int]:
        """Whose author or chair the reader is."""
        return [row.pk for row in self.rows if row.is_inside]


def everybody(_: Viewpoint) -> bool:
    return True


@dataclass(frozen=True)
class Column:
    name: str
    title: str
    load: Callable[[Batch], Mapping[int, Cell]]
    reads: tuple[str, ...] = ()  # columns of the paper that its cells are made of
    order: tuple[Any, ...] = ()  # what sorts by it, smallest first; nothing: it does not sort
    css: str = ""  # n for numbers
    place: int = 50
    offered: Callable[[Viewpoint], bool] = everybody
    usual: Callable[[Viewpoint], bool] = everybody  # whether it is there before anybody chose


_columns: dict[str, Column] = {}


def register(column: Column) -> None:
    _columns[column.name] = column


def offered(seen: Viewpoint) -> list[Column]:
    """The columns this person can choose, in order."""
    found = [one for one in _columns.values() if one.offered(seen)]
    return sorted(found, key=lambda one: (one.place, one.name))
