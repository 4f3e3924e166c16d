"""Real processes for tests: workers, servers, a mail server that keeps what it gets."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message
from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 30.0


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return found.getsockname()[1]


def until(true: Callable[[], object], *, seconds: float = PATIENCE, what: str = "it") -> None:
    """Wait for something, and fail when it does not happen."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, f"{what} did not happen within {seconds:.0f} s"
        time.sleep(0.05)


def database_url() -> str:
    """The address of the database that this test writes to."""
    values = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{values['NAME']}"
    user = quote(values["USER"]) + (f":{quote(values['PASSWORD'])}" if values["PASSWORD"] else "")
    return f"postgresql://{user}@{values['HOST']}:{values['PORT'] or 5432}/{values['NAME']}"


def environment(**more: str) -> dict[str, str]:
    """What a process needs to work beside this test: same database, files, cache and broker."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DLS_")}
    return {
        **kept,
        "DLS_EMBEDDED": "1",
        "DLS_VAR": str(settings.VAR),
        "DLS_DATABASE_URL": database_url(),
        "DLS_REDIS_URL": settings.REDIS_URL,
        "DLS_SMTP_HOST": settings.EMAIL_HOST,
        "DLS_SMTP_PORT": str(settings.EMAIL_PORT),
        "PYTHONUNBUFFERED": "1",
        **more,
    }


@contextmanager
def process(*command: str, ready: str = "", **more: str) -> Iterator[tuple[subprocess.Popen, Path]]:
    """Run a command beside the test until the end of the block; wait for a word in its output."""
    with TemporaryDirectory() as folder:
        output = Path(folder) / "output"
        with output.open("wb") as file:
            running = subprocess.Popen(
                command, cwd=ROOT, env=environment(**more), stdout=file, stderr=file,
                stdin=subprocess.DEVNULL, start_new_session=True,
            )  # fmt: skip
        try:
            until(lambda: ready in output.read_text() or running.poll() is not None, what=ready)
            assert running.poll() is None, output.read_text()
            yield running, output
        finally:
            end(running)


def end(running: subprocess.Popen) -> None:
    """In peace, or with all it started by force."""
    if running.poll() is None:
        running.terminate()
        try:
            running.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)
            running.wait()


def worker():
    """A worker as deployments run it, at work on this test's database."""
    command = ["-m", "celery", "-A", "dls", "worker", "--concurrency", "2", "--loglevel", "INFO"]
    return process(sys.executable, *command, ready=" ready.")


class Letters(Message):
    """Keeps the letters it gets."""

    def __init__(self) -> None:
        super().__init__(EmailMessage)
        self.got: list[EmailMessage] = []

    def handle_message(self, message: EmailMessage) -> None:
        self.got.append(message)


@contextmanager
def mail_server() -> Iterator[tuple[int, Letters]]:
    """An SMTP server on a port of its own, and what it got."""
    letters = Letters()
    server = Controller(letters, hostname="127.0.0.1", port=free_port())
    server.start()
    try:
        yield server.port, letters
    finally:
        server.stop()
