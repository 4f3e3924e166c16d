"""What a child may do on its host, and how several processes of one host share readers."""

import json
import os
import socket
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from submissions.checks.limits import MEMORY
from submissions.checks.sandbox.child import KEPT, Child
from submissions.checks.sandbox.pool import Pool
from submissions.checks.values import Measurement
from tests.submissions.checks.test_endings import is_running, wait_until

pytestmark = pytest.mark.embedded  # no database is asked: once is enough

ROOT = Path(__file__).resolve().parents[3]
IMPORTED = (
    "import os, socket, subprocess\nfrom submissions.checks.sandbox.confinement import confine\n"
)
CONFINED = IMPORTED + "confine()\n"
AS_NOBODY = IMPORTED + "os.setgid(65534)\nos.setuid(65534)\nconfine()\n"
TRIED = """
try:
    {}
except OSError as wrong:
    print("kept", type(wrong).__name__)
else:
    print("done")
"""
WHO = {"who runs this": CONFINED} | ({"nobody": AS_NOBODY} if os.geteuid() == 0 else {})


def python(code: str) -> subprocess.CompletedProcess:
    """A process of its own, as children are started."""
    return subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60,
        env={name: os.environ[name] for name in KEPT if name in os.environ},
    )  # fmt: skip


@pytest.fixture
def listening():
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.mark.parametrize("who", WHO)
def test_a_child_has_no_network(who, listening):
    call = TRIED.format(f"socket.socket().connect(('127.0.0.1', {listening}))")
    without = python(IMPORTED + call)
    assert without.stdout == "done\n", without.stderr
    confined = python(WHO[who] + call)
    assert confined.stdout.startswith("kept"), confined.stderr


def test_the_filter_alone_keeps_the_network_away(listening):
    """As in a container that gives nobody a network of their own."""
    code = "import ctypes, socket\nfrom submissions.checks.sandbox.syscalls import forbid\n"
    code += "print(forbid(ctypes.CDLL(None)))"
    call = f"socket.socket().connect(('127.0.0.1', {listening}))"
    assert python(code + TRIED.format(call)).stdout == "True\nkept PermissionError\n"


FORBIDDEN = {
    "start a process": "os.fork()",
    "become a program": "os.execv('/bin/true', ['true'])",
    "run a program": "subprocess.run(['/bin/true'])",
    "kill": "os.kill(os.getppid(), 0)",
    "talk to a neighbour": "socket.socketpair()",
}


@pytest.mark.parametrize("deed", FORBIDDEN)
def test_a_child_may_not(deed):
    assert python(CONFINED + TRIED.format(FORBIDDEN[deed])).stdout == "kept PermissionError\n"


def test_a_child_that_asks_for_more_memory_does_not_get_it():
    code = CONFINED + f"try: bytearray({MEMORY})\nexcept MemoryError: print('kept')"
    assert python(code).stdout == "kept\n"


def test_a_real_child_is_confined_before_it_sees_a_file():
    child = Child()
    child._wait_until_ready()
    place = Path(f"/proc/{child.process.pid}")
    lines = (place / "limits").read_text().splitlines()
    limits = {line[:25].strip(): line[26:].split()[0] for line in lines}
    state = dict(line.split(":", 1) for line in (place / "status").read_text().splitlines())
    names = {name.split("=")[0] for name in (place / "environ").read_text().split("\0") if name}
    apart = os.getpgid(child.process.pid), os.getsid(child.process.pid)
    child.stop()
    assert int(limits["Max address space"]) == MEMORY
    assert (limits["Max core file size"], limits["Max file size"], limits["Max processes"]) == ("0", "0", "0")  # fmt: skip
    assert state["Seccomp"].strip() == "2"
    assert state["NoNewPrivs"].strip() == "1"
    assert names <= {*KEPT, "LC_CTYPE"}
    assert apart == (child.process.pid, child.process.pid)


TURNS = """
import json, sys, time
from submissions.checks.sandbox.turns import turn
print("ready", flush=True)
sys.stdin.readline()
held, end = [], time.monotonic() + 1.5
while time.monotonic() < end:
    with turn(1):
        start = time.monotonic()
        time.sleep(0.02)
        held.append((start, time.monotonic()))
print(json.dumps(held))
"""


@pytest.fixture
def processes(tmp_path):
    """Start processes that share a folder of locks; they end with the test."""
    started = []

    def start(code: str) -> subprocess.Popen:
        environment = os.environ | {"TMPDIR": str(tmp_path)}
        one = subprocess.Popen(
            [sys.executable, "-c", code], cwd=ROOT, env=environment, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        started.append(one)
        return one

    yield start
    for one in started:
        one.kill()
        one.communicate()


def test_two_processes_of_a_host_take_turns_and_get_their_share(processes):
    both = [processes(TURNS) for _ in range(2)]
    assert [one.stdout.readline() for one in both] == ["ready\n"] * 2
    for one in both:
        one.stdin.write("go\n")
        one.stdin.flush()
    held = [json.loads(one.communicate(timeout=30)[0]) for one in both]
    together = sorted(tuple(turn) for turns in held for turn in turns)
    assert all(one[1] <= other[0] for one, other in pairwise(together))
    first, second = len(held[0]), len(held[1])
    assert min(first, second) >= 0.6 * max(first, second) > 5


def test_a_turn_ends_with_the_process_that_holds_it(processes):
    code = "import time\nfrom submissions.checks.sandbox.turns import turn\n"
    holder = processes(code + "with turn(1):\n print('held', flush=True)\n time.sleep(60)")
    assert holder.stdout.readline() == "held\n"
    other = processes(TURNS)
    assert other.stdout.readline() == "ready\n"
    other.stdin.write("go\n")
    other.stdin.flush()
    holder.kill()
    assert len(json.loads(other.communicate(timeout=30)[0])) > 5


ASKS = """
import os, signal, sys, threading, time
from submissions.checks.sandbox.pool import shared
pool = shared()
pool.warm(1)
pool._idle[0]._wait_until_ready()
print(pool._idle[0].process.pid, flush=True)
"""


@pytest.mark.parametrize(
    "end",
    ["os.kill(os.getpid(), signal.SIGKILL)", "os._exit(3)", "sys.exit(0)", "raise ValueError"],
)
def test_no_child_outlives_its_process(end, processes):
    child = processes(ASKS + end).stdout.readline().strip()
    wait_until(lambda: not is_running(child))


def test_a_process_ends_while_a_thread_still_asks(processes, one_page):
    code = ASKS + f"""
def ask():
    while True:
        pool.measure({str(one_page)!r})
threading.Thread(target=ask, daemon=True).start()
time.sleep(0.2)
"""  # fmt: skip
    asking = processes(code)
    child = asking.stdout.readline().strip()
    assert asking.wait(timeout=20) == 0
    wait_until(lambda: not is_running(child))


def test_a_forked_process_starts_children_of_its_own(one_page):
    """As servers do that load the site first and fork then, even in the middle of a question."""
    pool = Pool(2)
    assert isinstance(pool.measure(str(one_page)), Measurement)
    own = pool._idle[0].process.pid
    with pool._lock:
        forked = os.fork()
    if not forked:
        found = pool.measure(str(one_page))
        other = pool._idle[0].process.pid
        pool.close()
        os._exit(0 if isinstance(found, Measurement) and other != own else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(forked, 0)[1]) == 0
    assert isinstance(pool.measure(str(one_page)), Measurement)
    assert pool._idle[0].process.pid == own
    pool.close()
    wait_until(lambda: not is_running(str(own)))
