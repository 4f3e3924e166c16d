"""What the REST framework raises, told as problems."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from rest_framework import exceptions
from rest_framework.fields import get_error_detail
from rest_framework.response import Response
from rest_framework.views import exception_handler as drf_exception_handler

from dls.web.problems import CONTENT_TYPE, NOTHING_HERE, body
from dls.web.verdicts import Refused

SENTENCES = {
    exceptions.NotAuthenticated: "Sign in, or send a token: Authorization: Bearer YOUR-TOKEN.",
    exceptions.NotFound: NOTHING_HERE,
    exceptions.NotAcceptable: "Answers here are application/json; ask for that, or for anything.",
    exceptions.PermissionDenied: "You may not do this.",
}


class PreconditionFailed(exceptions.APIException):
    status_code = 412
    default_detail = "It has changed since you read it. Read it again, then repeat your change."
    default_code = "changed"


def problem(status: int, detail: str, code: str, **more: object) -> Response:
    """A problem from inside the REST framework."""
    return Response(body(status, detail, code, **more), status=status, content_type=CONTENT_TYPE)


def handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """What the REST framework answers when something was raised."""
    error = _translated(error)
    if isinstance(error, Refused):
        return problem(409, str(error), "refused")
    answer = drf_exception_handler(error, context)
    if answer is None or not isinstance(error, exceptions.APIException):
        return answer
    made = _told(error)
    for header in ("WWW-Authenticate", "Retry-After"):
        if header in answer.headers:
            made.headers[header] = answer.headers[header]
    return made


def _translated(error: Exception) -> Exception:
    if isinstance(error, Http404):
        return exceptions.NotFound()
    if isinstance(error, PermissionDenied):
        return exceptions.PermissionDenied()
    if isinstance(error, ValidationError):
        return exceptions.ValidationError(get_error_detail(error))
    return error


def _told(error: exceptions.APIException) -> Response:
    if isinstance(error, exceptions.ValidationError):
        found = [{"field": field, "detail": text} for field, text in _flat(error.detail)]
        return problem(400, "Some values cannot be taken.", "invalid", errors=found)
    if isinstance(error, exceptions.Throttled):
        wait = int(getattr(error, "wait", None) or 60)
        return problem(429, f"Too many requests. Try again in {wait} seconds.", "throttled")
    code = str(error.get_codes()) if isinstance(error.detail, str) else "refused"
    return problem(error.status_code, _sentence(error), code)


def _sentence(error: exceptions.APIException) -> str:
    """Our own words where the framework only has its own default ones."""
    if str(error.detail) == str(error.default_detail):
        return SENTENCES.get(type(error), str(error.detail))
    return str(error.detail)


def _flat(detail: Any, field: str = "") -> Iterator[tuple[str, str]]:
    """Each complaint with the name of its field; lists.0.of.things are named by dots."""
    if isinstance(detail, dict):
        for name, inner in detail.items():
            part = "" if name == "non_field_errors" else str(name)
            yield from _flat(inner, ".".join(filter(None, [field, part])))
    elif isinstance(detail, list):
        for number, inner in enumerate(detail):
            nested = isinstance(inner, dict | list)
            yield from _flat(inner, f"{field}.{number}".strip(".") if nested else field)
    else:
        yield field, str(detail)
