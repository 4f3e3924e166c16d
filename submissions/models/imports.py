from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models

from dls.conferences.models.conference import Conference
from dls.conferences.models.numbered import Numbered
from dls.web import clock
from submissions.models.papers import Paper

if TYPE_CHECKING:
    from dls.web.keys import Viewer


class IntakeQuerySet(models.QuerySet["Intake"]):
    def visible_to(self, person: "Viewer") -> Self:
        """For the chairs of the conference; before anything is made, for who uploaded it alone.

        Until then nobody knows with which of its papers another chair has a conflict.
        """
        if not person.is_authenticated:
            return self.none()
        run = self.filter(conference__in=Conference.objects.run_by(person).values("pk"))
        return run.filter(models.Q(by=person) | ~models.Q(state=Intake.State.DRAFT))


class Intake(Numbered):
    """Papers of another system, uploaded to be made here."""

    class State(models.TextChoices):
        DRAFT = "draft", "Not begun"
        RUNNING = "running", "Being made"
        DONE = "done", "Done"

    conference = models.ForeignKey(Conference, models.CASCADE, related_name="intakes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    files = models.JSONField()  # by their SHA-256, how they were called
    state = models.CharField(max_length=7, choices=State, default=State.DRAFT)
    tells_authors = models.BooleanField("authors get a letter", default=False)

    objects: ClassVar = IntakeQuerySet.as_manager()

    class Meta:
        ordering = ["conference", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["conference", "number"], name="intake_numbered_once")
        ]

    def __str__(self) -> str:
        return f"Import {self.number}"

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def is_done(self) -> bool:
        return self.state == self.State.DONE

    @property
    def names(self) -> str:
        return ", ".join(self.files.values())


class Origin(models.Model):
    """Where a paper was before: once it is here, it is not taken in a second time."""

    conference = models.ForeignKey(Conference, models.CASCADE, related_name="+")
    paper = models.OneToOneField(Paper, models.CASCADE, related_name="origin")
    intake = models.ForeignKey(Intake, models.CASCADE, related_name="origins")
    key = models.CharField(max_length=80)  # its number there, or what stands for it

    class Meta:
        ordering = ["paper"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["conference", "key"], name="origin_taken_in_once")
        ]

    def __str__(self) -> str:
        return self.key
