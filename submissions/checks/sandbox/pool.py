"""The pool: warm children, lent to one file at a time, replaced when they end or grow old."""

import atexit
import json
import os
import threading
import weakref
from pathlib import Path
from typing import Any, TypeGuard, TypeVar

from submissions.checks.limits import COPY_OUTPUT, FILES_PER_WORKER, MAX_PAGES, OUTPUT
from submissions.checks.sandbox.child import Child, Ended, NotStarted
from submissions.checks.sandbox.endings import told
from submissions.checks.sandbox.turns import turn
from submissions.checks.sniffing import refused
from submissions.checks.values import Box, Failure, Measurement, PageWords
from submissions.checks.wire import from_plain

T = TypeVar("T")
PNG, PDF = b"\x89PNG", b"%PDF-"
TRIES = 3  # when a child is killed from outside, or as it starts: that is no fault of the file


class Pool:
    """Serves any number of threads; what a child does never reaches another file's answer."""

    def __init__(self, readers: int | None = None) -> None:
        self.readers = readers or max(2, os.cpu_count() or 1)
        self._lock = threading.Lock()
        self._idle: list[Child] = []
        self._lent: set[Child] = set()
        self._closed = False
        _pools.add(self)

    def measure(self, path: str) -> Measurement | Failure:
        """Measure a file, or say why that cannot be done."""
        answer = self._ask({"do": "measure", "path": os.path.abspath(path)})
        return understood(answer, Measurement)

    def draw(
        self, path: str, page: int, boxes: tuple[Box, ...] = (), width: int = 800
    ) -> bytes | Failure:
        """A page as PNG with boxes marked."""
        answer = self._ask_page(path, page, {"do": "draw", "boxes": boxes, "width": width})
        return answer if starts(answer, PNG) else understood(answer, Failure)

    def words(self, path: str, page: int) -> PageWords | Failure:
        """The words that can be seen on a page, with their places on its drawing."""
        answer = self._ask_page(path, page, {"do": "words"})
        return understood(answer, PageWords)

    def neutral(self, path: str) -> bytes | Failure:
        """The file anew, without anything beside its pages that tells who wrote them."""
        answer = self._ask({"do": "neutral", "path": os.path.abspath(path)}, COPY_OUTPUT)
        return answer if starts(answer, PDF) else understood(answer, Failure)

    def _ask_page(self, path: str, page: int, request: dict[str, Any]) -> bytes | Failure:
        if not 1 <= page <= MAX_PAGES:
            return Failure("damaged", f"The file has no page {page}.")
        return self._ask(request | {"path": os.path.abspath(path), "page": page})

    def _ask(self, request: dict[str, Any], most: int = OUTPUT) -> bytes | Failure:
        wrong = refused(Path(request["path"]))
        if wrong is not None:
            return wrong
        with turn(self.readers):
            for _ in range(TRIES):
                try:
                    return self._answer(request, most)
                except Ended as ended:
                    last: Ended | NotStarted = ended
                    if not ended.from_outside:
                        break
                except NotStarted as ended:
                    last = ended
        if isinstance(last, NotStarted):
            raise last
        return told(last)

    def _answer(self, request: dict[str, Any], most: int) -> bytes:
        child = self._taken()
        try:
            answer = child.ask(request, most)
        except BaseException:
            self._lent.discard(child)
            child.stop()
            raise
        self._back(child)
        return answer

    def _taken(self) -> Child:
        """One that waits and still lives, or a new one."""
        with self._lock:
            while self._idle:
                child = self._idle.pop()
                if child.lives():
                    self._lent.add(child)
                    return child
                child.stop()
        child = Child()
        self._lent.add(child)
        return child

    def _back(self, child: Child) -> None:
        self._lent.discard(child)
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
        for child in idle:
            child.stop()

    def forget(self) -> None:
        """After a fork the children are the parent's, and so is the lock."""
        self._lock = threading.Lock()
        for child in [*self._idle, *self._lent]:
            child.leave()
        self._idle, self._lent = [], set()


def starts(answer: bytes | Failure, sign: bytes) -> TypeGuard[bytes]:
    return isinstance(answer, bytes) and answer.startswith(sign)


def understood(answer: bytes | Failure, kind: type[T]) -> T | Failure:
    """What a child says: what was asked for, or why not; anything else is no answer."""
    if isinstance(answer, Failure):
        return answer
    try:
        data = json.loads(answer)
        if "failure" in data:
            return from_plain(Failure, data["failure"])
        return from_plain(kind, data["answer"])
    except (ValueError, TypeError, KeyError, RecursionError):
        return Failure("damaged", "The file's answer cannot be understood. Export it anew.")


_pools: weakref.WeakSet[Pool] = weakref.WeakSet()


def _forget_all() -> None:
    for pool in list(_pools):
        pool.forget()


os.register_at_fork(after_in_child=_forget_all)
_shared = Pool()
atexit.register(_shared.close)


def shared() -> Pool:
    """This process's pool; its first child is started when it is first asked."""
    return _shared
