"""What operators watch about long work."""

from collections.abc import Iterator

from django.db.models import Count, Q

from dls.jobs.models import Job
from dls.web.metrics import Gauge


def gauges() -> Iterator[Gauge]:
    found = Job.objects.aggregate(
        **{state.value: Count("pk", Q(state=state)) for state in Job.State},
    )
    yield Gauge("dls_jobs_waiting", "Jobs that nobody does yet.", found["waiting"])
    yield Gauge("dls_jobs_running", "Jobs that a worker does.", found["running"])
    yield Gauge("dls_jobs_failed", "Jobs that did not work.", found["failed"])
