"""`make run`: the whole site as one process in the foreground."""

import fcntl
import importlib
import os
import socket
from pathlib import Path
from typing import TextIO

from dls.env import explained, flag, number, var


class CannotStart(SystemExit):
    """Why the site does not start, in one sentence."""


def main() -> None:
    with explained():
        environment()
        running = only_one(var())
        listener = listening(number("PORT", 8000))
        house = importlib.import_module("dls.embedded.house")  # it reads the environment made above
    house.open_up(listener, running.fileno())


def environment() -> None:
    """What `make run` means unless the environment says otherwise: embedded, with the demo."""
    os.environ["DLS_EMBEDDED"] = "1"
    os.environ.setdefault("DLS_DEMO", "1")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dls.settings")
    if flag("DEMO") and "DLS_SMTP_PORT" not in os.environ:
        os.environ["DLS_SMTP_PORT"] = str(free_port(1025))


def only_one(folder: Path) -> TextIO:
    """A lock that ends with this process, however that ends."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = (folder / "running").open("a+")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.seek(0)
        raise CannotStart(f"DLS is already running here: {file.read().strip()}") from None
    file.truncate(0)
    file.write(f"process {os.getpid()}, http://localhost:{number('PORT', 8000)}/\n")
    file.flush()
    return file


def listening(port: int) -> socket.socket:
    """A socket on this machine alone; connections wait in it until the site is up."""
    try:
        return socket.create_server(("127.0.0.1", port), backlog=256)
    except OSError as error:
        raise CannotStart(
            f"Port {port} cannot be used ({os.strerror(error.errno or 0).lower()}). "
            f"Choose another: DLS_PORT={port + 1} make run"
        ) from None


def free_port(wanted: int) -> int:
    """The wanted port if nobody has it, otherwise any free one."""
    try:
        with socket.create_server(("127.0.0.1", wanted)):
            return wanted
    except OSError:
        with socket.create_server(("127.0.0.1", 0)) as found:
            return int(found.getsockname()[1])


if __name__ == "__main__":
    main()
