"""Every way a child can end is told, and the pool goes on as if nothing had been."""

import os
import resource
import signal
import threading
import time
from pathlib import Path

import pytest

from submissions.checks.limits import FILE_SECONDS, PAGE_SECONDS
from submissions.checks.sandbox import child as children
from submissions.checks.sandbox.child import Child, Ended
from submissions.checks.sandbox.endings import told
from submissions.checks.sandbox.pool import Pool
from submissions.checks.values import Failure, Measurement
from tests.submissions.checks.hostile import laughs, slow_pages

pytestmark = pytest.mark.embedded  # no database is asked: once is enough

READY = "import os, signal, sys, time; os.write(1, b'y'); asked = sys.stdin.readline(); "
PAGE_3 = "os.write(1, b'p\\x00\\x03'); "
GROUP = "os.fork() or time.sleep(60); "


def by_signal(name: str) -> str:
    return READY + PAGE_3 + f"os.kill(os.getpid(), signal.{name})"


@pytest.fixture
def acted(monkeypatch, one_page):
    """The answer for a paper when the child behaves like this."""

    def ask(behaviour: str) -> Failure | Measurement:
        monkeypatch.setattr(children, "COMMAND", ("-S", "-c", behaviour))
        pool = Pool(1)
        try:
            return pool.measure(str(one_page))
        finally:
            pool.close()

    return ask


