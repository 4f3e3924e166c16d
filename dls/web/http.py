from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.functional import SimpleLazyObject

from dls.web import places

if TYPE_CHECKING:
    from dls.people.models import Person


class Request(HttpRequest):
    """A request behind login_required: its user is a Person."""

    user: "Person"


def page(
    request: HttpRequest, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """Render a whole page, or for htmx only its fragment: a/b.html includes a/_b.html."""
    path = PurePath(template)
    if request.headers.get("HX-Request") == "true" and "HX-Boosted" not in request.headers:
        template = str(path.with_name(f"_{path.name}"))
    if scope := context.get("scope"):
        context["places"] = SimpleLazyObject(lambda: places.sections(request, scope))
    response = render(request, template, context, status=status)
    patch_vary_headers(response, ["HX-Request", "Cookie"])
    return response
