"""What time it is for rules. Leases, tokens, limits and signatures ask real time instead."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.utils import timezone

_set_to: ContextVar[datetime | None] = ContextVar("clock", default=None)


def now() -> datetime:
    """The present moment, or the one a test plays."""
    return _set_to.get() or timezone.now()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let it be this moment for rules and pages inside the block."""
    token = _set_to.set(moment)
    try:
        yield
    finally:
        _set_to.reset(token)
