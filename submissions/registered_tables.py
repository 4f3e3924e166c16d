"""What the table of papers tells the rooms below."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from django.http import HttpRequest
from django.urls import reverse

from dls.conferences.models.conference import Conference
from dls.conferences.rules.conference import runs_here
from dls.mail import audiences
from dls.web import places
from dls.web.places import Place
from submissions import audiences_of, concerned
from submissions.search import built_in as keywords
from submissions.table import built_in as columns

if TYPE_CHECKING:
    from dls.web.scopes import Scope


def register() -> None:
    keywords.register()
    columns.register()
    places.register(side)
    audiences.register_family(audiences_of.SEARCH, audiences_of.of_search)


def side(request: HttpRequest, scope: "Scope") -> Iterable[Place]:
    """All papers, for chairs and the committee; authors have their own."""
    conference = cast(Conference, scope)
    if not request.user.is_authenticated:
        return
    if runs_here(request.user, conference) or concerned.serves(request.user, conference):
        yield Place("Papers", 10, "Papers", reverse("submissions:papers", args=[scope.slug]))
        yield Place("Papers", 60, "Tags", reverse("submissions:tags", args=[scope.slug]))
