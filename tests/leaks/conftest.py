"""The hunt runs without rate limits and noise, and says at the end how far it went."""

import logging

import pytest
from django.template import Context, Template

FIGURES = "leak hunt"


@pytest.fixture(autouse=True)
def _without_limits(settings):
    settings.RATE_LIMITS = False
    settings.ACCOUNT_RATE_LIMITS = False


@pytest.fixture(autouse=True)
def _swift(caplog, monkeypatch):
    """Thousands of refusals are expected here, and no test looks into a page's context."""
    caplog.set_level(logging.CRITICAL, "django.request")
    monkeypatch.setattr(Template, "_render", _unwatched)


def _unwatched(template: Template, context: Context) -> str:
    """As Django renders outside tests: there, each template's context is copied for assertions."""
    return template.nodelist.render(context)


def pytest_terminal_summary(terminalreporter):
    found = [
        value
        for reports in terminalreporter.stats.values()
        for report in reports
        if getattr(report, "when", "") == "call"  # its teardown repeats them
        for name, value in getattr(report, "user_properties", [])
        if name == FIGURES
    ]
    if found:
        tried, searched = (sum(part) for part in zip(*found, strict=True))
        terminalreporter.write_line(
            f"Leak hunt: {tried:,} pairs of address, viewer and phase tried, "
            f"{searched / 1e6:.1f} MB searched."
        )
