"""What the settings do in a real browser beyond forms: previews, keys, questions before a deed."""

import pytest
from playwright.sync_api import expect

from tests.browser.actor import Actor

CHAIR = "demo.chair.1@demo.example"
ROWS = "table.ordered tbody tr"


@pytest.fixture
def actor(tab):
    return Actor(tab).signs_in(CHAIR)


def test_a_call_is_shown_as_it_will_read_while_it_is_typed(actor):
    actor.tab.goto("/demo-call/settings/call/")
    actor.tab.locator("#id_call_text").fill("Hello **world** <b>not bold</b>")
    preview = actor.tab.locator(".written .preview").first
    expect(preview.locator("strong")).to_have_text("world")
    expect(preview).to_contain_text("<b>not bold</b>")


def test_every_field_shows_its_own_text(actor):
    actor.tab.goto("/demo-call/settings/call/")
    actor.tab.locator("#id_submit_text").fill("Six **pages** in one column")
    preview = actor.tab.locator(".written .preview").last
    expect(preview).to_have_text("Six pages in one column")


def test_a_topic_moves_by_keys_and_keeps_the_focus(actor):
    tab = actor.tab
    tab.goto("/demo-call/settings/topics/")
    name = tab.locator(f"{ROWS}:nth-child(2) th").inner_text()
    tab.locator(f"{ROWS}:nth-child(2) th a").focus()
    tab.keyboard.press("Alt+ArrowDown")
    expect(tab.locator(f"{ROWS}:nth-child(3) th")).to_have_text(name)
    tab.keyboard.press("Alt+ArrowUp")
    expect(tab.locator(f"{ROWS}:nth-child(2) th")).to_have_text(name)


def test_removing_a_date_asks_first(actor):
    tab = actor.tab
    tab.goto("/demo-call/dates/edit/3/")
    actor.presses("Remove date …")
    question = tab.locator("#ask-remove")
    expect(question).to_be_visible()
    question.get_by_role("button", name="Keep it").click()
    expect(question).to_be_hidden()


def test_topics_move_without_scripts(house, browser, actor):
    cookies = actor.tab.context.cookies()
    context = browser.new_context(base_url=house.address, java_script_enabled=False)
    context.add_cookies(cookies)
    tab = context.new_page()
    tab.goto("/demo-call/settings/topics/")
    name = tab.locator(f"{ROWS}:nth-child(2) th").inner_text()
    tab.locator(f"{ROWS}:nth-child(2) [data-way=down]").click()
    expect(tab.locator(f"{ROWS}:nth-child(3) th")).to_have_text(name)
    tab.locator(f"{ROWS}:nth-child(3) [data-way=up]").click()
    expect(tab.locator(f"{ROWS}:nth-child(2) th")).to_have_text(name)
    context.close()
