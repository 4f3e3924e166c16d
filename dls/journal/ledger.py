"""The only code that writes the journal."""

from typing import TYPE_CHECKING

from django.db.models import Model

from dls.journal.models import Entry

if TYPE_CHECKING:
    from dls.people.models import Person
    from dls.web.scopes import Scope


def record(
    by: "Person | None", verb: str, subject: Model, *, scope: "Scope | None" = None, **details: object
) -> None:
    """Write down that a person (or DLS itself) did something to something."""
    Entry.objects.create(
        by=by,
        verb=verb,
        what=str(subject)[:300],
        about_kind=subject._meta.model_name,
        about_id=subject.pk,
        scope=scope.key if scope else "",
        details=details,
    )
