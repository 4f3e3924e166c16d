from typing import ClassVar, Self

from django.db import models
from django.db.models.functions import Lower

from dls.conferences.models.series import Series


class SubscriberQuerySet(models.QuerySet["Subscriber"]):
    def confirmed(self) -> Self:
        return self.filter(confirmed_at__isnull=False, left_at__isnull=True)


class Subscriber(models.Model):
    """An address on a series' mailing list, once its owner has confirmed it."""

    series = models.ForeignKey(Series, models.CASCADE, related_name="subscribers")
    email = models.EmailField()
    source = models.CharField(max_length=40, blank=True)  # the link they came by
    asked_at = models.DateTimeField(auto_now_add=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = SubscriberQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("series", Lower("email"), name="subscriber_once_a_series")
        ]

    def __str__(self) -> str:
        return self.email
