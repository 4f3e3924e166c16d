from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from dls.web import clock, keys

if TYPE_CHECKING:
    from dls.web.keys import Viewer


class EntryQuerySet(models.QuerySet["Entry"]):
    def visible_to(self, person: "Viewer") -> Self:
        """Entries about things this person may read about."""
        return self.filter(keys.may_read_about(person))

    def told_of(self, person: "Viewer", kind: str) -> Self:
        """The same for things of one kind."""
        return self.filter(keys.may_read_about(person, kind))

    def by_name(self, name: str) -> Self:
        """Entries of people whose name or address contains every one of these words."""
        found = self
        for word in name.split():
            given, family = Q(by__given_name__icontains=word), Q(by__family_name__icontains=word)
            found = found.filter(given | family | Q(by__email__icontains=word))
        return found

    def update(self, **changes: Any) -> int:
        raise TypeError("The journal is append-only.")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError("The journal is append-only.")


class Entry(keys.About):
    """One line of the journal: who did what to what, and when."""

    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="entries"
    )
    verb = models.CharField(max_length=60)
    what = models.CharField(max_length=300)  # the thing by its name, as it was then
    details = models.JSONField(default=dict, blank=True)

    objects: ClassVar = EntryQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["scope", "-id"], name="entry_by_scope"),
            models.Index(fields=["about_kind", "about_id", "-id"], name="entry_by_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.by or 'DLS'} {self.verb} {self.what}"

    @property
    def told(self) -> str:
        """The details in a line: date: 11 Sep → 16 Sep, reason: many asked."""
        told = [_told(name, value) for name, value in sorted(self.details.items())]
        return ", ".join(line for line in told if line)

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("The journal is append-only.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError("The journal is append-only.")


def _told(name: str, value: Any) -> str:
    """One detail in words; a pair is what was and what is."""
    if isinstance(value, dict):
        return ", ".join(_told(inner, one) for inner, one in value.items())
    if isinstance(value, list) and len(value) == 2:
        value = f"{value[0] or 'nothing'} → {value[1] or 'nothing'}"
    elif isinstance(value, list):
        value = ", ".join(str(one) for one in value)
    elif isinstance(value, bool):
        value = "yes" if value else "no"
    return f"{name.replace('_', ' ')}: {value}" if value not in (None, "") else ""
