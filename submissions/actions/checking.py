"""Checks manuscripts. Any number of machines may do so at once, and any may be killed.

A checker claims a few reports under a name of its own and a lease. Files are read by the engine's
children, several at a time; what they say is judged and written down here, by whoever still holds
the claim. What stops the checker again and again is set aside with a sentence.
"""

import fcntl
import logging
import secrets
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from dls.jobs.wakeup import wake
from submissions import measures, store
from submissions.actions.judging import judged
from submissions.actions.manuscripts import CHECK
from submissions.checks.policy import PolicyError
from submissions.checks.sandbox.pool import shared
from submissions.checks.values import Failure, Measurement
from submissions.models.reports import FormatReport, Measured
from submissions.policies import ENGINE

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=settings.JOB_LEASE)
PATIENCE = settings.JOB_LEASE / 4  # seconds after which leases are renewed
PAUSES = (1, 5)  # minutes before another try
TURN = 50.0  # seconds after which a worker lets others have a turn
STOPPED = (
    "Reading this file stopped the check three times, so it was set aside. Export the paper anew "
    "and upload that; the chairs see it, too."
)
BROKEN = (
    "The check did not work three times, so it was set aside. That is hardly the fault of your "
    "file: start it again in a while, or write to the chairs."
)


class Timed(NamedTuple):
    measured: Measurement | Failure
    ms: int


Running = dict["Future[Timed]", list[FormatReport]]


def check() -> None:
    """Check what waits, for a turn; one process of a machine does it, with all its readers."""
    until = time.monotonic() + TURN
    while FormatReport.objects.claimable(timezone.now()).exists():
        if time.monotonic() > until:
            wake(CHECK)
            return
        with _alone() as alone:
            if not alone:
                return
            _drain(until)


@contextmanager
def _alone() -> Iterator[bool]:
    """Whether no other process of this machine checks; the kernel forgets who died."""
    settings.VAR.mkdir(parents=True, exist_ok=True)
    with (settings.VAR / "checking.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def _drain(until: float) -> None:
    claim, readers = secrets.token_hex(8), shared().readers
    running: Running = {}
    with ThreadPoolExecutor(readers) as threads:
        while True:
            room = 2 * readers - len(running)
            if room >= readers and time.monotonic() < until:
                _begin(_claimed(claim, room), running, threads)
            if not running:
                return
            done, _ = wait(running, PATIENCE, FIRST_COMPLETED)
            for future in done:
                _finish(running.pop(future), future)
            if not done:
                _renew(claim)


def _claimed(claim: str, count: int) -> list[FormatReport]:
    """Take the next few, past those that others are just taking."""
    skip = connection.features.has_select_for_update_skip_locked
    with transaction.atomic():
        waiting = FormatReport.objects.claimable(timezone.now()).order_by("after", "pk")
        rows = waiting.select_for_update(skip_locked=skip, no_key=True).values_list("pk", flat=True)
        taken = FormatReport.objects.filter(pk__in=list(rows[:count]))
        keys = list(taken.values_list("pk", flat=True))
        taken.update(
            state=FormatReport.State.RUNNING,
            claim=claim,
            claimed_until=timezone.now() + LEASE,
            tries=F("tries") + 1,
        )
    found = FormatReport.objects.filter(pk__in=keys).order_by("after", "pk")
    return list(found.select_related("manuscript__paper__category__conference"))


def _renew(claim: str) -> None:
    ours = FormatReport.objects.filter(claim=claim, state=FormatReport.State.RUNNING)
    ours.update(claimed_until=timezone.now() + LEASE)


def _begin(reports: list[FormatReport], running: Running, threads: ThreadPoolExecutor) -> None:
    """Have each file read that nobody has read yet; judge at once what is known."""
    known = _known(report.manuscript.sha256 for report in reports)
    reading = {group[0].manuscript.sha256: group for group in running.values()}
    for report in reports:
        digest = report.manuscript.sha256
        if report.tries > FormatReport.TRIES:
            _close(report, STOPPED)
        elif digest in known:
            _write_down([report], Timed(known[digest], 0))
        elif digest in reading:
            reading[digest].append(report)
        else:
            reading[digest] = [report]
            running[threads.submit(_measured, digest)] = reading[digest]


def _known(digests: Iterable[str]) -> dict[str, Measurement | Failure]:
    rows = Measured.objects.filter(sha256__in=list(digests), engine=ENGINE)
    return {row.sha256: measures.unpacked(row) for row in rows}


def _measured(digest: str) -> Timed:
    """Read a file in the engine's pool; in a thread that asks the database nothing."""
    begun = time.monotonic()
    with store.on_disk(digest) as path:
        found = shared().measure(str(path))
    return Timed(found, round((time.monotonic() - begun) * 1000))


def _finish(reports: list[FormatReport], future: "Future[Timed]") -> None:
    try:
        timed = future.result()
    except Exception:  # whatever it is, the next file is read
        log.exception("Manuscript %s could not be read", reports[0].manuscript.sha256)
        for report in reports:
            _put_off(report)
        return
    Measured.objects.update_or_create(
        sha256=reports[0].manuscript.sha256,
        defaults={
            "engine": ENGINE,
            "data": measures.packed(timed.measured),
            "at": timezone.now(),
        },
    )
    _write_down(reports, timed)


def _write_down(reports: list[FormatReport], timed: Timed) -> None:
    for report in reports:
        try:
            judged(report, timed.measured, timed.ms)
        except PolicyError as wrong:
            _close(report, f"The chairs’ rules for this category cannot be kept: {wrong}")
        except Exception:  # whatever it is, the next file is judged
            log.exception("Manuscript %s could not be judged", report.manuscript.sha256)
            _put_off(report)


def _ours(report: FormatReport) -> Any:
    return FormatReport.objects.filter(
        pk=report.pk, claim=report.claim, state=FormatReport.State.RUNNING
    )


def _put_off(report: FormatReport) -> None:
    """Another try after a pause; after the last one, stop where a chair sees it."""
    if report.tries >= FormatReport.TRIES:
        _close(report, BROKEN)
        return
    after = timezone.now() + timedelta(minutes=PAUSES[report.tries - 1])
    _ours(report).update(state=FormatReport.State.WAITING, after=after, claimed_until=None)


def _close(report: FormatReport, problem: str) -> None:
    _ours(report).update(state=FormatReport.State.FAILED, claimed_until=None, problem=problem[:500])
