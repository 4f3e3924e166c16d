"""People with what they need to sign in."""

import time

import pytest
from allauth.account.models import EmailAddress

from dls.people.models import Person

PASSWORD = "correct horse battery staple"


def account(name: str, **fields) -> Person:
    """Somebody with a proved address and a password."""
    person = Person.objects.create_user(
        f"{name}@demo.example", PASSWORD, given_name="Demo", family_name=name.title(), **fields
    )
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


@pytest.fixture
def make_account(db):
    return account


@pytest.fixture
def me(db):
    return account("me")


@pytest.fixture
def somebody(db):
    return account("somebody")


@pytest.fixture
def signed_in(client, me):
    """A browser in which I have just typed my password."""
    client.post("/account/login/", {"login": me.email, "password": PASSWORD})
    return client


@pytest.fixture
def later(monkeypatch):
    """Let so many seconds pass for codes and proofs."""
    now = time.time

    def later(seconds: float) -> None:
        monkeypatch.setattr(time, "time", lambda: now() + seconds)

    return later
