"""The conventions of the REST interface: problem details, pages by cursor."""

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from rest_framework import exceptions
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request as DrfRequest
from rest_framework.response import Response
from rest_framework.views import exception_handler as drf_exception_handler

from dls.web import logs
from dls.web.verdicts import Refused

if TYPE_CHECKING:
    from dls.people.models import Person

PROBLEM = "application/problem+json"


class Request(DrfRequest):
    """A request behind a token or a session: its user is a Person."""

    user: "Person"


class Pagination(CursorPagination):
    """Pages by cursor, stable while rows come and go; ?page_size= up to 200."""

    ordering = "pk"
    page_size_query_param = "page_size"
    max_page_size = 200


def problem(status: int, detail: str, code: str, **more: object) -> Response:
    """An error as RFC 9457 has it."""
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "code": code,
        "request": logs.request_id.get(),
        **more,
    }
    return Response(body, status=status, content_type=PROBLEM)


def exception_handler(error: Exception, context: dict[str, Any]) -> Response | None:
    if isinstance(error, Refused):
        return problem(409, str(error), "refused")
    if isinstance(error, Http404):
        error = exceptions.NotFound()
    if isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied()
    answer = drf_exception_handler(error, context)
    if answer is None or not isinstance(error, exceptions.APIException):
        return answer
    if isinstance(error, exceptions.ValidationError):
        made = problem(400, "Some values cannot be taken.", "invalid", errors=error.detail)
    else:
        made = problem(error.status_code, str(error.detail), str(error.get_codes()))
    for header in ("WWW-Authenticate", "Retry-After"):
        if header in answer.headers:
            made.headers[header] = answer.headers[header]
    return made
