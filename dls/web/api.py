"""The conventions of the REST interface, which every resource shares."""

import hashlib
import time
from collections.abc import Callable
from typing import IO, TYPE_CHECKING, Any, TypeVar

from django.conf import settings
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers
from rest_framework import exceptions, parsers, viewsets
from rest_framework.request import Request as DrfRequest
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView

from dls.web import etags, limits
from dls.web.problems import PreconditionFailed, TooLarge

if TYPE_CHECKING:
    from dls.people.models import Person

M = TypeVar("M", bound=Model)
WINDOW = 60
LARGEST = 2**20
SAFE = ("GET", "HEAD", "OPTIONS")
SHOWN_TO_SCRIPTS = "ETag, Retry-After, X-Request-ID"
A_DAY = "86400"


class Request(DrfRequest):
    """A request behind a token or a session: its user is a Person."""

    user: "Person"


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
        given: Any = super().parse(stream, media_type, parser_context)
        if not isinstance(given, dict):
            raise exceptions.ParseError("Send an object: {…}.")
        return given


class Throttle(BaseThrottle):
    """So many requests a minute for a token, a person, or an address nobody signed in from."""

    def allow_request(self, request: DrfRequest, view: APIView) -> bool:
        window = int(time.time()) // WINDOW
        who, times = _caller(request)
        return not limits.exceeded("api", f"{who}:{window}", times, WINDOW)

    def wait(self) -> float:
        return WINDOW - time.time() % WINDOW + 1


def _caller(request: DrfRequest) -> tuple[str, int]:
    if request.auth is not None:
        key = hashlib.sha256(str(request.auth.pk).encode()).hexdigest()[:32]
        return f"token-{key}", settings.API_RATE
    if request.user.is_authenticated:
        return f"person-{request.user.pk}", settings.API_RATE
    return f"address-{limits.address(request)}", settings.API_RATE_ANONYMOUS


def open_to_scripts(request: HttpRequest, response: HttpResponseBase) -> None:
    """Let pages of other sites read what anybody may read; never with somebody's credentials."""
    patch_vary_headers(response, ["Authorization", "Cookie"])
    known = "Authorization" in request.headers or settings.SESSION_COOKIE_NAME in request.COOKIES
    if request.method in SAFE and not known:
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = SHOWN_TO_SCRIPTS
        if request.method == "OPTIONS":
            response.headers["Access-Control-Allow-Methods"] = "GET, HEAD"
            response.headers["Access-Control-Allow-Headers"] = "Accept, If-None-Match"
            response.headers["Access-Control-Max-Age"] = A_DAY


class Resource(viewsets.GenericViewSet[M]):
    """What every resource is: strict about questions, quick about what is unchanged."""

    scope = ""  # what a token must be allowed to do here

    def initial(self, request: DrfRequest, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        self._refuse_unknown_questions(request)

    def perform_authentication(self, request: DrfRequest) -> None:
        """Count wrong tokens by address, so that nobody can try many."""
        try:
            super().perform_authentication(request)
        except exceptions.AuthenticationFailed as error:
            if limits.exceeded("api-token", limits.address(request), 60, WINDOW):
                raise exceptions.Throttled(WINDOW) from error
            raise

    def finalize_response(
        self, request: DrfRequest, response: HttpResponseBase, *args: Any, **kwargs: Any
    ) -> Response:
        final = super().finalize_response(request, response, *args, **kwargs)
        open_to_scripts(request, final)
        return final

    def options(self, request: DrfRequest, *args: Any, **kwargs: Any) -> Response:
        """What is possible at this address is in the header Allow, and in the schema."""
        return Response(status=204)

    def unless_known(
        self, version: list[object], make: Callable[[], Response]
    ) -> HttpResponseBase:
        """Answer 304 to who has this version; otherwise make the answer and name its version."""
        tag = etags.fingerprint(self.request, self.request.get_full_path(), *version)
        known = get_conditional_response(self.request, etag=tag)
        if known is not None and known.status_code == PreconditionFailed.status_code:
            raise PreconditionFailed
        answer = known or make()
        answer.headers["ETag"] = tag
        return answer

    def listed(self, rows: QuerySet[M], *version: object) -> HttpResponseBase:
        """A page of rows; unchanged as long as no column of theirs nor `version` changes."""
        found = self.filter_queryset(rows)
        plain = found.prefetch_related(None).select_related(None)
        return self.unless_known([*version, *plain.values_list()], lambda: self._page(found))

    def _page(self, rows: QuerySet[M]) -> Response:
        serializer = self.get_serializer(self.paginate_queryset(rows), many=True)
        return self.get_paginated_response(serializer.data)

    def _refuse_unknown_questions(self, request: DrfRequest) -> None:
        """A misspelt filter that is quietly ignored would answer with everything."""
        known = self._questions()
        unknown = sorted(set(request.query_params) - known)
        if unknown:
            told = "Known here: " + ", ".join(sorted(known)) if known else "None is known here."
            raise exceptions.ValidationError({name: [told] for name in unknown})

    def _questions(self) -> set[str]:
        if self.action != "list":
            return set()
        filters = getattr(self, "filterset_class", None)
        named = set(filters.base_filters) if filters else set()
        return named | ({"cursor", "page_size"} if self.pagination_class else set())
