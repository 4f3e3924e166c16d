"""Rate limits for what allauth does not guard: counted in the shared cache by person or address."""

import functools
from collections.abc import Callable
from typing import Concatenate, ParamSpec, cast

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponseBase

from dls.web import errors

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def address(request: HttpRequest) -> str:
    """Where a request comes from: behind our own proxies, the address the outermost one saw."""
    seen: str = request.META.get("REMOTE_ADDR", "")
    if not settings.PROXIES:
        return seen
    chain = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    return chain[-settings.PROXIES] if len(chain) >= settings.PROXIES else seen


def exceeded(name: str, who: str, times: int, seconds: int) -> bool:
    """Count one more; true if that is more than `times` in `seconds`."""
    if not settings.RATE_LIMITS:
        return False
    key = f"limit:{name}:{who}"
    if cache.add(key, 1, seconds):
        return False
    try:
        return cache.incr(key) > times
    except ValueError:  # it expired between the two
        return False


def limited(name: str, *, times: int, seconds: int) -> Callable[[View[P]], View[P]]:
    """Let one person (or address) POST to a view only so often; then answer 429."""

    def decorate(view: View[P]) -> View[P]:
        @functools.wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if request.method == "POST":
                who = str(request.user.pk or "") if hasattr(request, "user") else ""
                if exceeded(name, who or address(request), times, seconds):
                    return errors.too_many(request)
            return view(request, *args, **kwargs)

        return cast("View[P]", guarded)

    return decorate
