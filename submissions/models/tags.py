from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Count, Q
from django.db.models.functions import Lower

from dls.conferences.models.conference import Conference
from dls.web import clock
from submissions.models.papers import READERS, Paper

if TYPE_CHECKING:
    from dls.web.keys import Viewer

is_name = RegexValidator(
    r"^[a-z][a-z0-9-]{0,29}$",
    "A tag is written in small letters, digits and hyphens, and begins with a letter: needs-look.",
)


class TagQuerySet(models.QuerySet["Tag"]):
    def visible_to(self, person: "Viewer") -> Self:
        """One's own; the chairs' for chairs; shared ones for the committee."""
        if not person.is_authenticated:
            return self.none()
        run = Conference.objects.run_by(person).values("pk")
        serves = person.roles.accepted().filter(kind__in=READERS).values("conference")
        return self.filter(
            Q(owner=person)
            | Q(owner=None, conference__in=run)
            | Q(readers=Tag.Readers.COMMITTEE, conference__in=serves)
        )

    def settable_by(self, person: "Viewer") -> Self:
        """One's own, and as a chair those of all."""
        if not person.is_authenticated:
            return self.none()
        run = Conference.objects.run_by(person).values("pk")
        return self.filter(Q(owner=person) | Q(owner=None, conference__in=run))


class Tag(models.Model):
    """A label that people set on papers, with or without a number."""

    class Readers(models.TextChoices):
        ONE = "one", "Private"
        CHAIRS = "chairs", "Chairs"
        COMMITTEE = "committee", "Committee"

    class Colour(models.TextChoices):
        NONE = "", "No colour"
        GOOD = "good", "Green"
        WARN = "warn", "Amber"
        BAD = "bad", "Red"
        ACCENT = "accent", "The conference’s own"

    conference = models.ForeignKey(Conference, models.CASCADE, related_name="tags")
    name = models.CharField(max_length=30, validators=[is_name])
    readers = models.CharField("seen by", max_length=9, choices=Readers)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="tags"
    )  # of a private one
    colour = models.CharField(max_length=6, choices=Colour, blank=True)
    has_value = models.BooleanField("carries a number", default=False)
    about = models.CharField("what it means", max_length=300, blank=True)

    objects: ClassVar = TagQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                "conference", Lower("name"), condition=Q(owner=None), name="tag_named_once"
            ),
            models.UniqueConstraint(
                "conference", "owner", Lower("name"), name="tag_named_once_by_its_owner"
            ),
            models.CheckConstraint(
                name="tag_private_has_an_owner", condition=Q(readers="one") ^ Q(owner__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return self.name


class TaggingQuerySet(models.QuerySet["Tagging"]):
    def visible_to(self, person: "Viewer") -> Self:
        """Tags one may see, on papers one may see; authors see none on their own."""
        seen = Paper.objects.visible_to(person).order_by().values("pk")
        mine = Paper.objects.written_by(person).order_by().values("pk")
        tags = Tag.objects.visible_to(person).order_by().values("pk")
        return self.filter(tag__in=tags, paper__in=seen).exclude(paper__in=mine)

    def counted(self) -> dict[int, int]:
        """On how many papers each tag is."""
        rows = self.order_by().values_list("tag").annotate(many=Count("pk"))
        return {int(tag): int(many) for tag, many in rows}


class Tagging(models.Model):
    """A tag on a paper."""

    tag = models.ForeignKey(Tag, models.CASCADE, related_name="taggings")
    paper = models.ForeignKey(Paper, models.CASCADE, related_name="taggings")
    value = models.DecimalField(max_digits=9, decimal_places=3, null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    objects: ClassVar = TaggingQuerySet.as_manager()

    class Meta:
        ordering = ["tag__name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tag", "paper"], name="tagging_once")
        ]

    def __str__(self) -> str:
        return str(self.tag)
