"""Forms that must not tell by their time whether an account exists."""

import functools
import time
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase

View = Callable[..., HttpResponseBase]
LEAST = 0.3  # seconds: well above what either answer takes, and hardly felt


def paced(view: View) -> View:
    """Let no answer to this form come sooner than another: known and unknown take alike.

    Both do the same work as far as they can; this hides the milliseconds that are left.
    """

    @functools.wraps(view)
    def slow(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        started = time.monotonic()
        response = view(request, *args, **kwargs)
        if request.method == "POST":
            time.sleep(max(0.0, LEAST - (time.monotonic() - started)))
        return response

    return slow
