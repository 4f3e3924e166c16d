import signal
import threading
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from dls.mail import sink


class Command(BaseCommand):
    help = "Run the demo's mail server: it keeps every letter for the page /mailbox/."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=settings.EMAIL_PORT)

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.LOCAL:
            raise CommandError("The mail sink is for embedded running; here, use a real server.")
        port: int = options["port"]
        server = sink.controller(port)
        try:
            server.start()
        except OSError as error:
            raise CommandError(f"Port {port} cannot be used: {error}") from error
        self.stdout.write(f"Keeping letters sent to 127.0.0.1:{port} in {settings.MAILBOX}")
        self.stdout.flush()
        _wait()
        server.stop()


def _wait() -> None:
    """Until we are told to stop."""
    stopped = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stopped.set())
    stopped.wait()
