"""What a child may use: memory, processor, files and network."""

import ctypes
import resource
import signal
import time

from submissions.checks.limits import (
    FILE_SECONDS,
    MEMORY,
    PAGE_SECONDS,
    PROCESSOR_SECONDS,
    STEP_SECONDS,
)
from submissions.checks.sandbox.syscalls import forbid

SHORTEST = 0.001
NEW_USER, NEW_NETWORK = 0x10000000, 0x40000000


def confine() -> None:
    """For the whole life of the process: no core, no writing, no children, no network."""
    libc = ctypes.CDLL(None, use_errno=True)
    without_network(libc)
    for what, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_AS, MEMORY),
    ):
        lowered(what, most)
    forbid(libc)


def lowered(what: int, most: int) -> None:
    hard = resource.getrlimit(what)[1]
    limit = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (limit, limit))


def without_network(libc: ctypes.CDLL) -> None:
    """A network of its own, with nothing in it; where that is not given, the filter remains."""
    if hasattr(libc, "unshare") and libc.unshare(NEW_NETWORK):
        libc.unshare(NEW_USER | NEW_NETWORK)


class Allowance:
    """Processor time for one file: more with every page, and little at once."""

    def __init__(self) -> None:
        self._began = time.process_time()
        self._furthest = 0
        seconds = int(self._began) + PROCESSOR_SECONDS + 1
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, hard))

    def grant(self, page: int, at_once: float = STEP_SECONDS) -> None:
        """For opening the file or reading a page; the kernel ends who takes more."""
        self._furthest = max(self._furthest, page)
        used = time.process_time() - self._began
        left = max(at_once, FILE_SECONDS) + self._furthest * PAGE_SECONDS - used
        signal.setitimer(signal.ITIMER_PROF, max(SHORTEST, min(at_once, left)))


def rest() -> None:
    signal.setitimer(signal.ITIMER_PROF, 0)
