"""Gives each test process a folder and services of its own, before settings are read.

SQLite and files by default; with DLS_TEST_DATABASE_URL and DLS_TEST_REDIS_URL on those servers.
"""

import atexit
import os
import re
import shutil
import tempfile

import pytest
import redis

KEPT = re.compile(r"DLS_(TEST_.*|DATABASE_URL|REDIS_URL)$")
MARK = "dls-tests-may-empty-this"
LAST = 15  # Redis has databases 0 to 15; tests take the last ones, where people have nothing


def process_number() -> int:
    """0 for the process that leads, or for one alone; 1, 2, … for those it started."""
    found = re.search(r"\d+$", os.environ.get("PYTEST_XDIST_WORKER", ""))
    return int(found[0]) + 1 if found else 0


def own_redis(address: str) -> str:
    """A database of that server which is empty, or which tests marked as theirs, emptied."""
    base = re.sub(r"/\d*$", "", address)
    mine = f"{base}/{LAST - process_number()}"
    with redis.Redis.from_url(mine) as server:
        if server.dbsize() and not server.exists(MARK):
            raise SystemExit(
                f"{mine} holds something; tests need it empty. Set DLS_TEST_REDIS_URL."
            )
        server.flushdb()
        server.set(MARK, "1")
    return mine


def prepare() -> None:
    for name in [name for name in os.environ if name.startswith("DLS_") and not KEPT.match(name)]:
        del os.environ[name]
    folder = tempfile.mkdtemp(prefix="dls-tests-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ["DLS_VAR"] = folder
    database, cache = os.environ.get("DLS_TEST_DATABASE_URL"), os.environ.get("DLS_TEST_REDIS_URL")
    if database:
        os.environ["DLS_DATABASE_URL"] = database
    if cache:
        os.environ["DLS_REDIS_URL"] = own_redis(cache)


prepare()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What is about one way of running alone is part of the other's run no more than once."""
    other = "embedded" if "DLS_DATABASE_URL" in os.environ else "postgresql"
    others = [item for item in items if item.get_closest_marker(other)]
    items[:] = [item for item in items if item not in others]
    config.hook.pytest_deselected(items=others)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI a skipped test is a failure: what cannot run there is not proven anywhere."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    if os.environ.get("CI") and skipped and session.exitstatus == 0:
        for report in skipped:
            reporter.write_line(f"SKIPPED {report.nodeid}: {report.longrepr}", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