WAYS = {
    "a wild pointer": (by_signal("SIGSEGV"), "damaged"),
    "a wrong address": (by_signal("SIGBUS"), "damaged"),
    "a wrong number": (by_signal("SIGFPE"), "damaged"),
    "an allocation that fails": (by_signal("SIGABRT"), "too-complex"),
    "a trap": (by_signal("SIGTRAP"), "too-complex"),
    "an operator": (by_signal("SIGKILL"), "too-complex"),
    "processor time": (by_signal("SIGXCPU"), "too-complex"),
    "time for a page": (by_signal("SIGPROF"), "too-complex"),
    "an error of Python": (READY + "sys.exit(1)", "damaged"),
    "a quiet end": (READY + "sys.exit(0)", "damaged"),
    "a closed pipe": (READY + "os.close(1); time.sleep(60)", "damaged"),
    "words out of turn": (READY + "os.write(1, b'?'); time.sleep(60)", "damaged"),
    "a long answer": (READY + "os.write(1, b'r' + b'\\xff' * 8); time.sleep(60)", "too-complex"),
    "half an answer": (READY + "os.write(1, b'r' + bytes(7) + b'\\x09' + b'{')", "damaged"),
    "no answer at all": (READY + "os.write(1, b'r' + bytes(7) + b'\\x02' + b'{}')", "damaged"),
    "an array": (READY + "os.write(1, b'r' + bytes(7) + b'\\x02' + b'[]')", "damaged"),
    "brackets": (
        READY + "sys.stdout.write('r' + chr(0) * 6 + chr(16) + chr(0) + '[' * 4096); sys.stdout.flush()",
        "damaged",
    ),
    "bytes": (READY + "os.write(1, b'r' + bytes(7) + b'\\x02' + b'\\xff\\xfe')", "damaged"),
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_every_end_is_one_sentence_and_a_rule(way, acted, monkeypatch):
    monkeypatch.setattr(children, "Ended", unsized)
    behaviour, rule = WAYS[way]
    found = acted(behaviour)
    assert isinstance(found, Failure)
    assert found.rule == rule
    assert found.message.endswith(".")
    assert "page 3" in found.message or PAGE_3 not in behaviour


def unsized(code, page, peak_kb, why=""):
    """How an end looks when the kernel's figure cannot be used."""
    return Ended(code, page, 0, why)


@pytest.mark.parametrize(
    ("ended", "rule"),
    [
        (Ended(-9, 3, 0, "it took too long"), "too-complex"),
        (Ended(-9, 3, 0, "it said too much"), "too-complex"),
        (Ended(-6, 3, 480_000), "too-complex"),
        (Ended(-6, 3, 90_000), "damaged"),
        (Ended(-11, 3, 480_000), "too-complex"),
        (Ended(-11, 3, 90_000), "damaged"),
        (Ended(1, 0, 9_000), "damaged"),
    ],
)
def test_how_large_it_was_tells_why_it_ended(ended, rule):
    assert told(ended).rule == rule


def test_our_own_size_is_not_taken_for_the_childs(one_page):
    """The kernel lets a child begin with its parent's peak."""
    ballast = bytearray(300_000_000)
    ballast[::4096] = b"x" * len(ballast[::4096])
    large = Child()
    large._wait_until_ready()
    os.kill(large.process.pid, signal.SIGSEGV)
    large.process.stdin.close()
    ended = large.ended()
    assert len(ballast) == 300_000_000
    assert told(ended).rule == "damaged"


def test_fifty_children_killed_in_a_row_change_nothing(acted, monkeypatch, one_page):
    usual = children.COMMAND
    pool = Pool(2)
    monkeypatch.setattr(children, "COMMAND", ("-S", "-c", by_signal("SIGSEGV")))
    assert [pool.measure(str(one_page)).rule for _ in range(50)] == ["damaged"] * 50
    monkeypatch.setattr(children, "COMMAND", usual)
    assert isinstance(pool.measure(str(one_page)), Measurement)
    assert len(os.listdir("/proc/self/fd")) < 200
    pool.close()


def test_a_child_that_died_while_it_waited_costs_no_file_its_answer(one_page):
    pool = Pool(1)
    assert isinstance(pool.measure(str(one_page)), Measurement)
    os.kill(pool._idle[0].process.pid, signal.SIGKILL)
    time.sleep(0.05)
    assert isinstance(pool.measure(str(one_page)), Measurement)
    pool.close()


def test_a_file_is_read_again_when_its_child_is_killed_from_outside(one_page, monkeypatch):
    usual, started = children.COMMAND, []

    class First(Child):
        def __init__(self):
            started.append(self)
            first = len(started) == 1
            monkeypatch.setattr(children, "COMMAND", ("-S", "-c", by_signal("SIGKILL")) if first else usual)  # fmt: skip
            super().__init__()

    monkeypatch.setattr("submissions.checks.sandbox.pool.Child", First)
    pool = Pool(1)
    assert isinstance(pool.measure(str(one_page)), Measurement)
    assert len(started) == 2
    pool.close()


def test_children_that_are_killed_as_they_start_cost_no_file_its_answer(one_page, monkeypatch):
    usual, started = children.COMMAND, []

    class Late(Child):
        def __init__(self):
            started.append(self)
            behaviour = ("-S", "-c", "import os; os.kill(os.getpid(), 15)")
            monkeypatch.setattr(children, "COMMAND", behaviour if len(started) < 3 else usual)
            super().__init__()

    monkeypatch.setattr("submissions.checks.sandbox.pool.Child", Late)
    pool = Pool(1)
    assert isinstance(pool.measure(str(one_page)), Measurement)
    assert len(started) == 3
    pool.close()


def test_a_child_is_killed_with_all_it_started(acted, monkeypatch, tmp_path):
    monkeypatch.setattr(children, "WALL_SECONDS", 0.5)
    noted = tmp_path / "pids"
    note = f"open({str(noted)!r}, 'a').write(f'{{os.getpid()}} '); "
    assert acted(READY + "os.fork(); " + note + "time.sleep(60)").rule == "too-complex"
    assert acted(READY + "one = os.fork(); " + note + "one and sys.exit(3); time.sleep(60)").rule
    pids = noted.read_text().split()
    assert len(pids) >= 3
    wait_until(lambda: not any(is_running(pid) for pid in pids))


def is_running(pid: str) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def wait_until(so) -> None:
    end = time.monotonic() + 5
    while not so():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_a_child_that_says_nothing_is_killed_in_time(acted, monkeypatch):
    monkeypatch.setattr(children, "WALL_SECONDS", 0.2)
    began = time.monotonic()
    assert "too long" in acted(READY + "time.sleep(60)").message
    assert time.monotonic() - began < 5


def test_a_file_gets_a_little_time_for_every_page_and_no_more(tmp_path):
    slow_pages(tmp_path / "slow.pdf")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    pool = Pool(1)
    assert pool.measure(str(tmp_path / "slow.pdf")).rule == "too-complex"
    pool.close()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    took = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    assert took < FILE_SECONDS + 20 * PAGE_SECONDS + 1


def test_one_thread_s_crash_is_no_other_thread_s(one_page, make, monkeypatch):
    """Half of the threads ask for a file that kills; the others all get their paper."""
    bad = one_page.with_name("bad.pdf")
    laughs(bad)
    pool, found = Pool(2), {}

    def ask(index):
        found[index] = pool.measure(str(bad if index % 2 else one_page))

    threads = [threading.Thread(target=ask, args=[index]) for index in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    pool.close()
    assert {type(found[index]) for index in range(0, 8, 2)} == {Measurement}
    assert {found[index].rule for index in range(1, 8, 2)} == {"too-complex"}
