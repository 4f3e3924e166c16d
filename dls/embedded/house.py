"""Prepares, opens, watches and closes the site."""

import gc
import http.client
import importlib
import socket

import django
from django.conf import settings
from django.urls import get_resolver

django.setup()

from dls.embedded import greeting, preparation, services  # noqa: E402 -- they need what setup made
from dls.embedded.supervisor import Supervisor, say  # noqa: E402

OPENS_WITHIN = 60


def open_up(listener: socket.socket, running: int) -> None:
    preparation.prepare()
    load()
    supervisor = Supervisor(services.needed(listener), close=[running])
    supervisor.listen()
    supervisor.start()
    try:
        if answers(listener.getsockname()[1]):
            greeting.greet()
        supervisor.watch()
        say("Ending …")
    finally:
        supervisor.stop()


def load() -> None:
    """Import what the children need before they are born, so that they share its memory."""
    importlib.import_module("dls.wsgi")  # not earlier: it looks for the static files
    get_resolver().reverse_dict  # noqa: B018 -- fills it
    gc.collect()
    gc.freeze()


def answers(port: int) -> bool:
    """Wait for the first page."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=OPENS_WITHIN)
    try:
        connection.request("GET", "/health/ready/", headers={"Host": settings.SITE_HOST})
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        say("The site does not answer yet.")
        return False
    finally:
        connection.close()
