"""The only code that writes the journal."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Model

from dls.journal.models import Entry
from dls.web.keys import About

if TYPE_CHECKING:
    from dls.people.models import Person
    from dls.web.scopes import Scope


def record(
    by: "Person | None",
    verb: str,
    subject: Model,
    *,
    scope: "Scope | None" = None,
    **details: object,
) -> None:
    """Write down that a person (or DLS itself) did something to something."""
    Entry.objects.create(
        by=by,
        verb=verb,
        what=str(subject)[:300],
        about_kind=str(subject._meta.model_name),
        about_id=subject.pk,
        scope=scope.key if scope else "",
        details=details,
    )


def record_about(
    by: "Person | None", verb: str, what: str, row: About, *, scope: "Scope | None"
) -> None:
    """The same for a row of another ledger: it is about what that row is about."""
    Entry.objects.create(
        by=by,
        verb=verb,
        what=what[:300],
        about_kind=row.about_kind,
        about_id=row.about_id,
        scope=scope.key if scope else row.scope,
    )


def record_within(
    by: "Person | None", verb: str, what: str, scope: "Scope", **details: object
) -> None:
    """The same for something the rooms below keep for a conference: who runs it may read it."""
    kind, _, pk = scope.key.partition(":")
    Entry.objects.create(
        by=by,
        verb=verb,
        what=what[:300],
        about_kind=kind,
        about_id=int(pk),
        scope=scope.key,
        details=details,
    )


def rename(subject: Model, what: str) -> None:
    """The one change the journal knows: a name goes when the person who bore it has left."""
    entries = Entry.objects.filter(about_kind=str(subject._meta.model_name), about_id=subject.pk)
    models.QuerySet.update(entries, what=what)
