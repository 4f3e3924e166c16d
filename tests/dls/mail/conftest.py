"""Letters to write, mail servers with a character."""

from contextlib import contextmanager

import pytest
from aiosmtpd.controller import Controller

from dls.mail import audiences, outbox
from dls.mail.audiences import Audience
from dls.mail.models import Letter
from dls.mail.outbox import Address
from tests import services


@pytest.fixture
def write(conference):
    """Write letters of the conference to these addresses."""

    def write(*emails, subject="Hello", body="Dear {{ name }}", key="", **more):
        words = {"subject": subject, "body": body}
        addresses = [email if isinstance(email, Address) else Address(email) for email in emails]
        outbox.post(
            "mail/mailing",
            addresses,
            about=conference,
            scope=conference,
            words=words,
            key=key,
            **more,
        )
        return Letter.objects.order_by("pk").last()

    return write


class Moody:
    """Refuses nobody@, is in no mood for grey@ at first, and keeps the rest."""

    def __init__(self):
        self.got, self.asked = [], []

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        self.asked.append(address)
        if address.startswith("nobody@"):
            return "550 5.1.1 No such user here"
        if address.startswith("full@"):
            return "552 5.2.2 Mailbox full"
        if address.startswith("grey@") and self.asked.count(address) == 1:
            return "451 4.7.1 Greylisted, come back later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.got.append(envelope.rcpt_tos[0])
        if b"viagra" in envelope.content:
            return "554 5.7.1 This looks like spam"
        return "250 OK"


@contextmanager
def serving(handler):
    server = Controller(handler, hostname="127.0.0.1", port=services.free_port())
    server.start()
    try:
        yield server.port
    finally:
        server.stop()


@pytest.fixture
def moody(settings):
    handler = Moody()
    with serving(handler) as port:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        yield handler


@pytest.fixture
def group(monkeypatch):
    """An audience of so many people, registered for this test."""
    monkeypatch.setattr(audiences, "_audiences", dict(audiences._audiences))

    def make(*addresses, name="test/group", **more):
        audiences.register(Audience(name, "The group", lambda scope: addresses, **more))
        return name

    return make
