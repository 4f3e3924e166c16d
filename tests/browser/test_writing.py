"""Writing a paper in a real browser: nothing typed is lost, whatever happens meanwhile."""

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.actor import Actor
from tests.browser.house import House

WRITER = "demo.author.29@demo.example"
SAVED = re.compile("All saved")
PATIENCE = 20_000


@pytest.fixture
def actor(tab):
    return Actor(tab).signs_in(WRITER)


@pytest.fixture
def paper(actor) -> str:
    """The address of a draft of one’s own."""
    tab = actor.tab
    tab.goto("/demo-call/papers/new/")
    tab.locator("[name=title]").fill("Demo networks at demo scale")
    if tab.locator("[name=category]").count():
        tab.locator("[name=category]").first.check()
    tab.locator("main form button[data-kind=primary]").click()
    tab.wait_for_url("**/fields/")
    return tab.url.removesuffix("fields/")


def saved(tab: Page):
    return tab.locator("[data-saved]")


def families(tab: Page) -> list[str]:
    return tab.locator("[data-author] [name$=-family_name]").evaluate_all(
        "all => all.map(one => one.value)"
    )


def other_tab(context: BrowserContext, address: str) -> Page:
    tab = context.new_page()
    tab.goto(address)
    return tab


def test_what_is_typed_saves_itself(actor, paper):
    tab = actor.tab
    tab.locator("[name=abstract]").fill("We scale a demo network.")
    expect(tab.locator("[data-words]")).to_have_text("5 of 300 words")
    expect(saved(tab)).to_have_text(SAVED, timeout=PATIENCE)
    tab.reload()
    expect(tab.locator("[name=abstract]")).to_have_value("We scale a demo network.")
    expect(tab.locator("[data-found]")).to_be_hidden()


def test_what_is_wrong_is_said_beside_it_while_the_rest_is_saved(actor, paper):
    tab = actor.tab
    tab.locator("[name=code_link]").fill("nonsense")
    tab.locator("[name=keywords]").fill("demo")
    expect(tab.locator("[data-errors=code_link]")).to_contain_text("Copy it whole")
    expect(tab.locator("[name=code_link]")).to_have_attribute("aria-invalid", "true")
    tab.locator("[name=code_link]").fill("https://code.example/")
    expect(saved(tab)).to_have_text(SAVED, timeout=PATIENCE)
    expect(tab.locator("[data-errors=code_link]")).to_be_empty()


def test_two_tabs_take_over_what_the_other_has_typed(actor, paper, context):
    tab, other = actor.tab, other_tab(context, f"{paper}fields/")
    other.locator("[name=keywords]").fill("theirs")
    expect(saved(other)).to_have_text(SAVED, timeout=PATIENCE)
    tab.locator("[name=abstract]").fill("Mine.")
    expect(saved(tab)).to_have_text(SAVED, timeout=PATIENCE)
    expect(tab.locator("[name=keywords]")).to_have_value("theirs")


@pytest.mark.parametrize(("button", "kept"), [("Take theirs", "Theirs."), ("Keep mine", "Mine.")])
def test_a_field_both_have_changed_is_decided_by_hand(actor, paper, context, button, kept):
    tab, other = actor.tab, other_tab(context, f"{paper}fields/")
    other.locator("[name=abstract]").fill("Theirs.")
    expect(saved(other)).to_have_text(SAVED, timeout=PATIENCE)
    tab.locator("[name=abstract]").fill("Mine.")
    expect(tab.locator("[data-errors=abstract]")).to_contain_text("Theirs.")
    tab.get_by_role("button", name=button).click()
    expect(saved(tab)).to_have_text(SAVED, timeout=PATIENCE)
    tab.reload()
    expect(tab.locator("[name=abstract]")).to_have_value(kept)


def test_an_expired_session_loses_nothing(actor, paper):
    tab = actor.tab
    tab.context.clear_cookies()
    tab.locator("[name=abstract]").fill("Typed while signed out.")
    expect(tab.locator("[data-trouble]")).to_contain_text("You are signed out.")
    expect(tab.locator("[data-mend]")).to_have_attribute("href", re.compile("/account/login/"))
    actor.signs_in(WRITER)
    tab.goto(f"{paper}fields/")
    expect(tab.locator("[name=abstract]")).to_have_value("")
    tab.get_by_role("button", name="Bring it back").click()
    expect(tab.locator("[name=abstract]")).to_have_value("Typed while signed out.")
    expect(saved(tab)).to_have_text(SAVED, timeout=PATIENCE)


def test_somebody_else_at_the_same_machine_is_offered_nothing(actor, paper):
    tab = actor.tab
    tab.context.clear_cookies()
    tab.locator("[name=abstract]").fill("Not for other eyes.")
    expect(tab.locator("[data-trouble]")).to_be_visible()
    actor.signs_in("demo.chair.1@demo.example")
    tab.goto(f"{paper}fields/")
    expect(tab.locator("[data-found]")).to_be_hidden()
    expect(tab.locator("main")).not_to_contain_text("Not for other eyes.")


