"""What every request to the REST interface passes: how much it sends, how often it comes."""

import hashlib
import time
from typing import IO, TYPE_CHECKING, Any

from django.conf import settings
from rest_framework import exceptions, parsers
from rest_framework.throttling import BaseThrottle

from dls.web import limits

if TYPE_CHECKING:
    from rest_framework.request import Request
    from rest_framework.views import APIView

WINDOW = 60
LARGEST = 2**20


class TooLarge(exceptions.APIException):
    status_code = 413
    default_detail = "The request is too large."
    default_code = "too_large"


class JSONParser(parsers.JSONParser):
    """JSON, but never more of it than a change here can need."""

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Any = None,
    ) -> dict[str, Any]:
        length = parser_context["request"].META.get("CONTENT_LENGTH") or "0"
        if not length.isdigit() or int(length) > LARGEST:
            raise TooLarge
        try:
            given: Any = super().parse(stream, media_type, parser_context)
        except RecursionError as error:
            raise exceptions.ParseError("This is nested too deeply.") from error
        if not isinstance(given, dict):
            raise exceptions.ParseError("Send an object: {…}.")
        return given


class Throttle(BaseThrottle):
    """So many requests a minute for a token, a person, or an address nobody signed in from."""

    def allow_request(self, request: "Request", view: "APIView") -> bool:
        window = int(time.time()) // WINDOW
        who, times = _caller(request)
        return not limits.exceeded("api", f"{who}:{window}", times, WINDOW)

    def wait(self) -> float:
        return WINDOW - time.time() % WINDOW + 1


def _caller(request: "Request") -> tuple[str, int]:
    if request.auth is not None:
        key = hashlib.sha256(str(request.auth.pk).encode()).hexdigest()[:32]
        return f"token-{key}", settings.API_RATE
    if request.user.is_authenticated:
        return f"person-{request.user.pk}", settings.API_RATE
    return f"address-{limits.address(request)}", settings.API_RATE_ANONYMOUS
