"""How a page for chairs is answered: found for those who run the conference, 404 for others."""

import functools
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse

from dls.conferences import finder
from dls.conferences.models.conference import Conference
from dls.conferences.rules.conference import is_open
from dls.web.http import Request, page

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, str, P], HttpResponse]
Running = Callable[Concatenate[Request, Conference, P], HttpResponse]


def for_chairs(view: Running[P]) -> View[P]:
    """Give the view the conference at the address, if the person signed in is its chair."""

    @login_required
    @functools.wraps(view)
    def decorated(
        request: HttpRequest, slug: str, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        conference = finder.managed(slug, request.user)
        return view(cast(Request, request), conference, *args, **kwargs)

    return cast(View[P], decorated)


def chairs_page(
    request: Request, conference: Conference, template: str, context: dict[str, Any]
) -> HttpResponse:
    """A page for chairs; `changes` says whether, or why not, they may change what it shows."""
    common = {
        "conference": conference,
        "scope": conference,
        "role_here": "chair",
        "changes": is_open(conference),  # its chair has been found
    }
    return page(request, f"conferences/{template}.html", {**common, **context})
