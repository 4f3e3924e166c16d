"""What files of papers tell those who watch the site."""

from collections.abc import Iterator

from django.db.models import Count, Q

from dls.web import metrics
from dls.web.metrics import Gauge
from submissions.models.reports import FormatReport


def register() -> None:
    metrics.register(gauges)


def gauges() -> Iterator[Gauge]:
    found = FormatReport.objects.aggregate(
        **{state.value: Count("pk", Q(state=state)) for state in FormatReport.State},
    )
    yield Gauge("dls_checks_waiting", "Manuscripts that nobody checks yet.", found["waiting"])
    yield Gauge("dls_checks_running", "Manuscripts that are being checked.", found["running"])
    yield Gauge("dls_checks_failed", "Manuscripts whose check was set aside.", found["failed"])
