"""What the walk relies on: an inspection that finds what is wrong."""

import asyncio
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.async_api import async_playwright

from tests.browser.house import chromium
from tests.browser.inspection import Report, inspect

PAGE = b"""<!doctype html><html lang="en"><title>Wrong</title><body><main><h1>Wrong</h1>
<p style="color: red">Styled inline</p><img src="/missing.png"><p class="wide">%s</p>
<script>undefined.nothing</script></main></body></html>""" % (b"wide" * 200)


class Wrong(BaseHTTPRequestHandler):
    """Answers everything with a page full of faults."""

    def do_GET(self) -> None:
        found = self.path == "/"
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Security-Policy", "style-src 'none'")
        self.end_headers()
        self.wfile.write(PAGE if found else b"")

    def log_message(self, *args: object) -> None:
        """Say nothing."""


async def _look(address: str) -> Report:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium())
        context = await browser.new_context(viewport={"width": 390, "height": 844})
        report = await inspect(context, address)
        await browser.close()
        return report


@pytest.fixture(scope="module")
def report():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Wrong)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    found: list[Report] = []
    address = f"http://127.0.0.1:{server.server_port}/"
    thread = threading.Thread(target=lambda: found.append(asyncio.run(_look(address))))
    thread.start()
    thread.join()
    server.shutdown()
    server.server_close()
    return found[0]


@pytest.mark.parametrize(
    "fault",
    ["axe image-alt", "wider than the window", "console: ", "script: ", "404: "],
)
def test_an_inspection_finds(report, fault):
    assert any(one.startswith(fault) for one in report.faults), report.faults


def test_an_inspection_finds_what_the_content_policy_stops(report):
    assert any("Content Security Policy" in one for one in report.faults)
