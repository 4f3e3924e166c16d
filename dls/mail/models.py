from datetime import datetime, timedelta
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from dls.web import clock, keys

if TYPE_CHECKING:
    from dls.web.keys import Viewer


class LetterQuerySet(models.QuerySet["Letter"]):
    def visible_to(self, person: "Viewer") -> Self:
        """Letters about things this person may read about; secret ones (codes) for nobody."""
        return self.filter(keys.may_read_about(person), is_secret=False)

    def due(self, at: datetime) -> Self:
        """Letters to send now: waiting, their time has come, and nobody is sending them."""
        free = Q(claimed_until=None) | Q(claimed_until__lt=at)
        return self.filter(free, state=Letter.State.WAITING, after__lte=at)


class Letter(keys.About):
    """One email to one person, written in the same transaction as its cause."""

    LEASE = timedelta(minutes=5)
    PAUSES = (1, 5, 15, 60, 240, 720, 1440)  # minutes between one try and the next

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        HELD = "held", "Held"
        SENT = "sent", "Sent"
        FAILED = "failed", "Failed"
        CANCELLED = "cancelled", "Cancelled"

    kind = models.CharField(max_length=80, db_index=True)  # conferences/invitation
    key = models.CharField(max_length=200, unique=True, null=True, blank=True)  # noqa: DJ001
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="letters"
    )
    to = models.EmailField()
    to_name = models.CharField(max_length=200, blank=True)
    reply_to = models.EmailField(blank=True)
    subject = models.CharField(max_length=300)
    body = models.TextField()  # Markdown, the source of both parts
    leave_url = models.CharField(max_length=500, blank=True)  # one-click unsubscribe, if any
    is_secret = models.BooleanField(default=False)  # codes and sign-in links: body goes once sent

    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    written_at = models.DateTimeField(default=clock.now)
    after = models.DateTimeField(default=clock.now)
    claimed_until = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=500, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    bounced_at = models.DateTimeField(null=True, blank=True)
    message_id = models.CharField(max_length=200, blank=True, db_index=True)

    objects: ClassVar = LetterQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["after", "id"], condition=Q(state="waiting"), name="letter_waiting"
            ),
            models.Index(fields=["scope", "-id"], name="letter_by_scope"),
        ]
        constraints = [
            models.CheckConstraint(
                name="letter_sent_is_dated",
                condition=Q(state="sent", sent_at__isnull=False) | ~Q(state="sent"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject} → {self.to}"
