"""An embedded site as `make run` starts it, in a folder of its own."""

import os
import subprocess
import sys
import urllib.request
from pathlib import Path

from tests.services import ROOT, free_port


class Site:
    """An empty embedded site in a folder of its own."""

    def __init__(self, folder: Path, port: int | None = None, **more: str) -> None:
        self.folder, self.port = folder, port or free_port()
        folder.mkdir(exist_ok=True)
        self.log = folder / f"log-{self.port}"
        kept = {name: value for name, value in os.environ.items() if not name.startswith("DLS_")}
        self.environment = {
            **kept, "DLS_DEMO": "0", "DLS_VAR": str(folder), "DLS_PORT": str(self.port),
            **more,
        }  # fmt: skip

    def open(self) -> "Site":
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "dls.embedded"], cwd=ROOT, env=self.environment,
                stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        return self

    def greeted(self) -> bool:
        return "Ctrl-C ends it." in self.said()

    def said(self) -> str:
        return self.log.read_text()

    def answers(self) -> bool:
        try:
            address = f"http://127.0.0.1:{self.port}/health/ready/"
            return urllib.request.urlopen(address, timeout=2).status == 200
        except OSError:
            return False

    def manage(self, *words: str) -> str:
        """What a command of manage.py prints here."""
        return subprocess.run(
            [sys.executable, "manage.py", *words], cwd=ROOT, check=True, capture_output=True,
            text=True, env={**self.environment, "DLS_EMBEDDED": "1"},
        ).stdout  # fmt: skip

    def family(self) -> set[int]:
        """This process, its children, and theirs."""
        found, new = {self.process.pid}, {self.process.pid}
        while new:
            new = {child for parent in new for child in children(parent)} - found
            found |= new
        return found

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(15)


def children(pid: int) -> list[int]:
    """Who has this process as parent, now."""
    return [
        int(entry.name) for entry in Path("/proc").glob("[0-9]*") if _stat(entry)[1] == str(pid)
    ]


def lives(pid: int) -> bool:
    return _stat(Path(f"/proc/{pid}"))[0] not in {"", "Z"}


def _stat(entry: Path) -> tuple[str, str]:
    """State and parent of a process; empty once it is gone."""
    try:
        state, parent, *_ = (entry / "stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return "", ""
    return state, parent
