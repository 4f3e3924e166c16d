"""What letters, journal and jobs belong to, as the rooms below the conferences see it."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from dls.web.keys import Viewer
    from dls.web.verdicts import Verdict


class Scope(Protocol):
    """A conference, seen from below."""

    pk: int
    slug: str
    revision: int

    @property
    def key(self) -> str: ...

    @property
    def name(self) -> str:
        """What it is called in a line: DLS 2019."""

    @property
    def title(self) -> str: ...

    @property
    def contact(self) -> str:
        """Where answers to its letters go."""

    @property
    def place(self) -> str:
        """Denver, Colorado, USA."""

    @property
    def zone(self) -> str:
        """The time zone of that place."""

    @property
    def starts_on(self) -> date | None: ...

    @property
    def last_day(self) -> date | None: ...

    @property
    def is_public(self) -> bool: ...

    def get_absolute_url(self) -> str: ...


class Finder(Protocol):
    def managed(self, slug: str, person: "Viewer") -> Scope:
        """The conference at this address if the person runs it; otherwise 404."""

    def by_key(self, key: str) -> Scope | None:
        """The conference with this key."""

    def may_change(self, person: "Viewer", scope: Scope) -> "Verdict":
        """Whether the person runs it and it is not archived."""

    def runs_here(self, person: "Viewer", scope: Scope) -> bool:
        """Whether to show a chair's things."""

    def current(self) -> Iterable[Scope]:
        """Conferences that are not archived."""


_finder: Finder | None = None


def provide(finder: Finder) -> None:
    global _finder
    _finder = finder


def _provided() -> Finder:
    assert _finder is not None, "dls.conferences provides the finder when it is ready"  # noqa: S101
    return _finder


def managed(slug: str, person: "Viewer") -> Scope:
    return _provided().managed(slug, person)


def by_key(key: str) -> Scope | None:
    return _provided().by_key(key)


def may_change(person: "Viewer", scope: Scope) -> "Verdict":
    return _provided().may_change(person, scope)


def current() -> Iterable[Scope]:
    return _provided().current()


def runs_here(person: "Viewer", scope: Scope) -> bool:
    return _provided().runs_here(person, scope)


T = TypeVar("T")


def once(scope: Scope, person: "Viewer", name: str, find: Callable[[], T]) -> T:
    """What a page asks twice, found once: kept on the scope as long as the page is made."""
    kept: dict[object, T] = scope.__dict__.setdefault("_found", {})
    if (name, person.pk) not in kept:
        kept[name, person.pk] = find()
    return kept[name, person.pk]
