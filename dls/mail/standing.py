"""How sending goes on the whole site, for who looks after the machine."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q
from django.utils import timezone

from dls.mail.models import Letter
from dls.mail.postman import UNREACHABLE

LATE = timedelta(minutes=5)  # beat wakes the senders every minute
LATELY = timedelta(days=14)  # a code that failed longer ago is no news


@dataclass(frozen=True)
class Standing:
    """Letters of all conferences that wait longer than they should, and the site's that failed."""

    late: int
    since: datetime | None  # when the first of them was written
    down: str  # what the mail server last said if nothing goes through
    failed: int

    @property
    def is_good(self) -> bool:
        return not self.late and not self.failed


def standing() -> Standing:
    now = timezone.now()
    late = Q(state=Letter.State.WAITING) & (Q(after__lt=now - LATE) | ~Q(problem=""))
    failed = Q(scope="", state=Letter.State.FAILED, written_at__gte=now - LATELY)
    open_ones = Letter.objects.filter(state__in=[Letter.State.WAITING, Letter.State.FAILED])
    found = open_ones.aggregate(
        late=Count("pk", filter=late),
        since=Min("written_at", filter=late),
        failed=Count("pk", filter=failed),
    )
    return Standing(**found, down=_down() if found["late"] else "")


def _down() -> str:
    """Only what is about the server: other answers name recipients."""
    unreached = Letter.objects.filter(state=Letter.State.WAITING, problem__startswith=UNREACHABLE)
    return unreached.order_by("-pk").values_list("problem", flat=True).first() or ""
