"""Names for versions of a page, so that an unchanged one is answered before any rendering."""

import hashlib
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response

from dls import __version__


def fingerprint(request: HttpRequest, *parts: object) -> str:
    """An ETag of the given parts and of what else a page depends on: person, look, fragment."""
    seen = [
        __version__,
        request.user.pk if request.user.is_authenticated else "",
        request.COOKIES.get("theme", ""),
        request.COOKIES.get("zone", ""),
        request.headers.get("HX-Request", ""),
        *parts,
    ]
    digest = hashlib.sha256("\x1f".join(str(part) for part in seen).encode()).hexdigest()
    return f'"{digest[:32]}"'


def of_text(text: str) -> str:
    """An ETag of something that is the same for everybody."""
    return f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'


def polled(
    request: HttpRequest, parts: list[object], render: Callable[[], HttpResponse]
) -> HttpResponseBase:
    """A fragment that its page asks for again and again: 304 while none of the parts changed."""
    if request.headers.get("HX-Request") != "true":
        return render()
    tag = fingerprint(request, *parts)
    response: HttpResponseBase = get_conditional_response(request, etag=tag) or render()
    response.headers["ETag"] = tag
    return response
