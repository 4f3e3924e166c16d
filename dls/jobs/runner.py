"""Does long work: claims a job, keeps saying that it is alive, and writes down how it ended."""

import logging
import secrets
import time
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from dls.jobs import kinds
from dls.jobs.models import Job
from dls.web.verdicts import Refused

logger = logging.getLogger(__name__)
LEASE = timedelta(seconds=settings.JOB_LEASE)
BEAT = min(1.0, settings.JOB_LEASE / 3)  # seconds between two writes of progress


class Stopped(Exception):  # noqa: N818 -- an order, not a fault
    """Somebody cancelled this work."""


class Lost(Exception):  # noqa: N818 -- another worker has it now
    """Our lease ran out and another worker took over."""


def run_one() -> bool:
    """Do one job that nobody does; say whether there was one."""
    job = _claimed()
    if job is None:
        return False
    if job.tries > Job.TRIES:
        _close(
            job, Job.State.FAILED, problem="It stopped the worker three times, so it was set aside."
        )
        return True
    _do(job)
    return True


def _claimed() -> Job | None:
    with transaction.atomic():
        skip = connection.features.has_select_for_update_skip_locked
        waiting = Job.objects.claimable().order_by("pk").select_for_update(skip_locked=skip)
        job: Job | None = waiting.first()
        if job is None:
            return None
        job.claim = secrets.token_hex(8)
        job.claimed_until = timezone.now() + LEASE
        job.tries += 1
        job.state = Job.State.RUNNING
        job.started_at = job.started_at or timezone.now()
        job.save(update_fields=["claim", "claimed_until", "tries", "state", "started_at"])
        return job


def _do(job: Job) -> None:
    kind = kinds.get(job.kind)
    if kind is None:
        _close(job, Job.State.FAILED, problem=f"No part of this site does “{job.kind}”.")
        return
    try:
        result = kind.work(job, Beating(job))
    except Stopped:
        _close(job, Job.State.CANCELLED)
    except Lost:
        logger.warning("Job %s went to another worker.", job.ref)
    except Refused as refusal:
        _close(job, Job.State.FAILED, problem=str(refusal))
    except Exception as error:  # whatever it is, a chair reads it
        logger.exception("Job %s failed.", job.ref)
        _try_again(job, error)
    else:
        _close(job, Job.State.DONE, result=result or {})


def _try_again(job: Job, error: Exception) -> None:
    """Another try after a pause; after the last one, stop where a chair sees it."""
    problem = f"{type(error).__name__}: {error}"[:300]
    if job.tries >= Job.TRIES:
        _close(job, Job.State.FAILED, problem=f"It failed three times. The last time: {problem}")
        return
    pause = timedelta(minutes=Job.PAUSES[job.tries - 1])
    _ours(job).update(
        state=Job.State.WAITING,
        after=timezone.now() + pause,
        claimed_until=None,
        problem=problem,
    )


def _close(
    job: Job, state: Job.State, problem: str = "", result: dict[str, Any] | None = None
) -> None:
    """Write down the end, unless another worker took over meanwhile."""
    done = {"done": job.total} if state == Job.State.DONE and job.total else {}
    _ours(job).update(
        state=state,
        ended_at=timezone.now(),
        claimed_until=None,
        problem=problem[:500],
        result=result or {},
        **done,
    )


def _ours(job: Job) -> Any:
    return Job.objects.filter(pk=job.pk, claim=job.claim, state=Job.State.RUNNING)


class Beating:
    """Writes progress, renews the lease, and stops work that was cancelled."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self._written = 0.0

    def __call__(self, done: int, total: int, message: str = "") -> None:
        self.job.done, self.job.total, self.job.message = done, total, message[:300]
        if time.monotonic() - self._written < BEAT:
            return
        self._written = time.monotonic()
        self._write()

    def _write(self) -> None:
        job = self.job
        ours = _ours(job).update(
            done=job.done,
            total=job.total,
            message=job.message,
            claimed_until=timezone.now() + LEASE,
        )
        if not ours:
            raise Lost
        if Job.objects.filter(pk=job.pk, cancel_requested=True).exists():
            raise Stopped
