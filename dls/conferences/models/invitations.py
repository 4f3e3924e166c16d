from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models

from dls.conferences.models.conference import Conference
from dls.conferences.models.roles import Role, new_ref
from dls.web import clock

if TYPE_CHECKING:
    from dls.web.keys import Viewer


class InvitationListQuerySet(models.QuerySet["InvitationList"]):
    def visible_to(self, person: "Viewer") -> Self:
        """Those of conferences one runs."""
        return self.filter(conference__in=Conference.objects.run_by(person).values("pk"))

    def drafts(self) -> Self:
        return self.filter(state=InvitationList.State.DRAFT)

    def unfinished(self) -> Self:
        """Confirmed, and somebody may still be missing."""
        return self.filter(state=InvitationList.State.SENDING)


class InvitationList(models.Model):
    """People to invite, as pasted: kept until its letters are written, so nothing typed is lost."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        SENDING = "sending", "Being written"
        DONE = "done", "Done"

    conference = models.ForeignKey(Conference, models.CASCADE, related_name="invitation_lists")
    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    kind = models.CharField("role", max_length=20, choices=Role.Kind, default=Role.Kind.MEMBER)
    text = models.TextField("people")
    left_out = models.JSONField(default=list, blank=True)  # numbers of lines
    rest = models.JSONField(default=list, blank=True)  # lines that could not be invited
    message = models.TextField("personal message", blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    pace = models.CharField(
        "reminders", max_length=10, choices=Role.Pace, default=Role.Pace.USUAL, blank=True
    )
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    made_at = models.DateTimeField(default=clock.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    wanted = models.PositiveIntegerField(default=0)
    invited = models.PositiveIntegerField(default=0)

    objects: ClassVar = InvitationListQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} invitations"
