from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, Self

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.crypto import get_random_string

from dls.conferences.models.conference import Conference
from dls.web import clock
from dls.web.verdicts import Refused

if TYPE_CHECKING:
    from dls.web.keys import Viewer


def new_ref() -> str:
    """A name for addresses that tells nothing of the row."""
    return get_random_string(10, "abcdefghjkmnpqrstuvwxyz23456789")


class RoleQuerySet(models.QuerySet["Role"]):
    def visible_to(self, person: "Viewer") -> Self:
        """The printed committee of conferences one sees; one's own; all of those one runs."""
        shown = Conference.objects.visible_to(person).values("pk")
        printed = Q(conference__in=shown, state__in=Role.PRINTED, is_listed=True)
        if not person.is_authenticated:
            return self.filter(printed)
        run = Conference.objects.run_by(person).values("pk")
        return self.filter(printed | Q(person=person) | Q(conference__in=run))

    def accepted(self) -> Self:
        return self.filter(state=Role.State.ACCEPTED)

    def running(self) -> Self:
        """Roles that run a conference."""
        return self.accepted().filter(kind=Role.Kind.CHAIR)

    def live(self) -> Self:
        """Roles that are held, or may still be taken."""
        return self.filter(state__in=[Role.State.INVITED, Role.State.ACCEPTED])

    def printed(self) -> Self:
        """What the public page lists."""
        return self.filter(state__in=Role.PRINTED, is_listed=True)

    def managed_by(self, person: "Viewer") -> Self:
        """All roles of the conferences this person runs."""
        return self.filter(conference__in=Conference.objects.run_by(person).values("pk"))

    def held_by(self, person: "Viewer") -> Self:
        """Roles this person holds now."""
        return self.accepted().filter(person=person.pk).select_related("conference")

    def open_for(self, person: "Viewer") -> Self:
        """Invitations to an address this person has proven, still to be answered."""
        if not person.is_authenticated:
            return self.none()
        mine = EmailAddress.objects.filter(user=person, verified=True)
        proven = mine.values(address=Lower("email"))
        waiting = self.filter(state=Role.State.INVITED).exclude(expires_at__lte=clock.now())
        return (
            waiting.annotate(address=Lower("email"))
            .filter(address__in=proven)
            .select_related("conference")
        )

    def forgotten(self, at: datetime) -> Self:
        """Invitations whose time is over without an answer."""
        return self.filter(state=Role.State.INVITED, expires_at__lte=at)

    def waiting(self) -> Self:
        """Invited, and not yet answered."""
        return self.filter(state=Role.State.INVITED)

    def replaceable(self) -> Self:
        """Declined with the name of somebody to ask instead, whom nobody has asked."""
        return self.filter(state=Role.State.DECLINED, suggestion_taken=False).exclude(suggestion="")


