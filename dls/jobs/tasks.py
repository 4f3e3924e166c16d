import time

from celery import shared_task

from dls.jobs import runner
from dls.jobs.wakeup import wake

TURN = 50.0  # seconds after which a worker lets others have a turn


@shared_task(ignore_result=True)
def run_jobs() -> None:
    """Do what waits, one job after the other."""
    until = time.monotonic() + TURN
    while runner.run_one():
        if time.monotonic() > until:
            wake("dls.jobs.tasks.run_jobs")
            return
