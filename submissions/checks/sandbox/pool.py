"""The pool: warm children, lent to one file at a time, replaced when they end or grow old."""

import atexit
import json
import os
import threading
from typing import Any

from submissions.checks.limits import FILES_PER_WORKER
from submissions.checks.sandbox.child import Child, Ended
from submissions.checks.sandbox.endings import told
from submissions.checks.sandbox.turns import turn
from submissions.checks.values import Box, Failure, Measurement
from submissions.checks.wire import from_plain

PNG = b"\x89PNG"


class Pool:
    """Serves any number of threads; what a child does never reaches another file's answer."""

    def __init__(self, readers: int | None = None) -> None:
        self.readers = readers or max(2, os.cpu_count() or 1)
        self._lock = threading.Lock()
        self._idle: list[Child] = []
        self._closed = False
        self._owner = os.getpid()

    def measure(self, path: str) -> Measurement | Failure:
        """Measure a file, or say why that cannot be done."""
        answer = self._ask({"do": "measure", "path": os.path.abspath(path)})
        if isinstance(answer, Failure):
            return answer
        try:
            data = json.loads(answer)
            if "failure" in data:
                return from_plain(Failure, data["failure"])
            return from_plain(Measurement, data["measurement"])
        except (ValueError, TypeError, KeyError, RecursionError):
            return Failure("damaged", "The file's answer cannot be understood. Export it anew.")

    def draw(
        self, path: str, page: int, boxes: tuple[Box, ...] = (), width: int = 800
    ) -> bytes | Failure:
        """A page as PNG with boxes marked."""
        answer = self._ask(
            {
                "do": "draw",
                "path": os.path.abspath(path),
                "page": page,
                "boxes": boxes,
                "width": width,
            }
        )
        if isinstance(answer, Failure) or answer.startswith(PNG):
            return answer
        try:
            return from_plain(Failure, json.loads(answer)["failure"])
        except (ValueError, TypeError, KeyError):
            return Failure("damaged", "The page cannot be drawn.", page)

    def _ask(self, request: dict[str, Any]) -> bytes | Failure:
        with turn(self.readers):
            child = self._taken()
            try:
                answer = child.ask(request)
            except Ended as ended:
                return told(ended)
            except BaseException:
                child.stop()
                raise
            self._back(child)
            return answer

    def _taken(self) -> Child:
        with self._lock:
            if self._owner != os.getpid():  # after a fork the children are the parent's
                self._idle, self._owner = [], os.getpid()
            if self._idle:
                return self._idle.pop()
        return Child()

    def _back(self, child: Child) -> None:
        with self._lock:
            if child.files < FILES_PER_WORKER and not self._closed:
                self._idle.append(child)
                return
        child.stop()

    def warm(self, count: int) -> None:
        """Start children before they are needed."""
        fresh = [Child() for _ in range(count)]
        with self._lock:
            self._idle += fresh

    def close(self) -> None:
        """End all children that wait."""
        with self._lock:
            idle, self._idle, self._closed = self._idle, [], True
        if self._owner == os.getpid():
            for child in idle:
                child.stop()


_shared: list[Pool] = []
_shared_lock = threading.Lock()


def shared() -> Pool:
    """This process's pool, made when it is first asked for."""
    with _shared_lock:
        if not _shared:
            _shared.append(Pool())
            atexit.register(_shared[0].close)
        return _shared[0]
