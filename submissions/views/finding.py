"""How a page about a paper is answered: found for whoever may see it, 404 for all others."""

import functools
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, cast

from django.contrib.auth.decorators import login_required
from django.db.models import Q, prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404

from dls.conferences import finder
from dls.conferences.models.conference import Conference
from dls.conferences.rules.conference import is_open
from dls.conferences.views import settings
from dls.web.http import Request, page
from submissions import concerned
from submissions.models.papers import Paper, PaperQuerySet

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, str, int, P], HttpResponseBase]
Reading = Callable[Concatenate[Request, Paper, P], HttpResponseBase]
ServingView = Callable[Concatenate[HttpRequest, str, P], HttpResponseBase]
Serving = Callable[Concatenate[Request, Conference, P], HttpResponseBase]


def for_readers(view: Reading[P]) -> View[P]:
    """Give the view the paper at the address, if the person signed in may see it."""
    return _given(view, Paper.objects.visible_at)


def for_insiders(view: Reading[P]) -> View[P]:
    """The same for its authors, and for chairs who handle it."""
    return _given(view, inside)


def inside(conference: Conference, person: Any) -> PaperQuerySet:
    found: PaperQuerySet = Paper.objects.visible_at(conference, person)
    return found.filter(Q(is_mine=True) | Q(is_chaired=True))


def _given(view: Reading[P], seen: Callable[[Conference, Any], PaperQuerySet]) -> View[P]:
    @login_required
    @functools.wraps(view)
    def decorated(
        request: HttpRequest, slug: str, number: int, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponseBase:
        conference = finder.seen(slug, request.user)
        prefetch_related_objects([conference], "deadlines")
        rows = seen(conference, request.user).select_related("category")
        paper = get_object_or_404(rows, number=number)
        paper.conference = paper.category.conference = conference
        paper.found_for = request.user.pk or 0
        request.paper = paper  # type: ignore[attr-defined]  # for the places at the side
        return view(cast(Request, request), paper, *args, **kwargs)

    return cast(View[P], decorated)


def for_committee(view: Serving[P]) -> ServingView[P]:
    """Give the view the conference at the address, for its chairs and its committee."""

    @login_required
    @functools.wraps(view)
    def decorated(
        request: HttpRequest, slug: str, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponseBase:
        conference = finder.seen(slug, request.user)
        if not concerned.serves(request.user, conference):
            raise Http404
        return view(cast(Request, request), conference, *args, **kwargs)

    return cast(ServingView[P], decorated)


def paper_page(
    request: Request, paper: Paper, template: str, context: dict[str, Any]
) -> HttpResponse:
    """A page about a paper, with its own places at the side."""
    common = {
        "paper": paper,
        "conference": paper.conference,
        "scope": paper.conference,
        "role_here": role_here(paper),
    }
    return page(request, f"submissions/{template}.html", {**common, **context})


def role_here(paper: Paper) -> str:
    """As what the reader reads it."""
    if paper.is_mine:
        return "author"
    return "chair" if paper.is_chaired else "PC member"


def conference_page(
    request: Request, conference: Conference, template: str, context: dict[str, Any]
) -> HttpResponse:
    """A page about papers of a conference."""
    role = "chair" if getattr(conference, "runs", False) else ""
    common = {"conference": conference, "scope": conference, "role_here": role}
    return page(request, f"submissions/{template}.html", {**common, **context})


def settings_page(
    request: Request, conference: Conference, template: str, context: dict[str, Any]
) -> HttpResponse:
    """A page of the conference's settings that is about papers."""
    common = {"beside": settings.beside(request, conference), "changes": is_open(conference)}
    return conference_page(request, conference, template, {**common, **context})
