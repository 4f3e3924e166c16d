"""What imports of papers tell the rooms below."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from django.http import HttpRequest
from django.urls import reverse

from dls.conferences.models.conference import Conference
from dls.conferences.rules.conference import runs_here
from dls.jobs import kinds
from dls.web import keys, places
from dls.web.places import Place
from submissions.actions import importing
from submissions.models.imports import Intake

if TYPE_CHECKING:
    from dls.web.scopes import Scope


def register() -> None:
    kinds.register(kinds.Kind(importing.MAKE, "Import of papers", importing.work))
    keys.show(Intake, Intake.objects.visible_to)
    places.register(side)


def side(request: HttpRequest, scope: "Scope") -> Iterable[Place]:
    """For chairs."""
    if runs_here(request.user, cast(Conference, scope)):
        yield Place("Papers", 90, "Import", reverse("submissions:intakes", args=[scope.slug]))
