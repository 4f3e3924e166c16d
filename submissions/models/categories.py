from typing import ClassVar, Self

from django.db import models
from django.db.models import Count, F, Q

from dls.conferences.models.conference import Conference
from dls.conferences.models.numbered import Numbered
from dls.web import keys


class CategoryQuerySet(models.QuerySet["Category"]):
    def with_papers(self) -> Self:
        """With how many papers there are of each, as `many`."""
        return self.annotate(many=Count("papers"))


class Category(Numbered):
    """A kind of paper with the format it must have."""

    class References(models.TextChoices):
        POLICY = "", "As the template says"
        FREE = "free", "Not counted"
        COUNTED = "counted", "Counted"

    PARTS = ("appendix", "acknowledgments", "limitations")

    conference = models.ForeignKey(Conference, models.CASCADE, related_name="categories")
    name = models.CharField(max_length=80)  # Full paper
    about = models.TextField("what it is for", blank=True, max_length=2_000)  # Markdown
    position = models.PositiveSmallIntegerField(default=0)
    is_open = models.BooleanField("takes new papers", default=True)
    blindness = models.CharField(
        max_length=12, blank=True, choices=Conference.ReviewModel
    )  # empty: as the conference
    needs_manuscript = models.BooleanField("needs a PDF to be submitted", default=True)

    template = models.CharField(max_length=40, default="article")  # a built-in policy
    own_policy = models.TextField("the venue’s own policy", blank=True)  # TOML over the template
    pages_min = models.PositiveSmallIntegerField("at least, pages", null=True, blank=True)
    pages_max = models.PositiveSmallIntegerField("at most, pages", null=True, blank=True)
    references = models.CharField(max_length=7, blank=True, choices=References)
    free_parts = models.JSONField(default=list, blank=True)  # of PARTS
    extra_pages = models.PositiveSmallIntegerField("more pages at camera-ready", default=0)
    levels = models.JSONField(default=dict, blank=True)  # stage → rule → level, where it differs

    objects: ClassVar = CategoryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "categories"
        ordering = ["position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["conference", "number"], name="category_numbered_once"),
            models.UniqueConstraint(fields=["conference", "name"], name="category_named_once"),
            models.CheckConstraint(
                name="category_pages_in_order",
                condition=Q(pages_min__isnull=True)
                | Q(pages_max__isnull=True)
                | Q(pages_min__lte=F("pages_max")),
                violation_error_message="The fewest pages are more than the most.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def key(self) -> str:
        return keys.key(self)

    @property
    def review_model(self) -> str:
        return self.blindness or self.conference.review_model

    @property
    def is_double_blind(self) -> bool:
        return self.review_model == Conference.ReviewModel.DOUBLE_BLIND