class Role(models.Model):
    """What a person is in one conference: comes by invitation, keeps its name as printed then."""

    class Kind(models.TextChoices):
        CHAIR = "chair", "Chair"
        PROCEEDINGS_CHAIR = "proceedings-chair", "Proceedings chair"
        SENIOR_AREA_CHAIR = "senior-area-chair", "Senior area chair"
        AREA_CHAIR = "area-chair", "Area chair"
        MEMBER = "member", "PC member"
        EXTERNAL = "external", "External reviewer"

    class State(models.TextChoices):
        INVITED = "invited", "Invited"
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"
        EXPIRED = "expired", "Expired"
        WITHDRAWN = "withdrawn", "Withdrawn"
        ENDED = "ended", "Ended"

    class Pace(models.TextChoices):
        """After how many days without an answer the house reminds by itself."""

        USUAL = "5,10", "After 5 and 10 days"
        QUICK = "2,5", "After 2 and 5 days"
        SLOW = "10,20", "After 10 and 20 days"
        NEVER = "", "Never"

    MOVES: ClassVar = {
        State.INVITED: {State.ACCEPTED, State.DECLINED, State.EXPIRED, State.WITHDRAWN},
        State.EXPIRED: {State.INVITED, State.WITHDRAWN},
        State.DECLINED: {State.INVITED, State.ACCEPTED},
        State.ACCEPTED: {State.ENDED, State.DECLINED},
        State.WITHDRAWN: {State.INVITED},
        State.ENDED: {State.INVITED},
    }
    PRINTED = (State.ACCEPTED,)

    conference = models.ForeignKey(Conference, models.CASCADE, related_name="roles")
    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.MEMBER)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="roles"
    )
    email = models.EmailField(blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.INVITED)

    # As printed in this edition: editing a profile changes nothing here.
    name = models.CharField(max_length=200)
    family_name = models.CharField(max_length=100, blank=True)  # sorts the committee
    title = models.CharField(max_length=80, blank=True)  # co-chair
    affiliation = models.CharField(max_length=300, blank=True)
    country = models.CharField("country as printed", max_length=80, blank=True)
    is_listed = models.BooleanField("on the public page", default=True)
    position = models.PositiveSmallIntegerField(default=0)

    invited_at = models.DateTimeField(null=True, blank=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    message = models.TextField("personal message", blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    pace = models.CharField(
        "reminders", max_length=10, choices=Pace, default=Pace.USUAL, blank=True
    )
    reminders = models.PositiveSmallIntegerField(default=0)
    reminded_at = models.DateTimeField(null=True, blank=True)
    warned_at = models.DateTimeField(null=True, blank=True)  # told that it expires soon
    nonce = models.PositiveIntegerField(default=1)  # links of an earlier invitation stop working
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField("reason", blank=True)
    suggestion = models.TextField("suggested replacement", blank=True)
    suggestion_taken = models.BooleanField(default=False)  # a chair has dealt with it
    since = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = RoleQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "position", "family_name", "name"]
        constraints = [
            models.UniqueConstraint(
                "conference",
                "kind",
                Lower("email"),
                condition=Q(state__in=["invited", "accepted"]) & ~Q(email=""),
                name="role_live_once_an_address",
                violation_error_message="This address has this role, or an invitation to it, "
                "already.",
            ),
            models.UniqueConstraint(
                fields=["conference", "kind", "person"],
                condition=Q(state__in=["invited", "accepted"], person__isnull=False),
                name="role_live_once_a_person",
                violation_error_message="This person has this role already.",
            ),
        ]
        indexes = [models.Index(fields=["conference", "state"], name="role_by_state")]

    def __str__(self) -> str:
        return f"{self.name}, {self.word}"

    @property
    def word(self) -> str:
        """The role inside a sentence: PC member, area chair."""
        return in_a_sentence(self.kind)

    @property
    def is_over(self) -> bool:
        """Its time to answer has come, whether or not the house has noticed yet."""
        return self.expires_at is not None and self.expires_at <= clock.now()

    def move_to(self, state: State) -> None:
        if state not in self.MOVES.get(self.State(self.state), set()):
            raise Refused(
                f"This invitation is {self.get_state_display().lower()}; "
                f"it cannot become {state.label.lower()}."
            )
        self.state = state


def in_a_sentence(kind: str) -> str:
    label = Role.Kind(kind).label
    return label if label.startswith("PC") else label.lower()


class Affiliation(models.Model):
    """Where somebody of the committee belongs, under its common name and code."""

    class Sector(models.TextChoices):
        ACADEMIA = "academia", "Academia"
        LABORATORY = "laboratory", "Research laboratory"
        INDUSTRY = "industry", "Industry"
        OTHER = "other", "Other"

    role = models.ForeignKey(Role, models.CASCADE, related_name="affiliations")
    institution = models.CharField(max_length=200)
    country = models.CharField(max_length=2, blank=True)
    sector = models.CharField(max_length=10, choices=Sector, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.institution
