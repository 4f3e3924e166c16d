import secrets
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from dls.jobs import kinds
from dls.web import clock, keys
from dls.web.verdicts import Refused

if TYPE_CHECKING:
    from dls.web.keys import Viewer


def new_ref() -> str:
    """A name for addresses, which never show a database key."""
    return secrets.token_hex(6)


class JobQuerySet(models.QuerySet["Job"]):
    def visible_to(self, person: "Viewer") -> Self:
        """Work about things this person may read about."""
        return self.filter(keys.may_read_about(person))

    def open(self) -> Self:
        return self.filter(state__in=Job.OPEN)

    def claimable(self) -> Self:
        """Work nobody does: it waits, or whoever did it has stopped answering."""
        gone = Q(state=Job.State.RUNNING, claimed_until__lt=timezone.now())
        waits = Q(state=Job.State.WAITING, after__lte=timezone.now())
        return self.filter(gone | waits)


class Job(keys.About):
    """Long work with progress a page can show: an import, a run of an engine."""

    TRIES = 3
    PAUSES = (1, 5)  # minutes between one try and the next

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        RUNNING = "running", "Running"
        DONE = "done", "Done"
        FAILED = "failed", "Failed"
        CANCELLED = "cancelled", "Cancelled"

    OPEN = (State.WAITING, State.RUNNING)
    MOVES: ClassVar = {
        State.WAITING: {State.RUNNING, State.FAILED, State.CANCELLED},
        State.RUNNING: {State.WAITING, State.DONE, State.FAILED, State.CANCELLED},
        State.FAILED: {State.WAITING},
        State.CANCELLED: {State.WAITING},
    }

    ref = models.CharField(max_length=20, unique=True, default=new_ref)
    kind = models.CharField(max_length=80)
    title = models.CharField(max_length=200)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="jobs"
    )
    params = models.JSONField(default=dict, blank=True)

    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)  # 0: not known yet
    message = models.CharField(max_length=300, blank=True)  # what it is at
    result = models.JSONField(default=dict, blank=True)
    problem = models.CharField(max_length=500, blank=True)

    made_at = models.DateTimeField(default=clock.now)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    after = models.DateTimeField(default=timezone.now)  # the next try, in real time
    tries = models.PositiveSmallIntegerField(default=0)
    claim = models.CharField(max_length=20, blank=True)
    claimed_until = models.DateTimeField(null=True, blank=True)
    cancel_requested = models.BooleanField(default=False)

    objects: ClassVar = JobQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["scope", "-id"], name="job_by_scope"),
            models.Index(
                fields=["id"], condition=Q(state__in=["waiting", "running"]), name="job_open"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="job_ended_is_dated",
                condition=Q(state__in=["waiting", "running"]) ^ Q(ended_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    @property
    def percent(self) -> int:
        return round(100 * self.done / self.total) if self.total else 0

    @property
    def result_url(self) -> str:
        """Where the kind says its result can be looked at."""
        return str(self.result.get("url", ""))

    @property
    def told(self) -> str:
        """The result in a sentence."""
        return str(self.result.get("told", ""))

    @property
    def kind_title(self) -> str:
        return kinds.title(self.kind)

    def move_to(self, state: State) -> None:
        if state not in self.MOVES.get(self.State(self.state), set()):
            raise Refused(
                f"Work that is {self.get_state_display().lower()} "
                f"cannot become {state.label.lower()}."
            )
        self.state = state
