"""Errors of the REST interface as RFC 9457 has them: one shape for whatever went wrong."""

from http import HTTPStatus

from django.http import HttpRequest, JsonResponse

from dls.web import logs

CONTENT_TYPE = "application/problem+json"
NOTHING_HERE = "There is nothing at this address that you may see."


def body(status: int, detail: str, code: str, **more: object) -> dict[str, object]:
    return {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "code": code,
        "request": logs.request_id.get(),
        **more,
    }


def plain(status: int, detail: str, code: str) -> JsonResponse:
    """A problem from outside it: an unknown address, a fault."""
    return JsonResponse(body(status, detail, code), status=status, content_type=CONTENT_TYPE)


def is_api(request: HttpRequest) -> bool:
    """Whether a program asks, so that it gets problems rather than pages."""
    return request.path.startswith("/api/") and request.path != "/api/docs/"
