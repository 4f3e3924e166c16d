"""The hunt runs without rate limits, and says at the end how far it went."""

import pytest

FIGURES = "leak hunt"


@pytest.fixture(autouse=True)
def _without_limits(settings):
    settings.RATE_LIMITS = False
    settings.ACCOUNT_RATE_LIMITS = False


def pytest_terminal_summary(terminalreporter):
    found = [
        value
        for reports in terminalreporter.stats.values()
        for report in reports
        for name, value in getattr(report, "user_properties", [])
        if name == FIGURES
    ]
    if found:
        tried, searched = (sum(part) for part in zip(*found, strict=True))
        terminalreporter.write_line(
            f"Leak hunt: {tried:,} pairs of address, viewer and phase tried, "
            f"{searched / 1e6:.1f} MB searched."
        )
