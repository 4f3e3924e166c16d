"""The conventions of the REST interface, which every resource shares."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from django.conf import settings
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import parse_etags
from rest_framework import exceptions, viewsets
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request as DrfRequest
from rest_framework.response import Response

from dls.web import etags, limits
from dls.web.api_errors import PreconditionFailed
from dls.web.gates import WINDOW

if TYPE_CHECKING:
    from dls.people.models import Person

M = TypeVar("M", bound=Model)
SAFE = ("GET", "HEAD", "OPTIONS")
SHOWN_TO_SCRIPTS = "ETag, Retry-After, X-Request-ID"
A_DAY = "86400"


class Request(DrfRequest):
    """A request behind a token or a session: its user is a Person."""

    user: "Person"


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

    tag = ""  # what it is listed under
    shown: tuple[str, ...] = ()  # columns whose values its answers are made of
    private = False  # nobody reads it without signing in
    token_scope = ""  # what a token must be allowed to do here, beyond reading or writing

    def get_permissions(self) -> list[Any]:
        found = [*super().get_permissions()]
        return [IsAuthenticated(), *found] if self.private else found

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
        self, request: DrfRequest, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        final = super().finalize_response(request, response, *args, **kwargs)
        open_to_scripts(request, final)
        return final

    def options(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Response:
        """What is possible at this address is in the header Allow, and in the schema."""
        return Response(status=204)

    def unless_known(self, version: list[object], make: Callable[[], Response]) -> HttpResponseBase:
        """Answer 304 to who has this version; otherwise make the answer and name its version."""
        tag = etags.fingerprint(self.request, self.request.get_full_path(), *version)
        known = get_conditional_response(self.request, etag=tag)
        if known is not None and known.status_code == PreconditionFailed.status_code:
            raise PreconditionFailed
        answer = known or make()
        answer.headers["ETag"] = tag
        return answer

    def require_known(self, version: list[object]) -> None:
        """Refuse a change by somebody who read an earlier version, if they say which they read."""
        tag = etags.fingerprint(self.request, self.request.get_full_path(), *version)
        given = parse_etags(self.request.headers.get("If-Match", "*"))
        if given != ["*"] and tag not in given:
            raise PreconditionFailed

    def listed(self, rows: QuerySet[M]) -> HttpResponseBase:
        """A page of rows; unchanged as long as nothing changes that it shows."""
        found = self.filter_queryset(rows)
        return self.unless_known(self.version(found), lambda: self._page(found))

    def version(self, rows: QuerySet[M]) -> list[object]:
        """What of these rows is shown: anything else must not change the name of a version."""
        plain = rows.prefetch_related(None).select_related(None).order_by()
        return [*sorted(map(repr, plain.values_list(*self.shown)))]

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
