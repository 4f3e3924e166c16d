"""A whole site of its own for browser tests: its own folder, its own port, the demo inside."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
READY = 180  # seconds a cold start may take on a slow machine


def chromium() -> str:
    """Where Debian's Chromium is; empty if it is not installed."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or ""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class House:
    """A running site: `address` is where it answers, `var` where it keeps its things."""

    var: Path
    demo: bool = True
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        return self.var / "house.log"

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("DLS_")}
        return kept | {
            "DLS_EMBEDDED": "1",
            "DLS_DEMO": "1" if self.demo else "0",
            "DLS_VAR": str(self.var),
            "DLS_PORT": str(self.port),
            "DLS_SMTP_PORT": str(free_port()),
            "DLS_SITE_URL": self.address,
            "DLS_RATE_LIMITS": "0",
            "PYTHONUNBUFFERED": "1",
        }

    def open(self) -> "House":
        """Start web, worker, beat and mail sink as `make run` does; return once pages answer."""
        self.var.mkdir(parents=True, exist_ok=True)
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "dls.embedded"],
                cwd=ROOT, env=self.environment, stdout=log, stderr=subprocess.STDOUT,
            )  # fmt: skip
        until = time.monotonic() + READY
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > until:
                self.close()
                raise RuntimeError(f"The site did not start:\n{self.log.read_text()[-4000:]}")
            time.sleep(0.2)
        return self

    def close(self) -> None:
        if self.process is None:
            return
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None

    def manage(self, *words: str) -> str:
        """What a command of manage.py prints in this house."""
        done = subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=ROOT, env=self.environment, capture_output=True, text=True, check=True,
        )  # fmt: skip
        return done.stdout

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/health/ready/", timeout=2):
                return True
        except (urllib.error.URLError, OSError):
            return False
