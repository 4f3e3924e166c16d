"""Figures for Prometheus: requests of this container, and what waits in the database.

Counters lie in memory that all processes of one container share, so any of them can answer.
"""

import multiprocessing
import secrets
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest

CLASSES = (1, 2, 3, 4, 5)  # of status codes: 1xx to 5xx
_requests = multiprocessing.Array("Q", len(CLASSES))
_seconds = multiprocessing.Value("d", 0.0)


@dataclass(frozen=True)
class Gauge:
    """A figure as it is now, such as dls_letters_waiting."""

    name: str
    help: str
    value: float


Source = Callable[[], Iterable[Gauge]]
_sources: list[Source] = []


def register(source: Source) -> None:
    _sources.append(source)


def count(status: int, seconds: float) -> None:
    """Note a request that was answered."""
    with _requests.get_lock():
        _requests[status // 100 - 1] += 1
    with _seconds.get_lock():
        _seconds.value += seconds


def may_read(request: HttpRequest) -> bool:
    """Whether the request carries the token of DLS_METRICS_TOKEN; without one, nobody may."""
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    token = settings.METRICS_TOKEN
    return bool(token) and secrets.compare_digest(given.encode(), token.encode())


def text() -> str:
    """All figures in the format Prometheus reads."""
    return "\n".join([*_counters(), *_gauges()]) + "\n"


def _counters() -> Iterator[str]:
    yield "# HELP dls_requests_total Requests answered, by class of status."
    yield "# TYPE dls_requests_total counter"
    for kind, number in zip(CLASSES, _requests[:], strict=True):
        yield f'dls_requests_total{{status="{kind}xx"}} {number}'
    yield "# HELP dls_requests_seconds_total Time spent on answering them."
    yield "# TYPE dls_requests_seconds_total counter"
    yield f"dls_requests_seconds_total {_seconds.value:.3f}"


def _gauges() -> Iterator[str]:
    for source in _sources:
        for gauge in source():
            yield f"# HELP {gauge.name} {gauge.help}"
            yield f"# TYPE {gauge.name} gauge"
            yield f"{gauge.name} {gauge.value:g}"
