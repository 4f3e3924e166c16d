from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from dls.conferences.models.conference import Conference
from dls.conferences.models.numbered import Numbered
from submissions.models.papers import READERS

if TYPE_CHECKING:
    from dls.web.keys import Viewer


class SavedSearchQuerySet(models.QuerySet["SavedSearch"]):
    def visible_to(self, person: "Viewer") -> Self:
        """One's own, and those chairs share with the committee."""
        if not person.is_authenticated:
            return self.none()
        serves = person.roles.accepted().filter(kind__in=READERS).values("conference")
        run = Conference.objects.run_by(person).values("pk")
        shared = Q(conference__in=serves) | Q(conference__in=run)
        return self.filter(Q(owner=person) | shared & Q(is_shared=True))


class SavedSearch(Numbered):
    """A search with its columns and order, kept under a name."""

    conference = models.ForeignKey(Conference, models.CASCADE, related_name="searches")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="searches")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=1_000, blank=True)
    columns = models.JSONField(default=list, blank=True)
    sort = models.CharField(max_length=40, blank=True)
    is_shared = models.BooleanField("the committee sees it, too", default=False)

    objects: ClassVar = SavedSearchQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "saved searches"
        ordering = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["conference", "number"], name="search_numbered_once"),
            models.UniqueConstraint(fields=["owner", "conference", "name"], name="search_once"),
        ]

    def __str__(self) -> str:
        return self.name
