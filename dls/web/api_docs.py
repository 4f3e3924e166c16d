"""The REST interface shows itself: its description, a page to read it, and no for all else."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import resolve
from django.utils.cache import get_conditional_response
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from dls.web import api, api_pages, etags, problems
from dls.web import schema as description
from dls.web.http import page

OPENAPI = "application/vnd.oai.openapi+json"
STATUS_KEEPING_METHOD = 308


@require_safe
def schema(request: HttpRequest) -> HttpResponseBase:
    """The description of the interface, as OpenAPI."""
    text = description.text()
    tag = etags.of_text(text)
    answer = get_conditional_response(request, etag=tag)
    response = answer or HttpResponse(text, content_type=OPENAPI)
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = "public, no-cache"
    api.open_to_scripts(request, response)
    return response


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """What the interface can do, for people."""
    groups = api_pages.groups(description.document())
    context = {
        "title": "REST API",
        "groups": groups,
        "places": api_pages.places_of(groups),
        "problem": api_pages.pretty(description.PROBLEM["example"]),
        "rate": settings.API_RATE,
        "rate_anonymous": settings.API_RATE_ANONYMOUS,
    }
    return page(request, "web/api_docs.html", context)


@csrf_exempt
def unknown(request: HttpRequest) -> HttpResponseBase:
    """Nothing is at this address; but who only forgot the last slash is shown the way."""
    if not request.path.endswith("/") and resolve(f"{request.path}/").func is not unknown:
        response = redirect(request.get_full_path(force_append_slash=True))
        response.status_code = STATUS_KEEPING_METHOD
        return response
    answer = problems.plain(404, problems.NOTHING_HERE, "not_found")
    api.open_to_scripts(request, answer)
    return answer
