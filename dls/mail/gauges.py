"""What operators watch about letters."""

from collections.abc import Iterator

from django.utils import timezone

from dls.mail.models import Letter
from dls.web.metrics import Gauge


def gauges() -> Iterator[Gauge]:
    now = timezone.now()
    due = Letter.objects.filter(state=Letter.State.WAITING, after__lte=now)
    oldest = due.order_by("after").values_list("after", flat=True).first()
    failed = Letter.objects.filter(state=Letter.State.FAILED).count()
    yield Gauge("dls_letters_waiting", "Letters that are due and not sent.", due.count())
    age = (now - oldest).total_seconds() if oldest else 0
    yield Gauge("dls_letters_oldest_seconds", "How long the oldest of them is due.", age)
    yield Gauge("dls_letters_failed", "Letters that could not be sent.", failed)
