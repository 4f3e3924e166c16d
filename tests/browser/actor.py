"""Somebody before a browser: signs in, reads letters, says what stands on the page."""

import re
import time
from dataclasses import dataclass

from playwright.sync_api import Page, expect

PATIENCE = 30  # seconds until a letter must have come


@dataclass
class Actor:
    """A person with a tab of their own."""

    tab: Page

    def signs_in(self, email: str) -> "Actor":
        """By the click that only the demo has."""
        self.tab.goto("/demo/")
        self.tab.locator("details").evaluate_all("all => all.forEach(one => (one.open = true))")
        self.tab.locator(f'form:has(input[value="{email}"]) button').click()
        self.tab.wait_for_url(re.compile(r"^(?!.*/demo/)"))
        return self

    def signs_out(self) -> "Actor":
        self.tab.context.clear_cookies()
        return self

    def presses(self, name: str) -> "Actor":
        self.tab.get_by_role("button", name=name, exact=True).first.click()
        return self

    def follows(self, name: str | re.Pattern[str]) -> "Actor":
        self.tab.get_by_role("link", name=name).first.click()
        return self

    def writes(self, **fields: str) -> "Actor":
        """Fill in fields by their names."""
        for name, value in fields.items():
            self.tab.locator(f'main [name="{name}"]:not([type="hidden"])').first.fill(value)
        return self

    def saves(self) -> "Actor":
        """The primary button of the page's form."""
        self.tab.locator("main form button[data-kind=primary]").first.click()
        return self

    def reads(self, text: str | re.Pattern[str]) -> "Actor":
        """This stands on the page."""
        expect(self.tab.locator("body")).to_contain_text(text)
        return self

    def letter(self, email: str, subject: str) -> str:
        """The text of the newest letter of an address with this in its subject, once it came."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            self.tab.goto(f"/mailbox/{email}/")
            found = self.tab.get_by_role("link", name=subject)
            if found.count():
                found.first.click()
                return self.tab.locator("main").inner_text()
            time.sleep(0.5)
        raise AssertionError(f"No letter “{subject}” came to {email} within {PATIENCE} seconds.")
