import base64
import json

import pytest
from django.urls import reverse
from django.utils import timezone

from dls.mail.actions import addresses
from dls.mail.models import Letter, StoppedAddress
from dls.web import todo


@pytest.fixture
def postmark(settings):
    settings.EMAIL_BACKEND = "anymail.backends.postmark.EmailBackend"
    settings.ANYMAIL = {"WEBHOOK_SECRET": "dls:secret"}


@pytest.fixture
def report(client, postmark):
    def report(letter, secret="dls:secret", **event):
        said = {"RecordType": "Bounce", "Type": "HardBounce", "Email": letter.to,
                "MessageID": letter.message_id, "Description": "No such mailbox", **event}  # fmt: skip
        token = base64.b64encode(secret.encode()).decode()
        return client.post(
            "/webhooks/mail/", json.dumps(said), content_type="application/json",
            headers={"Authorization": f"Basic {token}"},
        )  # fmt: skip

    return report


@pytest.fixture
def sent(write):
    letter = write("ada@demo.example", subject="Canary subject")
    Letter.objects.update(state="sent", sent_at=timezone.now(), message_id="abc-1")
    letter.refresh_from_db()
    return letter


def test_a_bounce_fails_the_letter_stops_the_address_and_tells_the_chairs(
    report, sent, chair, conference
):
    assert report(sent).status_code == 200
    sent.refresh_from_db()
    assert (sent.state, bool(sent.bounced_at)) == ("failed", True)
    assert "No such mailbox" in sent.problem
    assert StoppedAddress.objects.get().email == "ada@demo.example"
    notice = Letter.objects.get(kind="mail/stopped")
    assert notice.to == conference.contact
    assert "ada@demo.example" in notice.body
    assert "Canary" not in notice.body + notice.subject
    assert any("takes no mail" in task.title for task in todo.tasks(chair, conference))


def test_a_complaint_stops_the_address(report, sent):
    report(sent, RecordType="SpamComplaint", Type="SpamComplaint")
    assert StoppedAddress.objects.get().why == "complained"


def test_the_same_report_twice_tells_once(report, sent):
    report(sent)
    report(sent)
    assert Letter.objects.filter(kind="mail/stopped").count() == 1


def test_a_soft_bounce_changes_nothing(report, sent):
    report(sent, Type="SoftBounce", TypeCode=4096)
    assert not StoppedAddress.objects.exists()


def test_without_the_secret_nothing_is_believed(report, sent):
    assert report(sent, secret="dls:wrong").status_code == 400
    assert not StoppedAddress.objects.exists()


def test_without_a_provider_there_is_no_webhook(client, db):
    assert client.post("/webhooks/mail/", "{}", content_type="application/json").status_code == 404


def test_a_report_about_the_chairs_own_address_writes_to_nobody(write, conference):
    letter = write(conference.contact)
    addresses.stop(conference.contact, why=StoppedAddress.Why.BOUNCED, letter=letter)
    assert Letter.objects.count() == 1


def test_a_chair_lifts_a_stop(client, chair, sent, conference):
    addresses.stop(sent.to, why=StoppedAddress.Why.BOUNCED, detail="No such user", letter=sent)
    client.force_login(chair)
    page = reverse("mail:stopped", args=[conference.slug])
    assert "No such user" in client.get(page).text
    client.post(reverse("mail:stopped-lift", args=[conference.slug]), {"email": sent.to})
    assert not StoppedAddress.objects.exists()


def test_only_addresses_we_wrote_to_are_shown_and_lifted(client, chair, conference):
    addresses.stop("foreign@demo.example", why=StoppedAddress.Why.BOUNCED)
    client.force_login(chair)
    page = reverse("mail:stopped", args=[conference.slug])
    assert "foreign@demo.example" not in client.get(page).text
    lift = reverse("mail:stopped-lift", args=[conference.slug])
    assert client.post(lift, {"email": "foreign@demo.example"}).status_code == 404
    assert StoppedAddress.objects.exists()
