import secrets
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from dls.mail import messages, postman
from dls.mail.models import Letter
from dls.mail.postman import Fate, Outcome

BODY = """This letter was sent by `manage.py sendtest`.

If you can read it, letters leave this site as they should. Look at its headers, too: SPF, DKIM and
DMARC should have passed, or letters to many people will end up among the spam.

The site: {url}
"""
HINTS = (
    ("connection refused", "Nothing listens there. Check DLS_SMTP_HOST and DLS_SMTP_PORT."),
    ("getaddrinfo", "There is no such host. Check DLS_SMTP_HOST."),
    ("name or service", "There is no such host. Check DLS_SMTP_HOST."),
    (
        "timed out",
        "The server does not answer. Port 465 needs DLS_SMTP_TLS=1; otherwise a firewall may stand "
        "between, and port 587 may be open.",
    ),
    (
        "auth extension",
        "The server takes no password on this connection. Set DLS_SMTP_STARTTLS=1, "
        "or leave DLS_SMTP_USER empty.",
    ),
    (
        "authentication required",
        "The server wants a password. Set DLS_SMTP_USER and DLS_SMTP_PASSWORD.",
    ),
    ("authentication", "Check DLS_SMTP_USER and DLS_SMTP_PASSWORD."),
    ("535", "Check DLS_SMTP_USER and DLS_SMTP_PASSWORD."),
    ("starttls", "The server offers no STARTTLS. Set DLS_SMTP_STARTTLS=0, or DLS_SMTP_TLS=1."),
    (
        "certificate",
        "The server's certificate is not trusted. Set DLS_SMTP_HOST to the name it was issued for; "
        "one the server made itself does not do.",
    ),
    ("wrong version number", "The port speaks another protocol: DLS_SMTP_TLS=1 is for port 465."),
    ("unexpectedly closed", "The server hung up: port 465 needs DLS_SMTP_TLS=1."),
    ("our address", "The server does not let us send from this address. Check DLS_MAIL_FROM."),
    ("relay", "The server does not send for strangers. Set DLS_SMTP_USER and DLS_SMTP_PASSWORD."),
)


class Command(BaseCommand):
    help = "Send one real letter to ADDRESS, now, and say what the mail server answered."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("address")

    def handle(self, *args: Any, **options: Any) -> None:
        address: str = options["address"]
        try:
            validate_email(address)
        except ValidationError as error:
            raise CommandError(f"“{address}” is not an email address.") from error
        self.stdout.write(f"Sending to {address} {route()} …")
        outcome = send(address)
        if outcome.fate is not Fate.SENT:
            raise CommandError(f"Not sent. {outcome.reason}\n{hint(outcome)}".strip())
        self.stdout.write(
            f"The server took it: {outcome.message_id or 'accepted'}. Look whether it arrives."
        )


def route() -> str:
    """By which way letters leave."""
    if not settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        return f"through {settings.EMAIL_BACKEND}"
    secure = "TLS" if settings.EMAIL_USE_SSL else "STARTTLS" if settings.EMAIL_USE_TLS else "plain"
    who = f"as {settings.EMAIL_HOST_USER}" if settings.EMAIL_HOST_USER else "without signing in"
    return f"by {settings.EMAIL_HOST}:{settings.EMAIL_PORT} ({secure}, {who})"


def send(address: str) -> Outcome:
    """One letter that is never kept."""
    letter = Letter(
        ref=secrets.token_hex(8),
        to=address,
        subject=f"A test letter from {settings.SITE_NAME}",
        body=BODY.format(url=settings.SITE_URL),
    )
    carrier = postman.Postman()
    try:
        return carrier.carry(messages.message(letter))
    finally:
        carrier.close()


def hint(outcome: Outcome) -> str:
    """How to mend it, if we know."""
    said = outcome.reason.lower()
    return next((how for sign, how in HINTS if sign in said), "")
