"""Signing in through an institution by OpenID Connect; only its server is played."""

import html
import json
import re
import time
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client
from requests import ConnectionError as Unreachable
from requests import Response

from dls import providers
from dls.mail.models import Letter
from dls.people.models import Person

pytestmark = pytest.mark.django_db
SERVER = "https://login.demo.example"
NAME = "Demo University"
CONFIGURED = {
    "DLS_OIDC_CLIENT_ID": "dls", "DLS_OIDC_SECRET": "hush", "DLS_OIDC_SERVER": SERVER,
    "DLS_OIDC_NAME": NAME,
}  # fmt: skip
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
GRACE = {
    "sub": "u-17", "email": "grace@demo.example", "email_verified": True,
    "given_name": "Grace", "family_name": "Hopper",
}  # fmt: skip


def answer(value: object) -> Response:
    made = Response()
    made.status_code = 200
    made.headers["content-type"] = "application/json"
    made._content = json.dumps(value).encode()
    return made


class Institution:
    """A provider: discovery, token and userinfo; the ID token is signed with its key."""

    def __init__(self):
        self.person = GRACE
        self.claims: dict[str, object] = {}
        self.asked: list[str] = []
        self.is_down = False

    def request(self, session, method, url, **more):
        self.asked.append(url)
        if self.is_down:
            raise Unreachable
        return answer(getattr(self, urlsplit(url).path.rpartition("/")[2].replace("-", "_"))(more))

    def openid_configuration(self, more):
        return {
            "issuer": SERVER, "authorization_endpoint": f"{SERVER}/authorize",
            "token_endpoint": f"{SERVER}/token", "userinfo_endpoint": f"{SERVER}/userinfo",
            "jwks_uri": f"{SERVER}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }  # fmt: skip

    def token(self, more):
        assert (more["data"]["client_secret"], more["data"]["code"]) == ("hush", "c")
        now = int(time.time())
        claims = {"iss": SERVER, "aud": "dls", "iat": now, "exp": now + 60, **self.person}
        signed = jwt.encode({**claims, **self.claims}, KEY, "RS256", headers={"kid": "1"})
        return {"access_token": "t", "token_type": "Bearer", "id_token": signed}

    def userinfo(self, more):
        assert more["headers"]["Authorization"] == "Bearer t"
        return self.person


@pytest.fixture
def institution(settings, monkeypatch):
    for name, value in CONFIGURED.items():
        monkeypatch.setenv(name, value)
    settings.SOCIALACCOUNT_PROVIDERS = providers.configured()
    played = Institution()
    monkeypatch.setattr(
        "requests.Session.request",
        lambda session, method, url, **more: played.request(session, method, url, **more),
    )
    return played


def go_there_and_back(client, process="login", **back):
    page = client.post(f"/account/openid/institution/?process={process}").text
    target = html.unescape(re.search(rf'href="({SERVER}/authorize[^"]+)"', page)[1])
    asked = SimpleNamespace(
        **{key: value[0] for key, value in parse_qs(urlsplit(target).query).items()}
    )
    assert asked.client_id == "dls"
    assert set(asked.scope.split()) == {"openid", "profile", "email"}
    path = "/account/openid/institution/callback/"
    assert asked.redirect_uri.endswith(path)
    return client.get(path, {"state": asked.state, **(back or {"code": "c"})})


def sign_up(client, email=GRACE["email"]):
    assert go_there_and_back(client).url == "/account/elsewhere/signup/"
    form = {"given_name": "Grace", "family_name": "Hopper", "email": email}
    return client.post("/account/elsewhere/signup/", form)


def type_the_code(client):
    code = re.search(r"\*\*(\S+)\*\*", Letter.objects.latest("pk").body)
    return client.post("/account/confirm-email/", {"code": code[1] if code else "none"})


def is_in(client) -> bool:
    return client.get("/me/").status_code == 200


def test_somebody_new_gets_an_account_and_comes_back_to_it(client, institution):
    assert f"With {NAME}" in client.get("/account/signup/").text
    assert go_there_and_back(client).url == "/account/elsewhere/signup/"
    page = client.get("/account/elsewhere/signup/").text
    assert 'value="Grace"' in page
    assert f"{NAME} has told us" in page
    sign_up(client)
    if not is_in(client):
        type_the_code(client)
    made = Person.objects.get()
    assert (made.name, made.has_usable_password()) == ("Grace Hopper", False)
    assert EmailAddress.objects.get(user=made).verified
    assert is_in(client)
    again = Client()
    go_there_and_back(again)
    assert again.get("/me/").context["user"] == made
    assert SocialAccount.objects.get().uid == "u-17"


def test_a_known_address_opens_no_account_it_belongs_to(client, me, institution):
    institution.person = {**GRACE, "email": me.email}
    answer = sign_up(client, me.email)
    assert answer.url == "/account/confirm-email/"
    letter = Letter.objects.latest("pk")
    assert (letter.kind, letter.to) == ("people/have-account", me.email)
    type_the_code(client)
    assert not is_in(client)
    assert not SocialAccount.objects.exists()
    assert Person.objects.get() == me


def test_an_address_the_institution_did_not_check_is_proved_here(client, institution):
    institution.person = {**GRACE, "email_verified": False}
    sign_up(client)
    assert not is_in(client)
    type_the_code(client)
    assert is_in(client)


def test_another_address_than_the_institutions_is_kept_but_not_trusted(client, institution):
    sign_up(client, "other@demo.example")
    made = Person.objects.get()
    addresses = EmailAddress.objects.filter(user=made)
    assert made.email == GRACE["email"]
    assert set(addresses.values_list("email", "verified", "primary")) == {
        (GRACE["email"], True, True), ("other@demo.example", False, False),
    }  # fmt: skip


def test_typing_another_address_takes_none_that_belongs_to_somebody(client, me, institution):
    institution.person = {**GRACE, "email": me.email}
    sign_up(client, "other@demo.example")
    made = Person.objects.exclude(pk=me.pk).get()
    assert made.email == "other@demo.example"
    assert list(EmailAddress.objects.filter(email=me.email).values_list("user", flat=True)) == [
        me.pk
    ]
    assert not is_in(client)
    type_the_code(client)
    assert client.get("/me/").context["user"] == made


def test_an_account_is_connected_by_whoever_is_signed_in_to_it(signed_in, me, institution):
    assert f"Connect {NAME}" in signed_in.get("/account/elsewhere/").text
    go_there_and_back(signed_in, "connect")
    assert SocialAccount.objects.get().user == me
    other = Client()
    go_there_and_back(other)
    assert other.get("/me/").context["user"] == me


@pytest.mark.parametrize(
    "claims",
    [{"aud": "somebody-else"}, {"iss": "https://evil.example"}, {"exp": 1_000_000_000}],
)
def test_a_token_for_somebody_else_signs_nobody_in(client, institution, claims):
    institution.claims = claims
    answer = go_there_and_back(client)
    assert answer.status_code == 401
    assert "That did not work" in answer.text
    assert client.get("/account/elsewhere/signup/").status_code == 302


def test_a_forged_way_back_is_refused(client, institution):
    path = "/account/openid/institution/callback/"
    assert client.get(path, {"state": "x", "code": "c"}).status_code == 401


def test_a_provider_out_of_order_is_told_by_a_page(client, institution):
    institution.is_down = True
    answer = client.post("/account/openid/institution/?process=login", follow=True)
    assert "That did not work" in answer.text


def test_another_provider_does_not_exist(client, institution):
    assert client.get("/account/openid/another/").status_code == 404


def test_where_no_institution_is_configured_none_is_offered(client, settings, monkeypatch):
    monkeypatch.delenv("DLS_OIDC_CLIENT_ID", raising=False)
    settings.SOCIALACCOUNT_PROVIDERS = providers.configured()
    assert "openid_connect" not in settings.SOCIALACCOUNT_PROVIDERS
    for path in ("/account/openid/institution/", "/account/openid/institution/callback/"):
        assert client.get(path).status_code == 404
    for path in ("/account/login/", "/account/signup/"):
        assert "openid" not in client.get(path).text
