"""Entries under keys, so that nobody is compared with everybody."""

from collections.abc import Hashable, Iterable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class Index(Generic[T]):
    """Finds what was added under any of some keys, each once, in the order of adding."""

    def __init__(self) -> None:
        self._under: dict[str, dict[T, int]] = {}
        self._added = 0

    def add(self, keys: Iterable[str], entry: T) -> None:
        self._added += 1
        for key in keys:
            self._under.setdefault(key, {}).setdefault(entry, self._added)

    def under(self, keys: Iterable[str]) -> Iterator[T]:
        found: dict[T, int] = {}
        for key in keys:
            found.update(self._under.get(key, {}))
        yield from sorted(found, key=found.__getitem__)
