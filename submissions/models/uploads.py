from datetime import datetime, timedelta
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.crypto import get_random_string

from dls.web import clock
from submissions.models.manuscripts import Manuscript, Supplement
from submissions.models.papers import Paper
from submissions.models.questions import Question

if TYPE_CHECKING:
    from dls.web.keys import Viewer

ALIVE = timedelta(days=2)  # since the last piece came


def new_ref() -> str:
    return get_random_string(24, "abcdefghijkmnpqrstuvwxyz23456789")


def expiry() -> datetime:
    return timezone.now() + ALIVE


class UploadQuerySet(models.QuerySet["Upload"]):
    def visible_to(self, person: "Viewer") -> Self:
        """One's own, for papers one still may see."""
        if not person.is_authenticated:
            return self.none()
        told = Paper.objects.told_to(person).order_by().values("pk")
        return self.filter(by=person, paper__in=told)

    def open(self) -> Self:
        """Of which something is still missing."""
        return self.filter(filled_at=None)

    def unfinished(self) -> Self:
        """All is there, but what it was sent for has not been made of it."""
        return self.filter(filled_at__isnull=False, ended_at=None)

    def expired(self, now: datetime) -> Self:
        return self.filter(expires_at__lte=now)


class Upload(models.Model):
    """A file that comes in pieces, and goes on after a lost connection."""

    class Purpose(models.TextChoices):
        MANUSCRIPT = "manuscript", "Manuscript"
        SUPPLEMENT = "supplement", "Supplement"

    ref = models.CharField(max_length=24, unique=True, default=new_ref)
    paper = models.ForeignKey(Paper, models.CASCADE, related_name="uploads")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    purpose = models.CharField(max_length=10, choices=Purpose)
    question = models.ForeignKey(Question, models.CASCADE, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, blank=True)  # as the sender says, if they do
    received = models.PositiveBigIntegerField(default=0)
    begun_at = models.DateTimeField(default=clock.now)
    filled_at = models.DateTimeField(null=True, blank=True)  # when the last piece came
    ended_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(default=expiry)
    problem = models.CharField(max_length=500, blank=True)  # why nothing was made of it
    manuscript = models.ForeignKey(
        Manuscript, models.CASCADE, null=True, blank=True, related_name="+"
    )
    supplement = models.ForeignKey(
        Supplement, models.CASCADE, null=True, blank=True, related_name="+"
    )

    objects: ClassVar = UploadQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="upload_within_its_size", condition=Q(received__lte=F("size"))
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["expires_at"], name="upload_by_expiry")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_full(self) -> bool:
        return self.received == self.size


class Piece(models.Model):
    """A part of an upload, kept in the storage so that any web node can take the next."""

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="pieces")
    start = models.PositiveBigIntegerField()
    size = models.PositiveIntegerField()
    place = models.CharField(max_length=100)  # its name in the storage

    objects: ClassVar = models.Manager()

    class Meta:
        ordering = ["upload", "start"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["upload", "start"], name="piece_once")
        ]

    def __str__(self) -> str:
        return f"{self.upload} from {self.start}"
