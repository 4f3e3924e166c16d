"""Whether an address has an account, a list entry or an invitation is nobody's to find out."""

import re
import time
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dls.conferences import links, subscriptions
from dls.conferences.models.audience import Subscriber
from dls.conferences.models.roles import Role
from dls.people import pace
from dls.people.models import Person
from tests.leaks.differences import still

pytestmark = pytest.mark.django_db
KNOWN, UNKNOWN = "known@demo.example", "nobody@demo.example"
PASSWORD = "correct horse battery"


@pytest.fixture
def known():
    person = Person.objects.create_user(KNOWN, PASSWORD, given_name="Demo", family_name="Known")
    EmailAddress.objects.create(user=person, email=KNOWN, verified=True, primary=True)
    return person


def answer(url: str, values: dict, *, then: str = "") -> list[bytes]:
    """What a new visitor gets for a POST and on the page after it, without what names the address."""
    client = Client()
    client.get(url)
    posted = client.post(url, values)
    shown = [posted]
    if posted.status_code in {301, 302, 303}:
        shown.append(client.get(posted["Location"]))
    if then:
        shown.append(client.get(then))
    return [neutral(still(one)) for one in shown]


def neutral(raw: bytes) -> bytes:
    """Both addresses are as long, and stand for the same."""
    raw = raw.replace(UNKNOWN.encode(), b"<address>").replace(KNOWN.encode(), b"<address>")
    raw = raw.replace(UNKNOWN.replace("@", "%40").encode(), b"<address>")
    raw = raw.replace(KNOWN.replace("@", "%40").encode(), b"<address>")
    raw = re.sub(rb"sessionid=[^;]*", b"sessionid", raw)
    return re.sub(rb"Content-Length: \d+", b"", raw)


def alike(url: str, values: dict, field: str, *, status: int = 302, **more) -> None:
    """The same for both; and the status of what was really taken, not of a form sent back."""
    known, unknown = (
        answer(url, {**values, field: address}, **more) for address in (KNOWN, UNKNOWN)
    )
    assert known == unknown
    assert known[0].startswith(str(status).encode())


@pytest.mark.parametrize("address", [KNOWN, UNKNOWN])
def test_no_answer_comes_before_another_would(address, known, monkeypatch):
    monkeypatch.setattr(pace, "LEAST", 0.5)
    client, started = Client(), time.monotonic()
    client.post(reverse("account_request_login_code"), {"email": address})
    assert time.monotonic() - started >= 0.5


def test_signing_in_with_a_wrong_password(known):
    alike(reverse("account_login"), {"password": "wrong"}, "login", status=200)


def test_asking_for_a_code(known):
    alike(
        reverse("account_request_login_code"), {}, "email",
        then=reverse("account_confirm_login_code"),
    )  # fmt: skip


def test_typing_a_wrong_code(known):
    def tried(address: str) -> list[bytes]:
        client = Client()
        client.post(reverse("account_request_login_code"), {"email": address})
        url = reverse("account_confirm_login_code")
        return [neutral(still(client.post(url, {"code": "AAA-AAA"}))) for _ in range(4)]

    assert tried(KNOWN) == tried(UNKNOWN)


def test_asking_for_a_new_password(known):
    alike(reverse("account_reset_password"), {}, "email")


def test_signing_up(known):
    values = {
        "given_name": "Demo", "family_name": "New", "password1": "another long one 7",
        "password2": "another long one 7",
    }  # fmt: skip
    alike(
        reverse("account_signup"), values, "email",
        then=reverse("account_email_verification_sent"),
    )  # fmt: skip


def test_joining_a_mailing_list(conference):
    Subscriber.objects.create(series=conference.series, email=KNOWN, confirmed_at=timezone.now())
    alike(reverse("conferences:subscribe", args=[conference.series.slug]), {}, "email")


def test_a_link_that_is_wrong_is_like_one_to_what_is_gone(conference, client):
    role = Role.objects.create(
        conference=conference, name="Demo", email=KNOWN, invited_at=timezone.now(),
        expires_at=timezone.now() + timedelta(days=3),
    )  # fmt: skip
    token = links.token(role)
    role.delete()
    gone = client.get(reverse("conferences:invitation", args=[token]))
    wrong = client.get(reverse("conferences:invitation", args=["WyJ4IiwxXQ:x:y"]))
    assert gone.status_code == wrong.status_code
    assert _without_address(still(gone), token) == _without_address(still(wrong), "WyJ4IiwxXQ:x:y")


def _without_address(raw: bytes, token: str) -> bytes:
    raw = raw.replace(token.encode(), b"").replace(token.replace(":", "%3A").encode(), b"")
    return re.sub(rb"Content-Length: \d+", b"", raw)


def test_a_link_to_leave_for_an_address_that_left_is_like_one_that_never_was(conference, client):
    gone = Subscriber.objects.create(series=conference.series, email=KNOWN)
    url = subscriptions.leave_url(gone).partition("//")[2].partition("/")[2]
    gone.delete()
    first = client.get(f"/{url}")
    second = client.get("/series/leave/wrong/")
    assert first.status_code == second.status_code


@pytest.mark.parametrize("path", ["", "dates/", "committee/", "news/", "dashboard/", "settings/",
                                  "letters/", "journal/", "dates.ics", "look.css"])  # fmt: skip
def test_a_conference_in_preparation_is_like_none(make_conference, client, path):
    make_conference("hidden", state="preparing")
    hidden, none = client.get(f"/hidden/{path}"), client.get(f"/absent/{path}")
    assert _named(hidden) == _named(none)


def _named(response) -> bytes:
    return re.sub(rb"hidden|absent", b"slug", still(response))
