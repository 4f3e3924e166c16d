from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from dls.conferences.models.conference import Conference
from dls.web import clock

if TYPE_CHECKING:
    from submissions.models.papers import PaperQuerySet


class TiesBasisQuerySet(models.QuerySet["TiesBasis"]):
    def for_update(self, conference: Conference) -> Self:
        return self.select_for_update(no_key=True).filter(conference=conference)


class TiesBasis(models.Model):
    """Among what ties were last looked for: the committee and what its members wrote."""

    conference = models.OneToOneField(Conference, models.CASCADE, related_name="ties_basis")
    fingerprint = models.CharField(max_length=64)
    changed_at = models.DateTimeField(default=clock.now)

    objects: ClassVar = TiesBasisQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Committee of {self.conference}"


def stale(papers: "PaperQuerySet", changed_at: datetime) -> "PaperQuerySet":
    """Papers that changed, or whose committee did, since ties were looked for."""
    return papers.filter(
        Q(ties_found_at=None)
        | Q(ties_found_at__lt=F("updated_at"))
        | Q(ties_found_at__lt=changed_at)
    )
