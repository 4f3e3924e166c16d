"""What a child may use: memory, processor, files and network."""

import ctypes
import os
import resource
import signal

from submissions.checks.limits import MEMORY, PROCESSOR_SECONDS, STEP_SECONDS

NEW_USER, NEW_NETWORK = 0x10000000, 0x40000000


def confine() -> None:
    """For the whole life of the process: no core, no writing, no children, no network."""
    without_network()
    for what, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_AS, MEMORY),
    ):
        lowered(what, most)


def lowered(what: int, most: int) -> None:
    hard = resource.getrlimit(what)[1]
    limit = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (limit, limit))


def without_network() -> None:
    """A network of its own, with nothing in it, where the kernel allows that."""
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "unshare"):
        return
    flags = NEW_NETWORK if os.geteuid() == 0 else NEW_USER | NEW_NETWORK
    libc.unshare(flags)


def grant_processor() -> None:
    """Processor time for one more file."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + PROCESSOR_SECONDS + 1
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, hard))


def grant_step() -> None:
    """Processor time for one page; the kernel ends the process that takes more."""
    signal.setitimer(signal.ITIMER_PROF, STEP_SECONDS)


def rest() -> None:
    signal.setitimer(signal.ITIMER_PROF, 0)
