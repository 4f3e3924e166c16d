"""The demo's mail server and its pages; the test letter."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from dls.mail import delivery, mailbox, sink
from dls.mail.management.commands import sendtest
from dls.mail.outbox import Address
from dls.mail.postman import Fate, Outcome
from tests import services


@pytest.fixture
def demo(settings, tmp_path):
    """Demo mode with a mail server that keeps what it gets."""
    settings.DEMO, settings.MAILBOX = True, tmp_path / "mailbox"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = services.free_port()
    server = sink.controller(settings.EMAIL_PORT)
    server.start()
    yield
    server.stop()


def test_what_is_sent_can_be_read_and_followed(client, demo, write):
    write(Address("ada@demo.example", "Demo Ada"), subject="Größe",
          body="Your code: **123456**\n\nhttps://demo.example/accept/a_b")  # fmt: skip
    delivery.deliver()
    assert "ada@demo.example" in client.get(reverse("mailbox")).text
    assert "Größe" in client.get(reverse("mailbox-of", args=["ada@demo.example"])).text
    (letter,) = mailbox.letters("ada@demo.example")
    page = client.get(reverse("mailbox-letter", args=["ada@demo.example", letter.name])).text
    assert "<strong>123456</strong>" in page
    assert 'href="https://demo.example/accept/a_b"' in page
    assert "style=" not in page


def test_the_newest_comes_first(demo, write):
    for subject in ("First", "Second"):
        write("ada@demo.example", subject=subject)
        delivery.deliver()
    assert [one.subject for one in mailbox.letters("ada@demo.example")] == ["Second", "First"]


def test_scripts_in_a_letter_do_not_reach_the_page(demo):
    mailbox.keep("ada@demo.example", b"Subject: x\nContent-Type: text/html\n\n<script>evil</script>"
                 b"<p onclick='x' style='y'>good</p><a href='javascript:z'>bad</a>")  # fmt: skip
    (letter,) = mailbox.letters("ada@demo.example")
    assert letter.html == '<p>good</p><a rel="noopener">bad</a>'


@pytest.mark.parametrize("email", ["..", "../../etc", "a/b@demo.example", "%2e%2e"])
def test_no_address_leads_out_of_the_mailbox(demo, settings, email):
    mailbox.keep(email, b"Subject: x\n\n")
    (folder,) = settings.MAILBOX.iterdir()
    assert folder.parent == settings.MAILBOX
    assert mailbox.read(email, "../../../etc/passwd") is None


def test_without_demo_mode_there_is_no_mailbox(client, db):
    assert client.get(reverse("mailbox")).status_code == 404
    assert client.get(reverse("mailbox-of", args=["ada@demo.example"])).status_code == 404


def test_a_test_letter_says_what_the_server_answered(demo):
    out = StringIO()
    call_command("sendtest", "ada@demo.example", stdout=out)
    assert "The server took it" in out.getvalue()
    assert len(mailbox.letters("ada@demo.example")) == 1


def test_a_refused_test_letter_says_why(moody):
    with pytest.raises(CommandError, match=r"550 5\.1\.1 No such user"):
        call_command("sendtest", "nobody@demo.example", stdout=StringIO())


def test_a_test_letter_without_a_server_says_how_to_mend_it(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with pytest.raises(CommandError, match="Check DLS_SMTP_HOST and DLS_SMTP_PORT"):
        call_command("sendtest", "ada@demo.example", stdout=StringIO())


@pytest.mark.parametrize(
    ("said", "mends"),
    [
        ("cannot be reached: [Errno 111] Connection refused", "DLS_SMTP_PORT"),
        ("refused our address: 550 5.7.1 Sender not allowed", "DLS_MAIL_FROM"),
        ("refused our address: 530 5.7.0 Authentication required", "wants a password"),
        ("cannot be reached: 535 5.7.8 Authentication credentials invalid", "DLS_SMTP_PASSWORD"),
        ("SMTP AUTH extension not supported by server.", "DLS_SMTP_STARTTLS=1"),
        ("STARTTLS extension not supported by server.", "DLS_SMTP_STARTTLS=0"),
        ("Connection unexpectedly closed: timed out", "Port 465 needs DLS_SMTP_TLS=1"),
        ("certificate verify failed: self-signed certificate", "certificate is not trusted"),
    ],
)
def test_what_a_server_says_leads_to_what_mends_it(said, mends):
    assert mends in sendtest.hint(Outcome(Fate.DOWN, said))


def test_a_test_letter_needs_an_address():
    with pytest.raises(CommandError, match="is not an email address"):
        call_command("sendtest", "ada", stdout=StringIO())
