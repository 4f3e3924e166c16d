import logging
import re
import secrets
import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_cache_control

from dls.web import errors, logs, metrics
from dls.web.verdicts import Refused

Handler = Callable[[HttpRequest], HttpResponseBase]
access = logging.getLogger("dls.access")
GIVEN_ID = re.compile(r"[A-Za-z0-9-]{4,64}\Z")


class RequestId:
    """Give every request a number that pages, log lines and answers share."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        given = request.headers.get("X-Request-ID", "")
        number = (
            given if GIVEN_ID.match(given) else f"{secrets.token_hex(2)}-{secrets.token_hex(2)}"
        )
        token = logs.request_id.set(number)
        started = time.perf_counter()
        try:
            response = self.get_response(request)
            response.headers["X-Request-ID"] = number
            seconds = time.perf_counter() - started
            metrics.count(response.status_code, seconds)
            access.info(
                "%s %s %s %.0f ms",
                request.method,
                request.path,
                response.status_code,
                seconds * 1000,
            )
        finally:
            logs.request_id.reset(token)
        return response


class PrivateByDefault:
    """What a view does not declare public stays with the person who asked for it."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_cache=True)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=()"
        )
        return response


class RefusedMiddleware:
    """Turn a rule's "no" into a page that says why, so views never catch it.

    So, too, what no database can look for: PostgreSQL's texts hold no NUL, and only a program
    sends one.
    """

    NUL = "cannot contain NUL"

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, Refused):
            return errors.refused(request, error)
        if isinstance(error, ValueError) and self.NUL in str(error):
            return errors.bad_request(request, error)
        return None


class SizeLimit:
    """Answer 413 to what is too large, before any view reads it."""

    PATIENCE = 3  # browsers show our page only once they could send: so many limits we let pass

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if int(request.META.get("CONTENT_LENGTH") or 0) <= settings.UPLOAD_LIMIT:
            return self.get_response(request)
        self._drain(request)
        response = errors.too_large(request)
        response.headers["Connection"] = "close"
        return response

    def _drain(self, request: HttpRequest) -> None:
        left = settings.UPLOAD_LIMIT * self.PATIENCE
        while left > 0 and (piece := request.read(min(left, 2**16))):
            left -= len(piece)
