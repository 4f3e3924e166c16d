"""Every page of the demo, once per width as the role it is made for, without any fault."""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from tests.browser import shots, walk
from tests.browser.inspection import Report

FIRST = ("chair", "operator", "author", "member", "visitor")  # whose page it mainly is, at last


def apart(work: Callable[[], Awaitable[dict]]) -> dict:
    """Run in a thread of its own: the one of the tests belongs to the other browser."""
    found: list[dict] = []
    thread = threading.Thread(target=lambda: found.append(asyncio.run(work())))
    thread.start()
    thread.join()
    return found[0]


@pytest.fixture(scope="module")
def plan(house):
    """All pages with all who reach them."""
    return shots.plan(house.address, walk.ROLES, (1280,), ("light",))


def mains(everything: list[shots.Shot]) -> list[shots.Shot]:
    """Each page once, as the last of those who reach it: public pages as a visitor sees them."""
    chosen = {}
    for shot in sorted(everything, key=lambda one: FIRST.index(one.role)):
        chosen[shot.name] = shot
    return list(chosen.values())


@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (390, "dark")])
def test_every_page_is_without_fault(house, plan, width, theme):
    pages = [replace(one, width=width, theme=theme) for one in mains(plan.shots)]
    reports: dict[shots.Shot, Report] = apart(
        lambda: shots.take(house.address, pages, plan.sessions, None)
    )
    bad = {shot: report for shot, report in reports.items() if report.faults}
    assert not bad, shots.table(bad)


def test_every_address_is_offered_by_a_page_or_excused(plan):
    assert plan.unreached == []


def test_no_link_leads_nowhere(plan):
    assert plan.dead == []
