"""Every address of the site, and who may open it. A new one fails the tests until it is listed."""

import re
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

ANYONE = "anyone"  # also without signing in
SIGNED_IN = "whoever is signed in"  # what they see there is theirs
CHAIR = "who runs the conference"  # for everybody else it does not exist
OPERATOR = "operators of the site"
TOKEN = "programs that hold the site's own token"
DEMO = "anyone, and only while demo mode is on"
WHO = {ANYONE, SIGNED_IN, CHAIR, OPERATOR, TOKEN, DEMO}

ACCESS: dict[str, str] = {}


def _walk(patterns: list, space: str = "", path: str = "") -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        here = path + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inside = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _walk(pattern.url_patterns, inside, here)
        elif isinstance(pattern, URLPattern):
            yield space + (pattern.name or here), here


def parts(path: str) -> dict[str, str]:
    """What an address takes: the name of each part, and its kind."""
    found = re.findall(r"<(?:(\w+):)?(\w+)>", path)
    return {name: kind or "str" for kind, name in found}


def every() -> dict[str, dict[str, str]]:
    """The name of each address, and what it takes."""
    return {name: parts(path) for name, path in _walk(get_resolver().url_patterns)}
