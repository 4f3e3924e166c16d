"""What a journal entry, a letter or a job is about, as a key such as paper:17.

The ledgers lie below the rooms whose things they tell of, so they cannot hold foreign keys to them.
Each app registers for its kinds which rows a person may see; a kind nobody registered is hidden.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from dls.people.models import Person

    Viewer: TypeAlias = Person | AnonymousUser

R = TypeVar("R", bound="About")
Seen = Callable[["Viewer"], models.QuerySet[Any]]
_seen: dict[str, Seen] = {}


def key(row: models.Model) -> str:
    """The key of a row, such as paper:17."""
    return f"{row._meta.model_name}:{row.pk}"


def show(model: type[models.Model], seen: Seen) -> None:
    """Register which rows of a model a person may read about in the ledgers."""
    _seen[str(model._meta.model_name)] = seen


def kinds() -> list[str]:
    return sorted(_seen)


def may_read_about(person: "Viewer", *only: str) -> Q:
    """A filter over rows that carry about_kind and about_id; of some kinds alone, if given."""
    allowed = Q(pk__in=[])
    for kind, seen in sorted(_seen.items()):
        if only and kind not in only:
            continue
        allowed |= Q(about_kind=kind, about_id__in=seen(person).order_by().values("pk"))
    return allowed


def readable(rows: models.QuerySet[R], person: "Viewer") -> models.QuerySet[R]:
    """Of a few rows of a ledger, those this person may read.

    Of which kinds they are is asked first: a filter over all kinds there are is a long question.
    """
    found = set(rows.order_by().values_list("about_kind", flat=True).distinct())
    return rows.filter(may_read_about(person, *found)) if found else rows.none()


def may_read(person: "Viewer", kind: str) -> set[int]:
    """The rows of a kind that this person may read about."""
    seen = _seen.get(kind)
    return set(seen(person).order_by().values_list("pk", flat=True)) if seen else set()


class About(models.Model):
    """Columns of a ledger's row: the conference it belongs to, and the thing it tells of."""

    scope = models.CharField(max_length=40, blank=True)  # every ledger has an index begin with it
    about_kind = models.CharField(max_length=40)
    about_id = models.BigIntegerField()

    class Meta:
        abstract = True

    @property
    def about(self) -> str:
        return f"{self.about_kind}:{self.about_id}"
