"""Run the suite on all that is found here, and say plainly what was left out and why.

SQLite always. PostgreSQL and Redis at DLS_TEST_DATABASE_URL and DLS_TEST_REDIS_URL, or at their
usual places on this machine. A browser if Chromium is installed. In CI nothing may be left out.
"""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import psycopg2
import redis

ROOT = Path(__file__).resolve().parent.parent
DATABASE = os.environ.get("DLS_TEST_DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/dls")
REDIS = os.environ.get("DLS_TEST_REDIS_URL", "redis://127.0.0.1:6379")
PROCESSES = "2"
TENTH = {"LEAKS_SHARE": "0.1", "LEAKS_SEED": str(int(time.time()) // 86_400)}  # another every day
SUMMARY = re.compile(r"\b\d+ (passed|failed|errors?|skipped)\b.* in [\d.]+s")


@dataclass
class Part:
    """One run of pytest; `missing` says why it cannot be."""

    name: str
    arguments: list[str]
    more: dict[str, str] = field(default_factory=dict)
    missing: str = ""
    summary: str = "did not run"
    passed: bool = False

    def run(self, asked: list[str]) -> None:
        print(f"\n{self.name}", flush=True)
        command = [sys.executable, "-m", "pytest", *self.arguments, *asked]
        kept = {name: text for name, text in os.environ.items() if not name.startswith("DLS_")}
        environment = {**kept, **self.more}  # what one part runs on is no matter of the next
        with subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
        ) as process:
            for line in process.stdout or []:
                print(line, end="", flush=True)
                if SUMMARY.search(line):
                    self.summary = line.strip()
        self.passed = process.returncode == 0


def parts(asked: list[str]) -> Iterator[Part]:
    """Every run there could be; the browser's only when nothing narrower was asked for."""
    spread = ["-n", PROCESSES, "--ignore=tests/browser"]
    yield Part("On SQLite", spread)
    yield Part(
        "On PostgreSQL with Redis",
        spread,
        {"DLS_TEST_DATABASE_URL": DATABASE, "DLS_TEST_REDIS_URL": REDIS, **TENTH},
        no_postgresql() or no_redis(),
    )
    if not asked:
        yield Part("In a browser", ["tests/browser"], missing=no_browser())


def no_postgresql() -> str:
    server = DATABASE.rsplit("/", 1)[0]
    try:
        with closing(psycopg2.connect(f"{server}/postgres", connect_timeout=3)):
            return ""
    except psycopg2.OperationalError:
        return f"no PostgreSQL at {server}; DLS_TEST_DATABASE_URL can name another"


def no_redis() -> str:
    try:
        with redis.Redis.from_url(REDIS, socket_connect_timeout=3) as server:
            server.ping()
            return ""
    except redis.RedisError:
        return f"no Redis at {REDIS}; DLS_TEST_REDIS_URL can name another"


def no_browser() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    return "" if found else "no Chromium; on Debian: apt-get install chromium"


def main(asked: list[str]) -> int:
    complete = bool(os.environ.get("CI"))
    planned = list(parts(asked))
    for part in planned:
        if part.missing:
            part.passed = not complete
            part.summary = f"LEFT OUT: {part.missing}"
        else:
            part.run(asked)
    print()
    for part in planned:
        print(f"{part.name}\n{part.summary}")
    return 0 if all(part.passed for part in planned) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
