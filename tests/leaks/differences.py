"""Two worlds that differ in nothing but secrets must look alike to whoever may not have them."""

import re

from django.http import HttpResponseBase

from dls.conferences.models.audience import Subscriber
from dls.conferences.models.deadlines import Deadline
from dls.conferences.models.invitations import InvitationList
from dls.conferences.models.pages import Page
from dls.conferences.models.roles import Role
from dls.jobs.models import Job
from dls.journal.models import Entry
from dls.mail.models import Letter, LetterText, Mailing, ReminderRule, ReminderRun, StoppedAddress
from tests.leaks.hunt import as_bytes

# What differs from one request to the next anyway.
FLEETING = [
    (re.compile(rb'"request": ?"[^"]*"'), b'"request": ""'),
    (re.compile(rb"X-Request-ID: [^\r\n]*"), b""),
    (re.compile(rb'csrfmiddlewaretoken" value="[^"]*"'), b""),
    (re.compile(rb'x-csrftoken": "[^"]*"'), b""),
    (re.compile(rb"csrftoken=[^;\r\n]*; expires=[^;\r\n]*"), b""),
    (re.compile(rb"csrftoken=[^;\r\n]*"), b""),
    (re.compile(rb"expires[=:][^;\r\n]*", re.I), b""),
    (re.compile(rb'name="base" value="[^"]*"'), b""),  # signed with its time
    (re.compile(rb'"challenge": ?"[^"]*"'), b""),  # of a passkey
    (re.compile(rb"data:image/svg[^\"]*"), b""),  # an authenticator app's picture and secret
    (re.compile(rb"\b[A-Z2-7]{32}\b"), b""),
    (re.compile(rb"Content-Length: \d+"), b""),  # the bodies are compared
    (re.compile(rb"[0-9a-f]{4}-[0-9a-f]{4}"), b""),  # the number of the request, in pages
]


def still(response: HttpResponseBase) -> bytes:
    """An answer without what is new each time."""
    raw = as_bytes(response)
    for pattern, instead in FLEETING:
        raw = pattern.sub(instead, raw)
    return raw


def forget_secrets() -> None:
    """Take away or change all that only chairs, or whom it is about, may know."""
    hidden = Role.objects.exclude(state=Role.State.ACCEPTED, is_listed=True)
    hidden.exclude(person__isnull=False, state=Role.State.ACCEPTED).delete()
    Role.objects.update(
        email="", message="other", answer="other", suggestion="other", reminders=7, nonce=9
    )
    Deadline.objects.exclude(is_public=True, is_proposal=False).delete()
    Deadline.objects.update(grace=0)
    Page.objects.filter(is_published=False).delete()
    for model in (Subscriber, InvitationList, Letter, Mailing, LetterText, ReminderRule,
                  ReminderRun, StoppedAddress, Job):  # fmt: skip
        model._base_manager.all().delete()
    Entry._base_manager.all()._raw_delete(Entry.objects.db)
