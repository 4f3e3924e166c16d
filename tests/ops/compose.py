"""Runs what docker-compose.yml says, without containers: the same commands, environment and health
checks, with the names of its network, its volumes and its ports put on this machine."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from tests.services import ROOT

BIN = Path(sys.executable).parent
VARIABLE = re.compile(r"\$(?:\$|\{(\w+)(?::([-?])([^}]*))?\})")


class Missing(Exception):
    """Compose would not start: a required variable is not set."""


def filled(text: str, values: Mapping[str, str]) -> str:
    """A string of the file as Compose reads it, with its variables."""

    def value(found: re.Match) -> str:
        name, kind, words = found.groups()
        if name is None:
            return "$"
        if values.get(name):
            return values[name]
        if kind == "?":
            raise Missing(words)
        return words or ""

    return VARIABLE.sub(value, text)


def everywhere(part, values: Mapping[str, str]):
    """The same for all strings of a part of the file."""
    if isinstance(part, dict):
        return {name: everywhere(one, values) for name, one in part.items()}
    if isinstance(part, list):
        return [everywhere(one, values) for one in part]
    return filled(part, values) if isinstance(part, str) else part


def services(values: Mapping[str, str]) -> dict[str, dict]:
    return everywhere(yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"], values)


def image_environment() -> dict[str, str]:
    """What the Dockerfile's last ENV line sets."""
    line = [line for line in (ROOT / "Dockerfile").read_text().splitlines() if line[:4] == "ENV "]
    return dict(word.split("=", 1) for word in line[-1].split()[1:])


def read_env(text: str) -> dict[str, str]:
    pairs = (line.split("=", 1) for line in text.splitlines() if re.match(r"\w+=", line))
    return dict(pairs)


@dataclass
class Machine:
    """Where the names of Compose's network, volumes and ports are here."""

    folder: Path
    env_file: dict[str, str]
    places: dict[str, str]  # a piece of text in the file, and what it is here
    running: dict[str, subprocess.Popen] = field(default_factory=dict)

    def here(self, text: str) -> str:
        for there, here in self.places.items():
            text = text.replace(there, here)
        return text

    def service(self, name: str) -> dict:
        return services(self.env_file)[name]

    def environment(self, name: str, **more: str) -> dict[str, str]:
        service = self.service(name)
        given = {str(key): str(value) for key, value in service.get("environment", {}).items()}
        if service["image"] == "dls":
            given = self._ours(service, given)
        found = {key: self.here(value) for key, value in given.items()}
        return {"HOME": str(self.folder), **found, "PATH": f"{BIN}:{os.environ['PATH']}", **more}

    def _ours(self, service: dict, given: dict[str, str]) -> dict[str, str]:
        from_file = self.env_file if "env_file" in service else {}
        return {**image_environment(), **from_file, **given}

    def command(self, name: str) -> list[str]:
        return [self.here(word) for word in self.service(name)["command"]]

    def log(self, label: str) -> Path:
        return self.folder / f"{label}.log"

    def start(self, name: str, label: str = "", extra: tuple[str, ...] = (), **more: str) -> None:
        label = label or name
        with self.log(label).open("wb") as log:
            self.running[label] = subprocess.Popen(
                [*self.command(name), *extra], cwd=ROOT, env=self.environment(name, **more),
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip

    def run(self, name: str) -> subprocess.CompletedProcess:
        """A service that does its work and ends."""
        return subprocess.run(
            self.command(name), cwd=ROOT, env=self.environment(name), capture_output=True, text=True
        )

    def collect_static(self) -> subprocess.CompletedProcess:
        """What the Dockerfile does while it builds."""
        line = "DLS_EMBEDDED=1 DLS_VAR=/var/dls /venv/bin/python manage.py collectstatic --noinput"
        assert line in (ROOT / "Dockerfile").read_text()
        command = self.here(line).replace("/venv/bin/", f"{BIN}/")
        return subprocess.run(command, cwd=ROOT, shell=True, capture_output=True, text=True)

    def is_healthy(self, name: str, **more: str) -> bool:
        """What Docker would find."""
        kind, *words = [self.here(word) for word in self.service(name)["healthcheck"]["test"]]
        command = ["sh", "-c", *words] if kind == "CMD-SHELL" else words
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment(name, **more), capture_output=True
        )
        return done.returncode == 0

    def stop(self, label: str) -> int:
        """As Docker does: SIGTERM, the service's grace, then by force. Its exit code."""
        process = self.running.pop(label)
        process.send_signal(signal.SIGTERM)
        try:
            return process.wait(25)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            return process.wait()

    def stop_all(self) -> None:
        for label in list(self.running):
            self.stop(label)
