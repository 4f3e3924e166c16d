"""What the journal tells the rooms below."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse

from dls.web import places, scopes
from dls.web.places import Place
from dls.web.scopes import Scope


def register() -> None:
    places.register(_place)


def _place(request: HttpRequest, scope: Scope) -> Iterator[Place]:
    if request.user.is_authenticated and scopes.runs_here(request.user, scope):
        yield Place("Conference", 70, "Journal", reverse("journal:journal", args=[scope.slug]))
