"""The kinds of long work there are. Each app registers its own when it is ready."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from dls.jobs.models import Job


class Progress(Protocol):
    """How work tells how far it is; it stops here when somebody cancelled it.

    Call it often, at least once a minute outside of any transaction: it also says that the worker
    is alive. Calls in quick succession cost nothing.
    """

    def __call__(self, done: int, total: int, message: str = "") -> None: ...


Work = Callable[["Job", Progress], dict[str, Any] | None]


@dataclass(frozen=True)
class Kind:
    """Long work this house can do.

    `work(job, progress)` reads `job.params` and returns its result: "told" is a sentence for the
    page, "url" leads to what it made, the rest is the kind's own. After a dead worker it starts
    again from the beginning, so what it writes must be harmless twice. Raising Refused ends it
    with that sentence; any other exception is tried again, three times in all.
    """

    name: str  # conferences/import
    title: str  # Import of addresses
    work: Work


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    _kinds[kind.name] = kind


def get(name: str) -> Kind | None:
    return _kinds.get(name)


def title(name: str) -> str:
    kind = _kinds.get(name)
    return kind.title if kind else name
