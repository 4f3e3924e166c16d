"""Signing in through ORCID; only the network is played."""

import html
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.oauth2.client import OAuth2Client

from dls.mail.models import Letter
from dls.people.models import Person

pytestmark = pytest.mark.django_db
NUMBER = "0000-0002-1825-0097"
RECORD = {
    "orcid-identifier": {"path": NUMBER, "uri": f"https://orcid.org/{NUMBER}"},
    "person": {
        "name": {"given-names": {"value": "Ada"}, "family-name": {"value": "Lovelace"}},
        "emails": {"email": []},
    },
}


@pytest.fixture(autouse=True)
def orcid(settings, monkeypatch):
    settings.SOCIALACCOUNT_PROVIDERS = {"orcid": {"APP": {"client_id": "a", "secret": "b"}}}
    token = {"access_token": "t", "orcid": NUMBER, "token_type": "bearer"}
    monkeypatch.setattr(OAuth2Client, "get_access_token", lambda *args, **more: token)

    class Answer:
        def json(self):
            return RECORD

    monkeypatch.setattr("requests.Session.get", lambda *args, **more: Answer())


def go_there_and_back(client, process="login", **answer):
    page = client.post(f"/account/orcid/?process={process}").content.decode()
    target = html.unescape(re.search(r'href="(https://orcid.org/[^"]+)"', page)[1])
    state = parse_qs(urlsplit(target).query)["state"][0]
    return client.get("/account/orcid/callback/", {"state": state, **(answer or {"code": "c"})})


def test_somebody_new_says_their_address_and_proves_it(client):
    assert go_there_and_back(client).url == "/account/elsewhere/signup/"
    page = client.get("/account/elsewhere/signup/").content.decode()
    assert 'value="Ada"' in page
    form = {"given_name": "Ada", "family_name": "Lovelace", "email": "ada@demo.example"}
    client.post("/account/elsewhere/signup/", form)
    assert client.get("/me/").status_code == 302
    code = re.search(r"\*\*(\S+)\*\*", Letter.objects.latest("pk").body)[1]
    client.post("/account/confirm-email/", {"code": code})
    page = client.get("/me/").content.decode()
    assert "confirmed by ORCID" in page
    made = Person.objects.get()
    assert (made.name, made.orcid, made.has_usable_password()) == ("Ada Lovelace", NUMBER, False)


def test_a_known_address_gets_the_same_page_and_no_account(client, me):
    go_there_and_back(client)
    form = {"given_name": "Ada", "family_name": "Lovelace", "email": me.email}
    answer = client.post("/account/elsewhere/signup/", form)
    assert answer.url == "/account/confirm-email/"
    assert Letter.objects.latest("pk").kind == "people/have-account"
    assert not SocialAccount.objects.exists()


def test_connecting_fills_an_empty_orcid_and_then_signs_in(signed_in, me, client):
    go_there_and_back(signed_in, "connect")
    me.refresh_from_db()
    assert me.orcid == NUMBER
    assert Letter.objects.latest("pk").kind == "people/connected"
    client.post("/account/logout/")
    go_there_and_back(client)
    assert client.get("/me/").context["user"] == me


def test_connecting_leaves_an_orcid_that_is_there(signed_in, me):
    Person.objects.update(orcid="0000-0001-5109-3700")
    go_there_and_back(signed_in, "connect")
    me.refresh_from_db()
    assert me.orcid == "0000-0001-5109-3700"
    assert "confirmed by ORCID" not in signed_in.get("/me/").content.decode()


def test_what_is_connected_is_listed_and_can_be_disconnected(signed_in, me):
    go_there_and_back(signed_in, "connect")
    page = signed_in.get("/account/elsewhere/").content.decode()
    assert NUMBER in page
    signed_in.post("/account/elsewhere/", {"account": SocialAccount.objects.get().pk})
    assert not SocialAccount.objects.exists()


def test_giving_up_there_is_said_here(client):
    answer = go_there_and_back(client, error="access_denied")
    assert answer.url == "/account/elsewhere/cancelled/"


def test_a_forged_way_back_is_refused_with_a_page(client):
    answer = client.get("/account/orcid/callback/", {"state": "x", "code": "c"})
    assert answer.status_code == 401
    assert "That did not work" in answer.content.decode()