def test_a_session_renewed_in_another_tab_goes_on_saving(actor, paper, context):
    tab = actor.tab
    other = Actor(context.new_page())
    context.clear_cookies()
    other.signs_in(WRITER)
    tab.locator("[name=abstract]").fill("Typed across two sessions.")
    expect(saved(tab)).to_have_text(SAVED, timeout=PATIENCE)


def test_without_a_connection_it_is_kept_and_sent_later(actor, paper, context):
    tab = actor.tab
    context.set_offline(True)
    tab.locator("[name=abstract]").fill("Typed in a tunnel.")
    expect(saved(tab)).to_contain_text("No connection")
    context.set_offline(False)
    expect(saved(tab)).to_have_text(SAVED, timeout=PATIENCE)


def test_authors_are_added_moved_by_keys_and_saved(actor, paper):
    tab = actor.tab
    tab.goto(f"{paper}authors/")
    actor.presses("Add an author")
    tab.keyboard.type("Demo")
    tab.keyboard.press("Tab")
    tab.keyboard.type("Second")
    expect(saved(tab)).to_have_text(SAVED, timeout=PATIENCE)
    tab.keyboard.press("Alt+ArrowUp")
    expect(tab.locator("[data-said]")).to_have_text("Demo Second is author 1 of 2 now.")
    assert tab.evaluate("document.activeElement.name").endswith("-family_name")
    expect(saved(tab)).to_have_text(SAVED, timeout=PATIENCE)
    tab.wait_for_timeout(2500)
    tab.reload()
    assert families(tab) == ["Second", "Author 29"]


def test_authors_are_moved_by_drag(actor, paper):
    tab = actor.tab
    tab.goto(f"{paper}authors/")
    actor.presses("Add an author")
    tab.keyboard.type("Dragged")
    expect(saved(tab)).to_have_text(SAVED, timeout=PATIENCE)
    rows = tab.locator("[data-author]")
    rows.nth(1).locator("[data-handle]").drag_to(rows.nth(0), target_position={"x": 40, "y": 5})
    expect(tab.locator("[data-said]")).to_contain_text("is author 1 of 2 now.")


def test_a_pasted_list_is_read_and_saves_itself(actor, paper):
    tab = actor.tab
    tab.goto(f"{paper}authors/")
    tab.get_by_text("Paste a list").click()
    tab.locator("#list").fill("Demo One <one@demo.example>, Demo Lab, France\nDemo Two")
    actor.presses("Read the list")
    expect(saved(tab)).to_have_text(SAVED, timeout=PATIENCE)
    tab.reload()
    assert families(tab) == ["Author 29", "One", "Two"]


def test_two_authors_may_add_somebody_at_once(actor, paper, context):
    tab, other = actor.tab, other_tab(context, f"{paper}authors/")
    tab.goto(f"{paper}authors/")
    for page, name in ((other, "Theirs"), (tab, "Mine")):
        page.get_by_role("button", name="Add an author").click()
        page.keyboard.type(name)
        expect(saved(page)).to_have_text(SAVED, timeout=PATIENCE)
    expect(tab.locator("[data-author]")).to_have_count(3)
    other.reload()
    expect(other.locator("[data-author]")).to_have_count(3)


def test_rows_typed_while_signed_out_come_back(actor, paper):
    tab = actor.tab
    tab.goto(f"{paper}authors/")
    tab.context.clear_cookies()
    actor.presses("Add an author")
    tab.keyboard.type("Kept")
    expect(tab.locator("[data-trouble]")).to_contain_text("You are signed out.")
    actor.signs_in(WRITER)
    tab.goto(f"{paper}authors/")
    tab.get_by_role("button", name="Bring it back").click()
    expect(tab.locator("[data-author]")).to_have_count(2)
    expect(saved(tab)).to_have_text(SAVED, timeout=PATIENCE)


def test_without_scripts_all_of_it_works_by_buttons(house: House, browser: Browser, actor, paper):
    context = browser.new_context(base_url=house.address, java_script_enabled=False)
    context.add_cookies(actor.tab.context.cookies())
    tab = context.new_page()
    tab.goto(f"{paper}fields/")
    tab.locator("[name=abstract]").fill("Saved by a button.")
    tab.get_by_role("button", name="Save fields").click()
    expect(tab.locator("[name=abstract]")).to_have_value("Saved by a button.")
    tab.goto(f"{paper}authors/")
    tab.get_by_role("button", name="Add an author").click()
    tab.locator("[name$=-family_name]").last.fill("Second")
    tab.get_by_role("button", name="Up").last.click()
    assert tab.locator("[name$=-family_name]").first.input_value() == "Second"
    tab.get_by_role("button", name="Save authors").last.click()
    tab.reload()
    assert tab.locator("[name$=-family_name]").first.input_value() == "Second"
    context.close()
