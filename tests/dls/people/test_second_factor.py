"""Signing in with an authenticator app and with recovery codes: each code once."""

import time

import pytest
from allauth.mfa import app_settings
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client

from tests.dls.people.conftest import PASSWORD
from tests.dls.people.test_sign_in import code_in, newest

pytestmark = pytest.mark.django_db
STEP = "/account/second-factor/confirm/"


def halfway(me) -> Client:
    """A browser in which my password was right, and nothing else was asked yet."""
    browser = Client()
    answer = browser.post("/account/login/", {"login": me.email, "password": PASSWORD})
    assert answer.url == STEP
    assert not is_in(browser)
    return browser


def is_in(browser: Client) -> bool:
    return browser.get("/me/").status_code == 200


def shown(secret: str) -> str:
    """What the app shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // app_settings.TOTP_PERIOD))


@pytest.fixture
def secret(me):
    made = generate_totp_secret()
    TOTP.activate(me, made)
    return made


def test_the_code_of_the_app_signs_in(me, secret):
    browser = halfway(me)
    browser.post(STEP, {"code": shown(secret)})
    assert is_in(browser)


def test_a_wrong_code_of_the_app_does_not(me, secret):
    browser = halfway(me)
    page = browser.post(STEP, {"code": "000000" if shown(secret) != "000000" else "000001"}).text
    assert "Not signed in yet" in page
    assert not is_in(browser)


def test_the_code_of_the_app_works_once(me, secret):
    code = shown(secret)
    halfway(me).post(STEP, {"code": code})
    second = halfway(me)
    second.post(STEP, {"code": code})
    assert not is_in(second)


def test_an_old_code_of_the_app_does_not_work(me, secret, later):
    browser = halfway(me)
    code = shown(secret)
    later(5 * app_settings.TOTP_PERIOD)
    browser.post(STEP, {"code": code})
    assert not is_in(browser)


def test_a_recovery_code_signs_in_once(me, secret):
    first_code, second_code, *others = RecoveryCodes.activate(me).get_unused_codes()
    assert others
    first = halfway(me)
    first.post(STEP, {"code": first_code})
    assert is_in(first)
    again = halfway(me)
    again.post(STEP, {"code": first_code})
    assert not is_in(again)
    again.post(STEP, {"code": second_code})
    assert is_in(again)


def test_a_code_by_letter_does_not_spare_the_second_factor(me, secret, client):
    client.post("/account/login/code/", {"email": me.email})
    client.post("/account/login/code/confirm/", {"code": code_in(newest())})
    assert not is_in(client)
    client.post(STEP, {"code": shown(secret)})
    assert is_in(client)
