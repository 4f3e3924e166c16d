from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from dls.web import clock
from submissions.models.manuscripts import Manuscript
from submissions.models.papers import Paper

if TYPE_CHECKING:
    from dls.web.keys import Viewer


class Measured(models.Model):
    """What the format engine measured of a file: found once, judged as often as rules change."""

    sha256 = models.CharField(max_length=64, unique=True)
    engine = models.CharField(max_length=20)  # the version that measured
    data = models.BinaryField()  # JSON of a Measurement or a Failure, compressed
    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return self.sha256[:12]


class ReportQuerySet(models.QuerySet["FormatReport"]):
    def visible_to(self, person: "Viewer") -> Self:
        """For authors and for whoever handles the paper; never for reviewers."""
        told = Paper.objects.told_to(person).order_by().values("pk")
        return self.filter(manuscript__paper__in=told)

    def claimable(self, now: datetime) -> Self:
        """Files nobody has checked, and those whose worker has not been heard of."""
        return self.filter(
            Q(state=FormatReport.State.WAITING, after__lte=now)
            | Q(state=FormatReport.State.RUNNING, claimed_until__lte=now)
        )

    def done(self) -> Self:
        return self.filter(state=FormatReport.State.DONE)

    def before(self, report: "FormatReport") -> Self:
        """Those that wait and have their turn earlier."""
        return self.filter(state=FormatReport.State.WAITING, after__lt=report.after)


class FormatReport(models.Model):
    """What the check of a manuscript found; a new manuscript has one that waits."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        RUNNING = "running", "Being checked"
        DONE = "done", "Checked"
        FAILED = "failed", "Set aside"  # the check itself failed again and again

    TRIES = 3

    manuscript = models.OneToOneField(Manuscript, models.CASCADE, related_name="report")
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    after = models.DateTimeField(default=clock.now)
    claim = models.CharField(max_length=16, blank=True)
    claimed_until = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=500, blank=True)

    judged_by = models.CharField(max_length=64, blank=True)  # fingerprint of policy and stage
    judged_at = models.DateTimeField(null=True, blank=True)
    took_ms = models.PositiveIntegerField(null=True, blank=True)
    pages = models.PositiveIntegerField(null=True, blank=True)
    counted_pages = models.PositiveIntegerField(null=True, blank=True)
    body_length = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    outline = models.JSONField(default=dict, blank=True)  # what pages show of it

    objects: ClassVar = ReportQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["state", "after"], name="report_by_state")]

    def __str__(self) -> str:
        return f"Report on {self.manuscript}"

    @property
    def is_done(self) -> bool:
        return self.state == self.State.DONE

    @property
    def seconds(self) -> str:
        """How long the file was read."""
        return f"{(self.took_ms or 0) / 1000:.1f}"


class FindingQuerySet(models.QuerySet["Finding"]):
    def visible_to(self, person: "Viewer") -> Self:
        """As their reports."""
        return self.filter(report__in=FormatReport.objects.visible_to(person).values("pk"))

    def with_waivers(self) -> Self:
        """Say of each whether chairs have let it pass."""
        waived = Waiver.objects.filter(
            paper=OuterRef("report__manuscript__paper"), rule=OuterRef("rule"), ended_at=None
        )
        return self.annotate(is_waived=Exists(waived))

    def standing(self) -> Self:
        """Those that nobody has let pass."""
        return self.with_waivers().filter(is_waived=False)


class Finding(models.Model):
    """A rule that a manuscript does not keep."""

    class Level(models.TextChoices):
        NOTE = "note", "notes"
        WARN = "warn", "warns"
        BLOCK = "block", "blocks"

    report = models.ForeignKey(FormatReport, models.CASCADE, related_name="findings")
    rule = models.CharField(max_length=30)
    level = models.CharField(max_length=5, choices=Level)
    page = models.PositiveIntegerField(null=True, blank=True)
    box = models.JSONField(null=True, blank=True)  # left, top, right, bottom in points
    measured = models.TextField(blank=True)
    allowed = models.TextField(blank=True)
    message = models.TextField()

    is_waived = False  # unless with_waivers() says so

    objects: ClassVar = FindingQuerySet.as_manager()

    class Meta:
        ordering = ["report", "pk"]
        indexes: ClassVar = [models.Index(fields=["rule", "level"], name="finding_by_rule")]

    def __str__(self) -> str:
        return self.rule


class WaiverQuerySet(models.QuerySet["Waiver"]):
    def visible_to(self, person: "Viewer") -> Self:
        told = Paper.objects.told_to(person).order_by().values("pk")
        return self.filter(paper__in=told)

    def current(self) -> Self:
        return self.filter(ended_at=None)


class Waiver(models.Model):
    """A chair lets a paper break a rule, and says why."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="waivers")
    rule = models.CharField(max_length=30)
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = WaiverQuerySet.as_manager()

    class Meta:
        ordering = ["paper", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["paper", "rule"], condition=Q(ended_at=None), name="waiver_once_a_rule"
            )
        ]

    def __str__(self) -> str:
        return f"{self.rule} waived"
