"""What runs when the site is up. Each function runs until it is told to end."""

import importlib
import socket
import sys
import warnings
from collections.abc import Callable
from io import StringIO
from typing import Any

from celery import platforms
from django.conf import settings
from django.core.management import call_command
from gunicorn.app.base import BaseApplication

from dls import web_server
from dls.celery import app
from dls.embedded.supervisor import Service

THREADS = 3  # so that a long job does not hold up letters


class Web(BaseApplication):
    """Gunicorn over a socket that is open already."""

    def __init__(self, listener: socket.socket) -> None:
        self.listener = listener
        super().__init__()

    def load_config(self) -> None:
        for name, value in vars(web_server).items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)
        self.cfg.set("bind", [f"fd://{self.listener.fileno()}"])
        self.cfg.set("workers", 1)

    def load(self) -> Callable[..., Any]:
        site: Callable[..., Any] = importlib.import_module("dls.wsgi").application
        return site


def web(listener: socket.socket) -> Callable[[], None]:
    return lambda: Web(listener).run()


def worker() -> None:
    """Threads of one process: SQLite lets one write at a time anyway."""
    warnings.simplefilter(
        "ignore", vars(platforms)["SecurityWarning"]
    )  # of root and pickle; we take JSON alone
    one = app.Worker(
        pool="threads",
        concurrency=THREADS,
        loglevel="WARNING",
        quiet=True,
        without_gossip=True,
        without_mingle=True,
        without_heartbeat=True,
    )
    one.start()
    sys.exit(one.exitcode)


def beat() -> None:
    """Wake everything each minute, and once now: work may have waited for us."""
    for entry in settings.CELERY_BEAT_SCHEDULE.values():
        if "options" in entry:
            app.send_task(entry["task"], ignore_result=True, **entry["options"])
    app.Beat(quiet=True, loglevel="WARNING").run()


def post() -> None:
    """The demo's mail server: it keeps what it gets for the mailbox pages."""
    call_command("mailsink", port=settings.EMAIL_PORT, stdout=StringIO())


def needed(listener: socket.socket) -> list[Service]:
    services = [Service("Web", web(listener)), Service("Worker", worker), Service("Beat", beat)]
    if settings.DEMO and settings.EMAIL_HOST in settings.LOOPBACK:
        services.append(Service("Mail server", post))
    return services
