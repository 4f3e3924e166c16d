"""What scripts add to the public site, what is there without them, and its mailing list."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.actor import Actor
from tests.browser.house import House

READER = "demo.reader@demo.example"
CHAIR = "demo.chair.1@demo.example"


@pytest.fixture
def without_scripts(house: House, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(base_url=house.address, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture
def in_tokyo(house: House, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(base_url=house.address, timezone_id="Asia/Tokyo")
    yield context.new_page()
    context.close()


def test_readers_are_told_moments_where_they_are_at_once_and_ever_after(in_tokyo):
    in_tokyo.goto("/demo-call/")
    expect(in_tokyo.locator("[data-mine]")).to_contain_text("in Tokyo, where you are.")
    told = in_tokyo.locator("[data-mine]").inner_text().split(" in ")[0]
    in_tokyo.reload()
    expect(in_tokyo.locator("[data-mine]")).to_have_count(0)
    expect(in_tokyo.locator("aside.first")).to_contain_text(f"{told} in Tokyo, where you are")


def test_the_countdown_runs_on(tab):
    tab.clock.install()
    tab.goto("/demo-call/")
    before = tab.locator("[data-countdown]").first.inner_text()
    assert re.fullmatch(r"in \d+ days?(, \d+ hours?)?", before)
    tab.clock.fast_forward("02:00:00")
    expect(tab.locator("[data-countdown]").first).not_to_have_text(before)


def test_without_scripts_the_page_says_the_same(without_scripts):
    without_scripts.goto("/demo-call/")
    text = without_scripts.locator("[data-countdown]").first.inner_text()
    assert re.fullmatch(r"in \d+ days?(, \d+ hours?)?", text)
    expect(without_scripts.locator("[data-mine]")).to_be_hidden()


def test_the_list_is_joined_and_left_by_letter(tab):
    actor = Actor(tab)
    tab.goto("/demo-call/?from=hpc-list")
    tab.locator('[name="email"]').fill(READER)
    actor.presses("Sign up").reads("Look into your mailbox")
    actor.letter(READER, "Confirm that you want news")
    tab.locator('main a[href*="/series/join/"]').first.click()
    actor.presses("Get the news").reads("You are on the list")
    actor.signs_out().signs_in(CHAIR)
    tab.goto("/demo-call/publicity/")
    expect(tab.locator("tr", has_text="hpc-list")).to_contain_text("1")
    assert READER not in tab.content()


def test_a_chair_copies_the_call(tab, house):
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=house.address)
    actor = Actor(tab).signs_in(CHAIR)
    tab.goto("/demo-call/publicity/?source=hpc-list")
    actor.presses("Copy text").reads("Copied")
    copied = tab.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Call for papers: Demo Call")
    assert "?from=hpc-list" in copied
