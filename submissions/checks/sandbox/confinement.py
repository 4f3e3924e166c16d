"""What a child may use: memory, processor, files and network."""

import ctypes
import resource
import signal

from submissions.checks.limits import MEMORY, PROCESSOR_SECONDS, STEP_SECONDS
from submissions.checks.sandbox.syscalls import forbid

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


def grant_processor() -> None:
    """Processor time for one more file."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + PROCESSOR_SECONDS + 1
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, hard))


def grant_step(seconds: float = STEP_SECONDS) -> None:
    """Processor time for one page; the kernel ends the process that takes more."""
    signal.setitimer(signal.ITIMER_PROF, seconds)


def rest() -> None:
    signal.setitimer(signal.ITIMER_PROF, 0)
