"""One process that starts others by forking, starts them again when they die, and ends them all."""

import ctypes
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from multiprocessing.context import ForkProcess

PR_SET_PDEATHSIG = 1
PATIENCE = 8.0  # seconds to end in peace
SETTLED = 60.0  # who lived this long starts afresh with short pauses
PAUSES = (1.0, 2.0, 5.0, 15.0, 60.0)
ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

_fork = multiprocessing.get_context("fork")


def say(words: str) -> None:
    sys.stderr.write(f"{words}\n")
    sys.stderr.flush()


def die_with(parent: int) -> None:
    """Ask the kernel to end this process when its parent ends, however that ends."""
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def start(run: Callable[[], None], name: str, close: Iterable[int] = ()) -> ForkProcess:
    """Run something in a process of its own, out of reach of the terminal's Ctrl-C."""
    parent = os.getpid()

    def child() -> None:
        die_with(parent)
        os.setsid()
        for number in ENDING:
            signal.signal(number, signal.SIG_DFL)
        signal.set_wakeup_fd(-1)
        for descriptor in close:
            os.close(descriptor)
        run()

    process = _fork.Process(target=child, name=name)
    process.start()
    return process


def end(process: ForkProcess, number: signal.Signals) -> None:
    """Signal a process and, to kill, all it started."""
    try:
        if number == signal.SIGKILL:
            os.killpg(process.pid or 0, number)
        else:
            os.kill(process.pid or 0, number)
    except ProcessLookupError:
        return


@dataclass
class Service:
    """Something that is to run all the time."""

    name: str
    run: Callable[[], None]
    process: ForkProcess | None = None
    started: float = 0.0
    falls: int = 0
    due: float = 0.0

    def fell(self, now: float) -> float:
        """Note that it died; say how long to wait before it starts again."""
        self.falls = 1 if now - self.started > SETTLED else self.falls + 1
        pause = PAUSES[min(self.falls, len(PAUSES)) - 1]
        self.process, self.due = None, now + pause
        return pause


@dataclass
class Supervisor:
    services: list[Service]
    close: list[int] = field(default_factory=list)  # what children must not keep open

    def __post_init__(self) -> None:
        self._reader, self._writer = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)

    def listen(self) -> None:
        """From now on a signal to end is noted, not obeyed at once."""
        for number in ENDING:
            signal.signal(number, lambda *_: None)
        signal.set_wakeup_fd(self._writer, warn_on_full_buffer=False)

    def start(self) -> None:
        for service in self.services:
            self._start(service)

    def watch(self) -> None:
        """Return when somebody asked to end."""
        while not self.asked_to_end(self._pause()):
            now = time.monotonic()
            for service in self.services:
                self._tend(service, now)

    def stop(self) -> None:
        """End all: first in peace, and at a second signal or after a while by force."""
        alive = [one.process for one in self.services if one.process]
        for process in alive:
            end(process, signal.SIGTERM)
        deadline = time.monotonic() + PATIENCE
        while any(process.is_alive() for process in alive) and time.monotonic() < deadline:
            if self.asked_to_end(0.1):
                break
        for process in alive:
            end(process, signal.SIGKILL)
            process.join()

    def asked_to_end(self, seconds: float) -> bool:
        """Wait for a signal to end or for a child that died; true if it was the signal."""
        sentinels = [one.process.sentinel for one in self.services if one.process]
        ready = wait([self._reader, *sentinels], timeout=seconds)
        if self._reader not in ready:
            return False
        return bool(set(os.read(self._reader, 64)) & set(ENDING))

    def _start(self, service: Service) -> None:
        close = [*self.close, self._reader, self._writer]
        service.process = start(service.run, service.name, close)
        service.started = time.monotonic()

    def _tend(self, service: Service, now: float) -> None:
        if service.process and not service.process.is_alive():
            code = service.process.exitcode
            pause = service.fell(now)
            say(f"{service.name} ended by itself ({code}) and starts again in {pause:.0f} s.")
        elif not service.process and now >= service.due:
            self._start(service)

    def _pause(self) -> float:
        now = time.monotonic()
        waiting = [one.due - now for one in self.services if not one.process]
        return max(0.05, min([*waiting, 30.0]))
