"""Passkeys, with a virtual authenticator in a real browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.actor import Actor
from tests.browser.house import House

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def actor(house: House, browser):
    """Somebody at a site with a name: passkeys do not take numbers."""
    context = browser.new_context(base_url=house.address.replace("127.0.0.1", "localhost"))
    context.set_default_timeout(10_000)
    yield Actor(context.new_page())
    context.close()


def with_authenticator(tab: Page) -> None:
    session = tab.context.new_cdp_session(tab)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})


def test_a_passkey_is_made_signs_in_and_is_removed(actor):
    with_authenticator(actor.tab)
    actor.signs_in("demo.chair.1@demo.example")
    actor.tab.goto("/account/passkeys/add/")
    actor.writes(name="Laptop").presses("Make the passkey")
    actor.tab.wait_for_url("**/second-factor/**")
    actor.signs_out().tab.goto("/account/login/")
    actor.presses("Passkey")
    actor.tab.wait_for_url(re.compile(r"//[^/]+/$"))
    actor.tab.goto("/account/passkeys/")
    actor.reads("Laptop")
    actor.follows("Remove").presses("Remove the passkey")
    expect(actor.tab.locator("main")).to_contain_text("No passkey yet")


def test_without_a_passkey_the_page_says_what_to_do(actor):
    actor.tab.goto("/account/login/")
    session = actor.tab.context.new_cdp_session(actor.tab)
    session.send("WebAuthn.enable")
    options = {**AUTHENTICATOR, "isUserVerified": False}
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    actor.presses("Passkey")
    actor.reads("Try again, or take another way")
