"""Which short addresses conferences, series and pages may take."""

import re

from dls.conferences.models.conference import Conference
from dls.web.verdicts import YES, Verdict, no

# Every first part of an address of the site, now or soon; a test compares with the address table.
RESERVED = frozenset({
    "about", "accessibility", "account", "accounts", "admin", "api", "assets", "conference",
    "conferences",
    "confirm", "csp-report", "demo", "docs", "files", "health", "help", "home", "imprint",
    "invitation", "invitations", "join", "leave", "letters", "login", "logout", "look", "mail",
    "mailbox", "me", "media", "metrics", "new", "operator", "operators", "people", "privacy",
    "robots.txt", "rss", "search", "security", "series", "settings", "setup", "sign-in",
    "sign-out", "sign-up", "signup", "sitemap.xml", "start", "static", "subscribe",
    "unsubscribe", "user", "users", "webhooks", "www",
})  # fmt: skip
SHAPE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")


def may_be_called(slug: str) -> Verdict:
    """Whether a conference may have this address."""
    if not SHAPE.match(slug):
        return no(
            "An address has small letters a to z, digits and single hyphens, such as dls2019."
        )
    if slug in RESERVED:
        return no(f"The address /{slug}/ belongs to the site itself. Choose one like dls2019.")
    if Conference.objects.filter(slug=slug).exists():
        return no(f"The address /{slug}/ is taken by another conference. Choose another.")
    return YES
