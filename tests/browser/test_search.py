"""Searching: while one types where scripts run, and by the button always."""

import re

from playwright.sync_api import expect

from tests.browser.actor import Actor


def whole_pages_alone(asked):
    """As if no fragment ever came."""
    (asked.abort if "hx-request" in asked.request.headers else asked.continue_)()


def test_the_button_shows_what_was_found_and_nothing_else(tab):
    Actor(tab).signs_in("demo.chair.1@demo.example")
    tab.goto("/demo-call/letters/to-many/")
    tab.get_by_role("link", name=re.compile("help us to spread")).first.click()
    if not tab.url.endswith("/messages/"):
        tab.goto(re.sub(r"\\?.*", "", tab.url) + "messages/")
    tab.route("**/messages/?q=*", whole_pages_alone)
    tab.locator("#q").fill("reviewer.17@")
    tab.get_by_role("button", name="Search", exact=True).click()
    expect(tab.locator("#messages summary")).to_have_count(1)
    expect(tab.locator("#messages summary")).to_contain_text("demo.reviewer.17@demo.example")
