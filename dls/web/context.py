from typing import Any

from django.conf import settings
from django.http import HttpRequest

from dls.web import logs

THEMES = ("auto", "light", "dark")


def site(request: HttpRequest) -> dict[str, Any]:
    """What every template may ask: the site's name, the look, the number of the request."""
    theme = request.COOKIES.get("theme", "auto")
    return {
        "demo_mode": settings.DEMO,
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "theme": theme if theme in THEMES else "auto",
        "request_id": logs.request_id.get(),
    }
