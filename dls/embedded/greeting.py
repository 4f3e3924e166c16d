"""What the terminal says once the site is up."""

from io import StringIO

from django.conf import settings
from django.core.management import CommandError, call_command

from dls.embedded.supervisor import say, start
from dls.env import env

DEMO = """
DLS is up: {url}/

  Sign in as an author, a PC member or a chair with one click:  {url}/demo/
  The letters each of them got:                                 {url}/mailbox/
  Data lies in {var}. An empty site of your own: DLS_DEMO=0 make run
  Ctrl-C ends it.
"""
SITE = """
DLS is up: {url}/

  Data lies in {var}. {mail}
  Ctrl-C ends it.
"""


def greet() -> None:
    words = {
        "url": settings.SITE_URL,
        "var": settings.VAR,
        "mail": mail(),
    }
    say((DEMO if settings.DEMO else SITE).format(**words))
    if not settings.DEMO:
        start(first_operator, "operator").join()


def mail() -> str:
    """Where letters go, or what to do so that they go anywhere."""
    if settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        if not env("SMTP_HOST", ""):
            return "Letters wait until DLS_SMTP_HOST names a mail server: docs/operators.md"
        return f"Letters go out through {settings.EMAIL_HOST}:{settings.EMAIL_PORT}."
    return f"Letters go out through {settings.EMAIL_BACKEND}."


def first_operator() -> None:
    """A new site has nobody yet: print the link that makes its first operator."""
    link = StringIO()
    try:
        call_command("operator_link", stdout=link)
    except CommandError:  # there is one already
        return
    say(f"  Nobody runs this site yet. Become its operator; this works once:\n  {link.getvalue()}")
