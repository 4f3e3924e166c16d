"""`make shots`: photograph every page of the demo as every role, and fail on whatever is wrong."""

import argparse
import asyncio
import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import django
from playwright.async_api import Browser, async_playwright

from tests.browser.house import ROOT, House, chromium

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dls.settings")
os.environ.setdefault("DLS_EMBEDDED", "1")
os.environ.setdefault("DLS_DEMO", "1")
django.setup()

from tests.browser import inspection, walk  # noqa: E402 -- they read the URLconf

WIDTHS = (1280, 390)
THEMES = ("light", "dark")
AT_ONCE = 3  # tabs; more only wait for each other on two cores


@dataclass(frozen=True)
class Shot:
    """One page, as one role, in one window."""

    role: str
    name: str
    address: str
    width: int
    theme: str

    @property
    def window(self) -> tuple[str, int, str]:
        return self.role, self.width, self.theme

    def path(self, folder: Path) -> Path:
        file = f"{self.name.replace(':', '.')}-{self.width}-{self.theme}.png"
        return folder / self.role / file


async def take(house: str, shots: list[Shot], sessions: dict[str, walk.Visitor],
               folder: Path | None) -> dict[Shot, inspection.Report]:  # fmt: skip
    """Inspect all, with one browser and one window a role, width and theme."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium())
        slots, reports = asyncio.Semaphore(AT_ONCE), {}
        windows = dict.fromkeys(shot.window for shot in shots)
        for role, width, theme in windows:
            group = [one for one in shots if one.window == (role, width, theme)]
            reports |= await _window(browser, house, sessions[role], group, slots, folder)
        await browser.close()
    return reports


async def _window(browser: Browser, house: str, visitor: walk.Visitor, shots: list[Shot],
                  slots: asyncio.Semaphore, folder: Path | None) -> dict[Shot, inspection.Report]:  # fmt: skip
    width, theme = shots[0].width, shots[0].theme
    context = await browser.new_context(
        viewport={"width": width, "height": 900 if width > 600 else 844},
        color_scheme="dark" if theme == "dark" else "light",
        timezone_id="Europe/Amsterdam",
    )
    await context.add_cookies(visitor.cookies())  # type: ignore[arg-type]

    async def one(shot: Shot) -> inspection.Report:
        async with slots:
            picture = shot.path(folder) if folder else None
            return await inspection.inspect(context, house + shot.address, picture=picture)

    found = await asyncio.gather(*(one(shot) for shot in shots))
    await context.close()
    return dict(zip(shots, found, strict=True))


def table(reports: dict[Shot, inspection.Report]) -> str:
    """A line a page and role: in how many windows it was seen, and what is wrong."""
    lines: dict[tuple[str, str], list[str]] = {}
    for shot, report in reports.items():
        here = lines.setdefault((shot.name, shot.role), [])
        here += [f"{shot.width} {shot.theme}: {fault}" for fault in report.faults]
    out = [f"{'page':<44} {'role':<9} faults"]
    for (name, role), faults in sorted(lines.items()):
        out.append(f"{name:<44} {role:<9} {len(faults) or 'none'}")
        out += [f"    {fault}" for fault in faults]
    return "\n".join(out)


@dataclass(frozen=True)
class Plan:
    """What there is to see, the sessions to see it with, and what leads nowhere."""

    shots: list[Shot]
    sessions: dict[str, walk.Visitor]
    dead: list[str]
    unreached: list[str]


def plan(site: str, roles: Iterable[str], widths: Iterable[int], themes: Iterable[str]) -> Plan:
    """What there is to see: all pages each role can reach, in all windows."""
    sessions = {role: walk.Visitor(site, walk.ROLES[role]) for role in roles}
    reached = {role: walk.reach(visitor, walk.STARTS) for role, visitor in sessions.items()}
    dead = [f"{role}: {line}" for role, found in reached.items() for line in found.dead]
    shots = [
        Shot(role, name, address, width, theme)
        for role, found in reached.items()
        for width in widths
        for theme in themes
        for name, address in found.pages.items()
    ]
    offered = set().union(*(found.offered for found in reached.values()))
    return Plan(shots, sessions, dead, walk.unreached(offered))


def main() -> int:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--site", help="use this running demo instead of starting one")
    words.add_argument("--roles", nargs="+", default=list(walk.ROLES), choices=list(walk.ROLES))
    words.add_argument("--widths", nargs="+", type=int, default=WIDTHS)
    words.add_argument("--themes", nargs="+", default=THEMES, choices=THEMES)
    words.add_argument("--only", default="", help="pages whose name contains this")
    words.add_argument("--folder", type=Path, default=ROOT / "var" / "shots")
    given = words.parse_args()
    if not chromium():
        sys.exit("Chromium is not installed: apt-get install chromium")
    house = None if given.site else House(ROOT / "var" / "shots-house").open()
    try:
        site = given.site or house.address  # type: ignore[union-attr]
        found = plan(site, given.roles, given.widths, given.themes)
        shots = [shot for shot in found.shots if given.only in shot.name]
        reports = asyncio.run(take(site, shots, found.sessions, given.folder))
    finally:
        if house:
            house.close()
    bad = sum(bool(report.faults) for report in reports.values())
    never = [] if given.only else found.unreached
    lines = [table(reports), *(f"no page offers {name}" for name in never), *found.dead, ""]
    lines.append(f"{len(reports)} pictures in {given.folder}, {bad} with faults; "
                 f"{len(never)} addresses offered nowhere, {len(found.dead)} dead links")  # fmt: skip
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if bad or never or found.dead else 0


if __name__ == "__main__":
    sys.exit(main())
