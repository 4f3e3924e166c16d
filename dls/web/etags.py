"""Names for versions of a page, so that an unchanged one is answered before any rendering."""

import hashlib

from django.http import HttpRequest

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
