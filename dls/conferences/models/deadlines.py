from datetime import datetime, timedelta
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from dls.conferences import scoping
from dls.conferences.models.conference import Conference
from dls.conferences.models.numbered import Numbered
from dls.conferences.models.roles import Role
from dls.web import clock, zones

if TYPE_CHECKING:
    from dls.people.models import Person
    from dls.web.keys import Viewer


class DeadlineQuerySet(models.QuerySet["Deadline"]):
    def visible_to(self, person: "Viewer") -> Self:
        """Public dates of conferences one sees; of those one serves, the committee's, too; all
        dates of those one runs, but those that whoever set them shows.
        """
        shown = Conference.objects.visible_to(person).values("pk")
        run = Conference.objects.run_by(person).values("pk")
        told = Q(is_public=True)
        if person.is_authenticated:
            serves = person.roles.accepted().values("conference")
            told |= Q(kind__in=Deadline.INNER, conference__in=serves)
        return self.listed().filter(
            told & Q(conference__in=shown, is_proposal=False) | Q(conference__in=run)
        )

    def in_hand_of(self, person: "Viewer") -> Self:
        """Milestones this person may tick off: of conferences they run; their own, in a role."""
        if not person.is_authenticated:
            return self.none()
        run = Conference.objects.run_by(person).values("pk")
        held = person.roles.accepted().values("conference")
        own = Q(responsible=person, conference__in=held, is_proposal=False)
        return self.filter(Q(conference__in=run) | own, kind=Deadline.Kind.MILESTONE)

    def listed(self) -> Self:
        """Those that stand among the dates of their conference: not those of a single paper."""
        told = Q(scope="")
        for kind in scoping.kinds():
            told |= Q(scope__startswith=f"{kind}:")
        return self.filter(told)

    def with_people(self) -> Self:
        """With who is responsible; `in_hand` says whether they still have a role there."""
        here = {"conference": OuterRef("conference"), "person": OuterRef("responsible")}
        held = Role.objects.accepted().filter(**here)
        return self.select_related("responsible").annotate(in_hand=Exists(held))


class Deadline(Numbered):
    """A named moment of a conference, with all the dates it ever had."""

    class Kind(models.TextChoices):
        """In the order in which they come."""

        ABSTRACTS = "abstracts", "Abstracts due"
        PAPERS = "papers", "Papers due"
        BIDS = "bids", "Bids due"
        REVIEWS = "reviews", "Reviews due"
        RESPONSE_OPENS = "response-opens", "Author response opens"
        RESPONSE_CLOSES = "response-closes", "Author response closes"
        NOTIFICATION = "notification", "Notification"
        CAMERA_READY = "camera-ready", "Camera ready"
        MILESTONE = "milestone", "Milestone"

    INNER = (Kind.BIDS, Kind.REVIEWS)  # the committee works by them; nobody else waits for them

    conference = models.ForeignKey(Conference, models.CASCADE, related_name="deadlines")
    kind = models.CharField(max_length=20, choices=Kind)
    scope = models.CharField(max_length=40, blank=True)  # category:3: whose app owns the key
    title = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)  # the end, for a range
    zone = models.CharField(max_length=40, default=zones.AOE, choices=zones.choices)
    whole_day = models.BooleanField(default=True)
    grace = models.PositiveSmallIntegerField("grace in minutes", default=0)
    is_public = models.BooleanField(default=True)
    is_proposal = models.BooleanField(default=False)  # a clone's guess: chairs alone see it
    note = models.CharField(max_length=300, blank=True)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="milestones"
    )
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects: ClassVar = DeadlineQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["conference", "number"], name="deadline_numbered_once"),
            models.UniqueConstraint(
                fields=["conference", "kind", "scope"],
                condition=~Q(kind="milestone"),
                name="deadline_once_a_scope",
            ),
            models.CheckConstraint(
                name="deadline_ends_after_it_starts",
                condition=Q(until__isnull=True) | Q(until__gte=models.F("at")),
            ),
            models.CheckConstraint(
                name="milestone_has_a_title", condition=~Q(kind="milestone") | ~Q(title="")
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """Papers due; Papers due (Short paper)."""
        name = self.title or self.get_kind_display()
        told = scoping.words(self.conference, self.scope) if self.scope else ""
        return f"{name} ({told})" if told else name

    @property
    def is_listed(self) -> bool:
        """Whether it stands among the dates of its conference."""
        return scoping.is_listed(self.scope)

    @property
    def zone_label(self) -> str:
        """AoE, CET."""
        return zones.label(self.at, self.zone)

    @property
    def is_milestone(self) -> bool:
        return self.kind == self.Kind.MILESTONE

    @property
    def keeper(self) -> "Person | None":
        """Who is responsible and still has a role; a clone's guess is for chairs alone."""
        in_hand = getattr(self, "in_hand", False) and not self.is_proposal
        return self.responsible if in_hand else None

    @property
    def is_inner(self) -> bool:
        """For the committee, unless chairs have put it on the public page."""
        return self.kind in self.INNER and not self.is_public

    @property
    def closes_at(self) -> datetime:
        """When rules stop taking it, grace included; nobody is told of the grace.

        A whole day ends with its last moment, not at the start of its last second.
        """
        ends = self.at.replace(microsecond=999_999) if self.whole_day else self.at
        return ends + timedelta(minutes=self.grace)

    @property
    def is_over(self) -> bool:
        return clock.now() > (self.until or self.at)


class Extension(models.Model):
    """A deadline was moved: from when, to when, by whom, and why. Imported ones may know less."""

    deadline = models.ForeignKey(Deadline, models.CASCADE, related_name="extensions")
    was = models.DateTimeField()
    became = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.deadline} moved"
