"""Deletes kept files that no row names any more, long after anybody put them."""

from collections.abc import Callable
from datetime import timedelta

from django.db.models import Model, QuerySet
from django.utils import timezone

from submissions import derived, store
from submissions.models.manuscripts import Manuscript, Supplement

AGE = timedelta(days=14)

Named = Callable[[], "QuerySet[Model]"]
_named: list[Named] = [Manuscript.objects.all, Supplement.objects.all]


def register(rows: Named) -> None:
    """Other rows with a column sha256 that name kept files: those of higher apps."""
    _named.append(rows)


def sweep() -> int:
    """Delete what is old and unnamed, with what was made of it; how many files that were."""
    gone = store.sweep((timezone.now() - AGE).timestamp(), is_named)
    for sha256 in gone:
        derived.forget(sha256)
    return len(gone)


def is_named(sha256: str) -> bool:
    return any(rows().filter(sha256=sha256).exists() for rows in _named)
