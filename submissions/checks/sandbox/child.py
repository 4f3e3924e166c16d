"""One child process, seen from its parent."""

import json
import os
import resource
import select
import signal
import struct
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from submissions.checks.limits import OUTPUT, WALL_SECONDS
from submissions.checks.sandbox.signs import PROGRESS, READY, RESULT

ROOT = Path(__file__).resolve().parents[3]
COMMAND = ("-m", "submissions.checks.sandbox.worker")
START_SECONDS = 30.0
END_SECONDS = 1.0  # between closing its pipe and its end, on a busy machine
PAUSE = 0.002
FROM_OUTSIDE = {signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGQUIT}
KEPT = ("PATH", "LANG", "LC_ALL", "PYTHONPATH", "PYTHONHOME", "SYSTEMROOT", "LD_LIBRARY_PATH")


class Ended(Exception):  # noqa: N818
    """The child ended before it answered: by which signal or code, at which page, how large.

    How large is not always known: then `peak_kb` is 0.
    """

    def __init__(self, code: int, page: int, peak_kb: int, why: str = "") -> None:
        super().__init__(f"ended with {code} on page {page}")
        self.code, self.page, self.peak_kb, self.why = code, page, peak_kb, why

    @property
    def from_outside(self) -> bool:
        """Somebody else killed it, an operator or a host short of memory."""
        return -self.code in FROM_OUTSIDE and not self.why


class NotStarted(RuntimeError):  # noqa: N818
    """A child ended before it saw a file: that says nothing about the file."""


class Child:
    """Starts at once, answers one request at a time, and dies with its group."""

    def __init__(self) -> None:
        self.files = 0
        self.page = 0
        self._kept = bytearray()
        self._ready = False
        # the kernel counts what we had in memory at the start as the child's own peak
        self._floor_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        self.process = subprocess.Popen(  # noqa: S603  our own program
            [sys.executable, *COMMAND],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            env={name: os.environ[name] for name in KEPT if name in os.environ},
            start_new_session=True,
        )

    def ask(self, request: dict[str, Any], most: int = OUTPUT) -> bytes:
        """The answer to one request, of at most so many bytes, or Ended."""
        self.files += 1
        self.page = 0
        self._wait_until_ready()
        self._write(json.dumps(request).encode() + b"\n")
        deadline = time.monotonic() + WALL_SECONDS
        while True:
            sign = self._take(1, deadline)
            if sign == PROGRESS:
                self.page = struct.unpack(">H", self._take(2, deadline))[0]
            elif sign == RESULT:
                return self._result(deadline, most)
            else:
                raise self.ended("it spoke out of turn")

    def _wait_until_ready(self) -> None:
        if self._ready:
            return
        try:
            self._ready = self._take(1, time.monotonic() + START_SECONDS) == READY
        except Ended as ended:
            raise NotStarted(f"The reader does not start: it {ended}.") from None

    def _result(self, deadline: float, most: int) -> bytes:
        length = struct.unpack(">Q", self._take(8, deadline))[0]
        if length > most:
            raise self.ended("it said too much")
        return self._take(length, deadline)

    def _write(self, data: bytes) -> None:
        assert self.process.stdin is not None  # noqa: S101  it was asked for
        try:
            self.process.stdin.write(data)
            self.process.stdin.flush()
        except OSError:
            raise self.ended() from None

    def _take(self, count: int, deadline: float) -> bytes:
        """Exactly so many bytes before the deadline."""
        assert self.process.stdout is not None  # noqa: S101  it was asked for
        pipe = self.process.stdout.fileno()
        while len(self._kept) < count:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([pipe], [], [], left)[0]:
                raise self.ended("it took too long")
            data = os.read(pipe, 1 << 16)
            if not data:
                raise self.ended()
            self._kept += data
        taken = bytes(self._kept[:count])
        del self._kept[:count]
        return taken

    def ended(self, why: str = "") -> Ended:
        """Kill what is left of its group and say how it went.

        One that ends by itself keeps its own end; one that only closed its pipe does not stay.
        """
        why = why or ("" if self._ends() else "it fell silent")
        self.kill()
        code, peak = self._reap()
        return Ended(code, self.page, peak if peak > self._floor_kb else 0, why)

    def _ends(self) -> bool:
        deadline = time.monotonic() + END_SECONDS
        looking = os.WEXITED | os.WNOWAIT | os.WNOHANG
        while time.monotonic() < deadline:
            try:
                if os.waitid(os.P_PID, self.process.pid, looking) is not None:
                    return True
            except ChildProcessError:  # somebody saw it end before us
                return True
            time.sleep(PAUSE)
        return False

    def _reap(self) -> tuple[int, int]:
        try:
            _, status, usage = os.wait4(self.process.pid, 0)
        except ChildProcessError:
            return self.process.returncode or 0, 0
        self.process.returncode = os.waitstatus_to_exitcode(status)
        self._close()
        return self.process.returncode, usage.ru_maxrss

    def lives(self) -> bool:
        return self.process.poll() is None

    def kill(self) -> None:
        if self.process.returncode is None:
            try:
                os.killpg(self.process.pid, signal.SIGKILL)
            except ProcessLookupError:
                return

    def stop(self) -> None:
        """End a child that is not needed any more."""
        if self.process.returncode is None:
            self.kill()
            self._reap()
        self._close()

    def leave(self) -> None:
        """Let go of a child that belongs to the process we were forked from."""
        self.process.returncode = 0
        self._close()

    def _close(self) -> None:
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue
