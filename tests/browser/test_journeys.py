"""What people come for, from the first click to the last."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.actor import Actor
from tests.browser.house import House


def ahead(days: int) -> str:
    """So many days from today, as a date field takes them."""
    return (datetime.now(UTC).date() + timedelta(days=days)).isoformat()


CHAIR = "demo.chair.1@demo.example"


@pytest.fixture
def actor(tab):
    return Actor(tab)


def test_signing_up_with_a_code_and_filling_in_the_profile(actor):
    actor.tab.goto("/account/signup/")
    actor.writes(given_name="Demo", family_name="Newcomer", email="demo.newcomer@demo.example",
                 password1="several plain words")  # fmt: skip
    actor.presses("Make an account")
    address = actor.tab.url
    code = re.search(r"\b[A-Z0-9]{3,4}-?[A-Z0-9]{3,4}\b",
                     actor.letter("demo.newcomer@demo.example", "code"))  # fmt: skip
    actor.tab.goto(address)
    actor.writes(code=code[0])
    actor.tab.locator("form:has([name=code]) button[data-kind=primary]").click()
    actor.tab.wait_for_url(re.compile(r"^(?!.*confirm)"))
    actor.tab.goto("/me/")
    actor.writes(affiliation="Demo Institute 1")
    actor.saves().tab.goto("/me/")
    expect(actor.tab.locator('[name="affiliation"]')).to_have_value("Demo Institute 1")


def test_accepting_an_invitation_by_its_link_without_an_account(actor):
    actor.letter("demo.guest.1@demo.example", "Invitation")
    actor.tab.locator('main a[href*="/invitation/"]').first.click()
    actor.reads("external reviewer")
    actor.presses("Accept invitation")
    actor.reads(re.compile(r"accepted|thank", re.IGNORECASE))
    Actor(actor.tab).signs_out().signs_in(CHAIR)
    actor.tab.goto("/demo-call/committee/manage/?q=Guest+1")
    expect(actor.tab.get_by_role("row", name=re.compile("Demo Guest 1"))).to_contain_text(
        "Accepted"
    )


def test_inviting_pasted_people_mending_a_line_on_the_way(actor):
    actor.signs_in(CHAIR).tab.goto("/demo-call/dashboard/")
    actor.follows("Committee").follows("Invite people")
    actor.writes(text="Demo Helper 1 <demo.helper.1@demo.example>\nDemo Helper 2, demo.helper.2@")
    actor.presses("Look through the list").reads("something is missing beside the @")
    actor.tab.get_by_label("Line 2", exact=True).fill("Demo Helper 2, demo.helper.2@demo.example")
    actor.presses("Check again").presses("Invite 2 people")
    assert "/invitation/" in actor.letter("demo.helper.2@demo.example", "Invitation")


def test_extending_a_deadline_strikes_the_old_date_on_the_public_page(actor):
    actor.signs_in(CHAIR).tab.goto("/demo-bidding/dashboard/")
    actor.follows("Dates").follows("Notification")
    new = ahead(6)
    old = actor.tab.locator('[name="day"]').input_value()
    actor.writes(day=new, reason="A week of holidays").presses("Move date")
    actor.signs_out().tab.goto("/demo-bidding/")
    dates = actor.tab.locator(".dates li", has_text="Notification")
    expect(dates.locator("time").first).to_have_attribute("datetime", re.compile(new))
    expect(dates.locator("del time").last).to_have_attribute("datetime", re.compile(old))


def test_a_letter_to_many_is_seen_first_and_sent_then(actor):
    actor.signs_in(CHAIR).tab.goto("/demo-decided/letters/")
    actor.tab.locator(".head").get_by_role("link", name="Write to people").click()
    if actor.tab.get_by_role("link", name="Write a letter").count():
        actor.follows("Write a letter")
    actor.tab.locator('[name="audience"]').select_option("roles/chair")
    actor.writes(subject="A word to the chairs of {{ conference }}", body="Dear {{ name }}, hello.")
    actor.presses("Save and see every message").reads("Dear Demo Chair 1, hello.")
    actor.presses("Send to 2 people")
    text = actor.letter("demo.chair.3@demo.example", "A word to the chairs of Demo Decisions")
    assert "Dear Demo Chair 3, hello." in text


def test_an_unknown_placeholder_is_refused_and_nothing_typed_is_lost(actor):
    actor.signs_in(CHAIR).tab.goto("/demo-decided/letters/")
    actor.tab.locator(".head").get_by_role("link", name="Write to people").click()
    if actor.tab.get_by_role("link", name="Write a letter").count():
        actor.follows("Write a letter")
    actor.writes(subject="Hello", body="Dear {{ nmae }}").presses("Save and see every message")
    actor.reads("nmae")
    expect(actor.tab.locator('[name="body"]')).to_have_value("Dear {{ nmae }}")


def test_the_look_is_switched_and_stays(actor):
    actor.tab.goto("/")
    actor.tab.get_by_label("Dark").check(force=True)
    expect(actor.tab.locator("html")).to_have_attribute("data-theme", "dark")
    actor.tab.goto("/dls2019/")
    expect(actor.tab.locator("html")).to_have_attribute("data-theme", "dark")


def test_the_first_link_by_keyboard_leads_past_everything_to_the_page(actor):
    actor.tab.goto("/dls2019/")
    actor.tab.keyboard.press("Tab")
    expect(actor.tab.locator(":focus")).to_have_text("Skip to the page")
    actor.tab.keyboard.press("Enter")
    assert actor.tab.evaluate("document.activeElement.id") == "main"


def test_signing_in_and_moving_about_by_keyboard_alone(actor):
    actor.tab.goto("/demo/")
    for _ in range(200):
        actor.tab.keyboard.press("Tab")
        if "Demo Chair 1" in (actor.tab.locator(":focus").text_content() or ""):
            break
    actor.tab.keyboard.press("Enter")
    actor.tab.wait_for_url(re.compile(r"^(?!.*/demo/)"))
    actor.tab.goto("/demo-call/dashboard/")
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    for _ in range(8):
        actor.tab.keyboard.press("Tab")
        assert actor.tab.evaluate(outline) != "none", actor.tab.locator(":focus").inner_html()


@pytest.fixture
def plain(house, browser):
    """A browser that runs no scripts."""
    context = browser.new_context(base_url=house.address, java_script_enabled=False)
    yield Actor(context.new_page())
    context.close()


def test_without_scripts_the_main_pages_work(plain):
    plain.tab.goto("/")
    plain.tab.locator('[name="theme"][value="dark"]').check(force=True)
    plain.presses("Set look")
    expect(plain.tab.locator("html")).to_have_attribute("data-theme", "dark")
    plain.signs_in(CHAIR)
    plain.tab.goto("/demo-call/committee/manage/")
    plain.writes(q="Reviewer 7").presses("Search")
    expect(plain.tab.get_by_role("row", name=re.compile("Demo Reviewer 7"))).to_be_visible()
    plain.tab.goto("/demo-call/journal/")
    plain.reads("Demo Chair 1")


def test_without_scripts_a_setting_is_changed(plain):
    plain.signs_in(CHAIR).tab.goto("/demo-camera/settings/basics/")
    plain.writes(theme="Machines that listen")
    plain.saves()
    plain.signs_out().tab.goto("/demo-camera/")
    plain.reads("Machines that listen")


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    """A site without the demo, as somebody starts it for real use."""
    site = House(tmp_path_factory.mktemp("empty"), demo=False).open()
    yield site
    site.close()


def test_from_an_empty_site_to_an_open_call(empty, browser):
    context = browser.new_context(base_url=empty.address)
    context.set_default_timeout(10_000)
    actor = Actor(context.new_page())
    actor.tab.goto(empty.manage("operator_link").strip().splitlines()[-1])
    actor.writes(given_name="Demo", family_name="Founder", email="demo.founder@demo.example")
    actor.writes(password="several plain words").presses("Make the account")
    actor.tab.goto("/operator/")
    actor.follows("Make a series")
    actor.writes(title="Demo Days", short="Days", slug="demo-days").saves()
    actor.tab.goto("/operator/")
    actor.follows("Make an edition")
    actor.writes(name="Days 1", title="First Demo Days", slug="days1", starts_on=ahead(100)).saves()
    actor.tab.goto("/operator/conferences/days1/")
    actor.writes(email="demo.founder@demo.example").tab.locator('[name="at_once"]').check()
    actor.presses("Name chair").tab.goto("/days1/dashboard/")
    actor.reads("the text of the call").follows(re.compile("Fill in.*Title"))
    actor.writes(city="Demo City").saves().tab.goto("/days1/dashboard/")
    actor.follows(re.compile("Fill in.*Text"))
    actor.writes(call_text="We ask for papers.").saves().tab.goto("/days1/dashboard/")
    actor.follows(re.compile("Fill in.*Dates")).follows("Set a date")
    actor.tab.locator('[name="which"]').select_option("papers")
    actor.writes(day=ahead(50)).saves().tab.goto("/days1/dashboard/")
    actor.follows(re.compile("Fill in.*Contact")).writes(contact="chairs@demo.example").saves()
    actor.tab.goto("/days1/dashboard/")
    actor.presses("Open the call")
    context.clear_cookies()
    actor.tab.goto("/days1/")
    actor.reads("We ask for papers.").reads("Papers due")
    context.close()
