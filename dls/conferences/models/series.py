from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from dls.conferences.models.numbered import Numbered

if TYPE_CHECKING:
    from dls.web.keys import Viewer


class SeriesQuerySet(models.QuerySet["Series"]):
    def visible_to(self, person: "Viewer") -> Self:
        """Series with a public edition; those one runs an edition of; all, for operators."""
        if person.is_authenticated and person.is_operator:
            return self.all()
        conferences = self.model._meta.get_field("conferences").related_model
        shown = conferences._default_manager.visible_to(person)  # type: ignore[attr-defined]
        outside = OutsideEdition.objects.filter(series=OuterRef("pk"))
        return self.filter(Exists(shown.filter(series=OuterRef("pk"))) | Exists(outside))

    def run_by(self, person: "Viewer") -> Self:
        """Series this person looks after: all for operators, those one chairs an edition of."""
        if not person.is_authenticated:
            return self.none()
        if person.is_operator:
            return self.all()
        conferences = self.model._meta.get_field("conferences").related_model
        run = conferences._default_manager.run_by(person)  # type: ignore[attr-defined]
        return self.filter(pk__in=run.values("series"))


class Series(models.Model):
    """A family of conferences."""

    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=200)
    short = models.CharField("short name", max_length=40)
    scope_text = models.TextField("what it is about", blank=True)  # Markdown
    created_at = models.DateTimeField(auto_now_add=True)
    revision = models.PositiveIntegerField(default=1)

    objects: ClassVar = SeriesQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "series"
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("conferences:series", args=[self.slug])


class OutsideEdition(Numbered):
    """An edition that was held without DLS: a link, and what is known of it."""

    WITHIN = "series"

    series = models.ForeignKey(Series, models.CASCADE, related_name="outside_editions")
    title = models.CharField(max_length=200)
    ordinal = models.PositiveSmallIntegerField(null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    city = models.CharField(max_length=100, blank=True)
    country = models.CharField(max_length=2, blank=True)
    event = models.CharField("held with", max_length=100, blank=True)
    link = models.URLField(blank=True)
    format_text = models.CharField("format", max_length=500, blank=True)
    submissions = models.PositiveIntegerField(null=True, blank=True)
    accepted = models.PositiveIntegerField(null=True, blank=True)
    attendance = models.PositiveIntegerField(null=True, blank=True)
    attendance_note = models.CharField(max_length=100, blank=True)  # over 200

    class Meta:
        ordering = ["-starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["series", "number"], name="outside_numbered_once"),
            models.CheckConstraint(
                name="outside_edition_accepts_some",
                condition=Q(accepted__isnull=True)
                | Q(submissions__isnull=True)
                | Q(accepted__lte=models.F("submissions")),
                violation_error_message="More papers were accepted than were submitted.",
            ),
        ]

    def __str__(self) -> str:
        return self.title
