from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import Q

from dls.conferences.models.conference import Conference
from dls.conferences.models.numbered import Numbered
from dls.web import clock

if TYPE_CHECKING:
    from dls.web.keys import Viewer


class PageQuerySet(models.QuerySet["Page"]):
    def visible_to(self, person: "Viewer") -> Self:
        """Published pages of conferences one sees; all pages of those one runs."""
        shown = Conference.objects.visible_to(person).values("pk")
        run = Conference.objects.run_by(person).values("pk")
        return self.filter(Q(conference__in=shown, is_published=True) | Q(conference__in=run))


class Page(models.Model):
    """A page of the chairs' own."""

    class Kind(models.TextChoices):
        OWN = "own", "Page"
        CONDUCT = "conduct", "Code of conduct"
        PRIVACY = "privacy", "Privacy"
        IMPRINT = "imprint", "Imprint"

    conference = models.ForeignKey(Conference, models.CASCADE, related_name="pages")
    kind = models.CharField(max_length=7, choices=Kind, default=Kind.OWN)
    slug = models.SlugField(max_length=50)
    title = models.CharField(max_length=120)
    body = models.TextField(blank=True)  # Markdown
    is_published = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)

    objects: ClassVar = PageQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["conference", "slug"], name="page_address_once"),
            models.UniqueConstraint(
                fields=["conference", "kind"], condition=~Q(kind="own"), name="page_kind_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class News(Numbered):
    """A short notice on the public page."""

    conference = models.ForeignKey(Conference, models.CASCADE, related_name="news")
    title = models.CharField(max_length=200)
    body = models.TextField(blank=True)  # Markdown
    published_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-published_at", "-pk"]
        verbose_name_plural = "news"
        constraints = [
            models.UniqueConstraint(fields=["conference", "number"], name="news_numbered_once")
        ]

    def __str__(self) -> str:
        return self.title
