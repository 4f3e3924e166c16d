"""How long `make run` takes on a bare machine, and what the site needs when nobody uses it.

A fresh clone in a folder of its own, nothing from pip's cache; then a second start of the same.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PORT = int(os.environ.get("DLS_PORT", "8090"))
IDLE = 30  # seconds of doing nothing over which memory and processor are measured
TICKS = os.sysconf("SC_CLK_TCK")


def clone(folder: str) -> Path:
    """What somebody gets who clones the repository now."""
    house = Path(folder) / "dls"
    subprocess.run(["git", "clone", "--quiet", "--depth=1", f"file://{ROOT}", house], check=True)
    return house


@contextmanager
def running(house: Path) -> Iterator[tuple[int, float]]:
    """`make run`, up to its end: the process, and the seconds to its first page."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DLS_")}
    environment = {**kept, "DLS_PORT": str(PORT), "PIP_NO_CACHE_DIR": "1"}
    began = time.monotonic()
    process = subprocess.Popen(
        ["make", "--silent", "run"], cwd=house, env=environment, start_new_session=True
    )
    try:
        while not answers():
            assert process.poll() is None, "make run ended"
            time.sleep(0.05)
        yield process.pid, time.monotonic() - began
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(20)


def answers() -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/", timeout=20) as page:
            return bool(page.status == 200)
    except OSError:
        return False


def family(pid: int) -> list[int]:
    """A process with all it started."""
    done = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False)
    return [pid, *(one for child in done.stdout.split() for one in family(int(child)))]


def memory(pids: list[int]) -> float:
    """Megabytes, each shared page counted once (PSS)."""
    total = 0
    for pid in pids:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        total += next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024


def processor(pids: list[int]) -> float:
    """Seconds of processor time used so far."""
    stats = (Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in pids)
    return sum(int(one[11]) + int(one[12]) for one in stats) / TICKS


def size(folder: Path) -> float:
    """Megabytes on the disk."""
    done = subprocess.run(["du", "-sk", folder], capture_output=True, text=True, check=True)
    return int(done.stdout.split()[0]) / 1024


def measured(house: Path) -> Iterator[tuple[str, float, float, str]]:
    """What, how much, its target, its unit."""
    with running(house) as (_, seconds):
        yield "Cold start to the first page", seconds, 120, "s"
    yield "Installed: code, .venv, var", size(house), 600, "MB"
    with running(house) as (pid, seconds):
        yield "Second start to the first page", seconds, 5, "s"
        time.sleep(IDLE)
        pids = family(pid)
        before = processor(pids)
        time.sleep(IDLE)
        yield "Memory when idle (PSS)", memory(pids), 400, "MB"
        yield "Processor when idle", 100 * (processor(pids) - before) / IDLE, 5, "%"


def main() -> int:
    print(f"{'':34}{'here':>9}{'at most':>9}")
    kept = True
    with tempfile.TemporaryDirectory(prefix="dls-bench-") as folder:
        for what, value, target, unit in measured(clone(folder)):
            kept = kept and value <= target
            print(f"{what:34}{value:>9.1f}{target:>9.0f} {unit}", flush=True)
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
