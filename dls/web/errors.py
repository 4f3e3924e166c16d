"""Pages for what did not work: each says what happened and how to mend it."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme

from dls.web import logs, problems
from dls.web.http import page
from dls.web.verdicts import Refused

TITLES = {
    400: "We cannot understand this request",
    403: "This did not come from a page of ours",
    404: "We cannot show you this page",
    413: "This is too large",
    429: "Too often in a short time",
}


def refused(request: HttpRequest, error: Refused) -> HttpResponse:
    """409: a rule said no."""
    context = {
        "title": "This cannot be done",
        "reason": str(error),
        "mend_button": error.button,
        "mend_url": error.url,
        "status": 409,
        "back": _back(request),
    }
    return page(request, "web/refused.html", context, status=409)


def _back(request: HttpRequest) -> str:
    """Where the person came from, if that is a page of ours."""
    referer = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(referer, {request.get_host()}):
        return referer
    return "/"


def error_page(request: HttpRequest, status: int, reason: str = "") -> HttpResponse:
    if problems.is_api(request):
        return problems.plain(status, f"{TITLES[status]}.", str(status))
    context = {"title": TITLES[status], "reason": reason, "status": status}
    return page(request, f"web/{status}.html", context, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(request, 413 if isinstance(exception, RequestDataTooBig) else 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(request, 404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return error_page(request, 403, "form")


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, 429)


def too_large(request: HttpRequest) -> HttpResponse:
    return error_page(request, 413)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, rendered without touching session or database, which may be what failed."""
    if problems.is_api(request):
        return problems.plain(500, "This is a fault of ours, and is written down.", "fault")
    context = {"site_name": settings.SITE_NAME, "request_id": logs.request_id.get()}
    return HttpResponse(render_to_string("web/500.html", context), status=500)
