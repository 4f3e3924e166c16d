"""Look at one page as a browser shows it, and list all that is wrong with it."""

import asyncio
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.async_api import BrowserContext, ConsoleMessage, Page, Request, Response
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import TimeoutError as PlaywrightTimeout

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
RUN = """
axe.run(document, {resultTypes: ["violations"]}).then((found) => JSON.stringify(
  found.violations.map((one) => [one.id, one.nodes.length, one.nodes.map((node) =>
    node.target.join(" ") + ": " + (node.any[0] || node.all[0] || node.none[0] || {}).message)])))
"""
WIDE = """
(() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return "";
  const wide = [...document.body.querySelectorAll("*")].filter((one) =>
    one.getBoundingClientRect().right > room + 1 && !one.closest(".scroll, [popover], .for-readers"));
  return wide.slice(-1).map((one) => one.tagName + "." + one.className).join() || "the page";
})()
"""
STILL = """
Promise.race([
  Promise.all(document.getAnimations().map((one) => one.finished.catch(() => 0))),
  new Promise((done) => setTimeout(done, 500)),
])
"""


@dataclass
class Report:
    """What an inspection of a page found."""

    address: str
    status: int = 0
    faults: list[str] = field(default_factory=list)


async def inspect(context: BrowserContext, address: str, *, picture: Path | None = None,
                  expected: int = 200) -> Report:  # fmt: skip
    """Open a page, wait until it is still, and examine it; with a path, photograph it too."""
    report = Report(address)
    page = await context.new_page()
    _listen(page, report, expected)
    try:
        answer = await page.goto(address, wait_until="load", timeout=30_000)
        report.status = answer.status if answer else 0
        if report.status != expected:
            report.faults.append(f"answers {report.status}, not {expected}")
        await _settled(page)
        await _examine(context, page, report)
        if picture:
            picture.parent.mkdir(parents=True, exist_ok=True)
            await page.screenshot(path=picture, full_page=True, animations="disabled")
    except PlaywrightError as error:  # whatever the browser could not do is a fault of the page
        report.faults.append(f"{type(error).__name__}: {str(error).splitlines()[0]}")
    finally:
        await page.close()
    return report


def _listen(page: Page, report: Report, expected: int) -> None:
    def console(message: ConsoleMessage) -> None:
        told = message.text
        own_status = expected != 200 and "the server responded with a status" in told
        if message.type in ("error", "warning") and not own_status:
            report.faults.append(f"console: {told[:300]}")

    def failed(request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # polls that the end of the visit cuts off
            report.faults.append(f"request failed: {request.url} {request.failure}")

    def answered(response: Response) -> None:
        if response.status >= 400 and response.request.resource_type != "document":
            report.faults.append(f"{response.status}: {response.url}")
        elif not response.url.startswith(("http://127.0.0.1:", "data:")):
            report.faults.append(f"asset from another host: {response.url}")

    page.on("console", console)
    page.on("pageerror", lambda error: report.faults.append(f"script: {error.message[:300]}"))
    page.on("requestfailed", failed)
    page.on("response", answered)


async def _settled(page: Page) -> None:
    """Let what a page asks for on its own (htmx on load, images, fonts) arrive."""
    try:
        await page.wait_for_load_state("networkidle", timeout=3_000)
    except PlaywrightTimeout:  # a page that polls is never idle
        await asyncio.sleep(0.3)
    await page.evaluate(STILL)


async def _examine(context: BrowserContext, page: Page, report: Report) -> None:
    """Ask axe-core in a world of its own, so that it needs no hole in the content policy."""
    session = await context.new_cdp_session(page)
    tree = await session.send("Page.getFrameTree")
    frame = {"frameId": tree["frameTree"]["frame"]["id"], "worldName": "inspection"}
    world = (await session.send("Page.createIsolatedWorld", frame))["executionContextId"]

    async def asked(expression: str) -> Any:
        words = {"expression": expression, "contextId": world, "awaitPromise": True,
                 "returnByValue": True}  # fmt: skip
        return (await session.send("Runtime.evaluate", words))["result"].get("value")

    await asked(AXE)
    for rule, count, nodes in json.loads(await asked(RUN) or "[]"):
        report.faults.append(f"axe {rule} ({count}): {'; '.join(nodes[:3])}")
    if wide := await asked(WIDE):
        report.faults.append(f"wider than the window: {wide}")
    if (headings := await asked("document.querySelectorAll('h1').length")) != 1:
        report.faults.append(f"{headings} h1 headings, not one")
    await session.detach()
