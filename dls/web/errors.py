"""Pages for what did not work: each says what happened and how to mend it."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from dls.web.http import page


def refused(request: HttpRequest, reason: str) -> HttpResponse:
    """409: a rule said no."""
    return page(request, "web/refused.html", {"reason": reason}, status=409)


def error_page(request: HttpRequest, status: int, reason: str = "") -> HttpResponse:
    return page(request, f"web/{status}.html", {"reason": reason}, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return error_page(request, 400)


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
    return HttpResponse(render_to_string("web/500.html"), status=500)
