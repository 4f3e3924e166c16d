from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar, Self

from allauth.account.models import EmailAddress
from django.db import models
from django.db.models import Count, Q
from django.db.models.functions import Lower
from django.utils import timezone

from dls.conferences.models.series import Series

if TYPE_CHECKING:
    from dls.people.models import Person


class SubscriberQuerySet(models.QuerySet["Subscriber"]):
    def confirmed(self) -> Self:
        return self.filter(confirmed_at__isnull=False, left_at__isnull=True)

    def of(self, person: "Person") -> Self:
        """Rows with an address this person has proven."""
        mine = EmailAddress.objects.filter(user=person, verified=True)
        proven = mine.values(address=Lower("email"))
        return self.annotate(address=Lower("email")).filter(address__in=proven)

    def stale(self) -> Self:
        """Addresses that were asked to confirm and never did."""
        long_ago = timezone.now() - Subscriber.PATIENCE
        return self.filter(confirmed_at__isnull=True, asked_at__lt=long_ago)

    def by_source(self) -> list[tuple[str, int, int]]:
        """Each link people came by: how many asked, how many are on the list; most first."""
        on_list = Count("pk", filter=Q(confirmed_at__isnull=False, left_at__isnull=True))
        rows = self.order_by().values_list("source").annotate(asked=Count("pk"), on_list=on_list)
        return sorted(rows, key=lambda row: (-row[2], -row[1], row[0]))


class Subscriber(models.Model):
    """An address on a series' mailing list, once its owner has confirmed it."""

    PATIENCE = timedelta(days=30)  # so long an unconfirmed address is kept

    series = models.ForeignKey(Series, models.CASCADE, related_name="subscribers")
    email = models.EmailField()
    source = models.CharField(max_length=40, blank=True)  # the link they came by
    asked_at = models.DateTimeField(default=timezone.now)  # real time: links are measured by it
    confirmed_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = SubscriberQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("series", Lower("email"), name="subscriber_once_a_series"),
            models.CheckConstraint(
                name="subscriber_leaves_what_they_joined",
                condition=Q(left_at__isnull=True) | Q(confirmed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.email

    @property
    def is_on_list(self) -> bool:
        return self.confirmed_at is not None and self.left_at is None
