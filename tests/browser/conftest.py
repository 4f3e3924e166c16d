"""A demo site and a browser for all tests here. Without Chromium they are skipped, in CI never."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.house import House, chromium

MISSING = "Chromium is not installed: apt-get install chromium to run the browser tests."


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if chromium() or os.environ.get("CI"):
        return
    for item in items:
        if "tests/browser" in item.path.as_posix():
            item.add_marker(pytest.mark.skip(MISSING))


@pytest.fixture(scope="session")
def house(tmp_path_factory) -> Iterator[House]:
    """The demo, running."""
    site = House(tmp_path_factory.mktemp("house")).open()
    yield site
    site.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium())
        yield browser
        browser.close()


@pytest.fixture
def context(house: House, browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=house.address, viewport={"width": 1280, "height": 900})
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def tab(context: BrowserContext) -> Page:
    return context.new_page()
