"""Health of a container, from inside: scripts/healthy.py web | beat | mail. Ends with 0 or 1."""

import os
import socket
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

BEAT_WRITES_WITHIN = 600  # seconds; it writes its schedule every three minutes


def web() -> bool:
    """The site can work: it reaches database, cache and broker."""
    port = os.environ.get("DLS_BIND", "0.0.0.0:8000").rpartition(":")[2]
    host = urlsplit(os.environ.get("DLS_SITE_URL", "http://localhost")).netloc
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/health/ready/", headers={"Host": host}
    )
    try:
        with urllib.request.urlopen(request, timeout=4) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def beat() -> bool:
    """The schedule was written lately."""
    folder = Path(os.environ.get("DLS_BEAT_FOLDER", "/tmp"))
    written = [path.stat().st_mtime for path in folder.glob("beat-schedule*")]
    return bool(written) and time.time() - max(written) < BEAT_WRITES_WITHIN


def mail() -> bool:
    """The catcher greets."""
    port = int(os.environ.get("DLS_SMTP_PORT", "1025"))
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=4) as connection:
            return connection.recv(3) == b"220"
    except OSError:
        return False


if __name__ == "__main__":
    sys.exit(0 if {"web": web, "beat": beat, "mail": mail}[sys.argv[1]]() else 1)
