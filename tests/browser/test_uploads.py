"""Uploading in a real browser, checked by a real worker."""

import base64
import re

import pytest
from playwright.sync_api import Page, expect

from tests import services
from tests.browser.actor import Actor
from tests.submissions.checks.papers import heading, numbered, prose, set_paper
from tests.submissions.files.conftest import simple_pdf

LARGE = 7 * 2**20
CHECKED = 60_000  # milliseconds until a report must be there, on a machine with much to do
DONE = re.compile("rules are kept")


@pytest.fixture
def author(tab) -> Page:
    """Somebody with a draft, on the page of its manuscript."""
    Actor(tab).signs_in("demo.author.1@demo.example")
    tab.goto("/demo-call/papers/new/")
    Actor(tab).writes(title="A demo paper to upload").presses("Start the paper")
    tab.wait_for_url(re.compile(r"/papers/\d+/"))
    number = re.search(r"/papers/(\d+)/", tab.url).group(1)
    tab.goto(f"/demo-call/papers/{number}/manuscript/")
    return tab


def file(content, name="paper.pdf"):
    return {"name": name, "mimeType": "application/pdf", "buffer": content}


def drop(tab, content, name="paper.pdf"):
    """Let go of a file over the form."""
    data = tab.evaluate_handle(
        """([content, name]) => {
            const bytes = Uint8Array.from(atob(content), sign => sign.charCodeAt(0))
            const transfer = new DataTransfer()
            transfer.items.add(new File([bytes], name, { type: "application/pdf" }))
            return transfer
        }""",
        [base64.b64encode(content).decode(), name],
    )
    tab.dispatch_event("form[data-upload]", "drop", {"dataTransfer": data})


def test_a_dropped_manuscript_gets_its_report_on_the_same_page(author, tmp_path):
    parts = [heading("1 Introduction"), prose(1500), heading("References"), numbered(20)]
    paper = set_paper(tmp_path, "ieee", *parts, name="paper")
    drop(author, paper.read_bytes())
    expect(author.get_by_role("heading", name="Manuscript 1")).to_be_visible(timeout=CHECKED)
    expect(author.get_by_role("heading", name=DONE)).to_be_visible(timeout=CHECKED)
    picture = author.locator(".sheet img")
    picture.scroll_into_view_if_needed()
    services.until(lambda: picture.evaluate("one => one.naturalWidth > 0"), what="a picture")
    asked = []
    author.on("request", lambda request: asked.append(request.url))
    author.wait_for_timeout(2_500)
    assert asked == []


def test_a_large_file_goes_in_pieces_and_survives_a_lost_connection(author):
    lost = []

    def lose_the_second(route):
        second = route.request.headers.get("upload-offset", "0") != "0"
        if second and not lost:
            lost.append(route.request.url)
            return route.abort()
        return route.continue_()

    author.route("**/uploads/*/", lose_the_second)
    author.set_input_files("input[type=file]", file(simple_pdf() + b" " * LARGE))
    expect(author.get_by_role("heading", name="Manuscript 1")).to_be_visible(timeout=CHECKED)
    assert lost
    expect(author.locator("#report")).to_contain_text("7.0 MB")


def test_a_closed_tab_goes_on_where_it_stopped(author):
    content = simple_pdf() + b" " * LARGE
    author.route(
        "**/uploads/*/",
        lambda route: (
            route.continue_()
            if route.request.headers.get("upload-offset", "0") == "0"
            else route.abort()
        ),
    )
    author.set_input_files("input[type=file]", file(content))
    expect(author.get_by_text("goes on by itself")).to_be_visible(timeout=CHECKED)
    again = author.context.new_page()
    again.goto(author.url)
    author.close()
    sent = []
    again.on("request", lambda one: sent.append(one.headers.get("upload-offset")))
    again.set_input_files("input[type=file]", file(content))
    expect(again.get_by_role("heading", name="Manuscript 1")).to_be_visible(timeout=CHECKED)
    assert [start for start in sent if start] == [str(4 * 2**20)]


def test_what_is_no_pdf_is_told_beside_the_file(author):
    drop(author, b"\x89PNG\r\n\x1a\n", "paper.pdf")
    expect(author.get_by_text("a PNG picture, not a PDF")).to_be_visible(timeout=CHECKED)
    drop(author, simple_pdf())
    expect(author.get_by_role("heading", name="Manuscript 1")).to_be_visible(timeout=CHECKED)


def test_uploading_works_without_scripts(author, browser):
    still = browser.new_context(
        storage_state=author.context.storage_state(), java_script_enabled=False
    )
    tab = still.new_page()
    tab.goto(author.url)
    tab.set_input_files("input[type=file]", file(simple_pdf()))
    tab.get_by_role("button", name="Upload manuscript").click()
    expect(tab.get_by_role("heading", name="Manuscript 1")).to_be_visible(timeout=CHECKED)
    still.close()
