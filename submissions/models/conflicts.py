from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from dls.web import clock
from submissions.models.papers import Paper

if TYPE_CHECKING:
    from dls.web.keys import Viewer


class ConflictQuerySet(models.QuerySet["Conflict"]):
    def visible_to(self, person: "Viewer") -> Self:
        """Of one's own papers, what authors said; of oneself; of papers one handles, all."""
        if not person.is_authenticated:
            return self.none()
        mine = Paper.objects.written_by(person).order_by().values("pk")
        run = Paper.objects.run_by(person).order_by().values("pk")
        told = Q(source=Conflict.Source.AUTHOR)
        seen = Paper.objects.visible_to(person).order_by().values("pk")
        own = Q(person=person, source=Conflict.Source.MEMBER) | Q(person=person, paper__in=seen)
        return self.filter(Q(paper__in=mine) & told | own | Q(paper__in=run))

    def holding(self) -> Self:
        """Those that keep a person from a paper."""
        return self.filter(state__in=Conflict.HOLDING)

    def run_by(self, person: "Viewer") -> Self:
        """Those of papers one handles."""
        return self.filter(paper__in=Paper.objects.run_by(person).order_by().values("pk"))

    def undecided(self) -> Self:
        """Found, and still to be confirmed or dismissed by a person."""
        return self.filter(state__in=[Conflict.State.SUSPECTED, Conflict.State.SUGGESTED])

    def suggested_to(self, person: "Viewer") -> Self:
        """What was found about oneself and does not hold, on papers one may see."""
        if not person.is_authenticated:
            return self.none()
        seen = Paper.objects.visible_to(person).order_by().values("pk")
        return self.filter(person=person, state=Conflict.State.SUGGESTED, paper__in=seen)


class Conflict(models.Model):
    """A person must not see or touch a paper; or it was thought so, or chairs say they may.

    One row for each pair: it keeps the last word, and the journal what was said before.
    """

    class Kind(models.TextChoices):
        AUTHOR = "author", "Author"
        COAUTHOR = "co-author", "Co-author"
        INSTITUTION = "institution", "Same institution"
        ADVISOR = "advisor", "Advisor or advisee"
        PERSONAL = "personal", "Personal"
        OTHER = "other", "Other"

    class Source(models.TextChoices):
        AUTHOR = "author", "Said by the authors"
        MEMBER = "member", "Said by the member"
        FOUND = "found", "Found"
        CHAIR = "chair", "Set by a chair"

    class State(models.TextChoices):
        DECLARED = "declared", "Declared"
        SUSPECTED = "suspected", "Found, holds until dismissed"
        SUGGESTED = "suggested", "Found, holds once confirmed"
        CONFIRMED = "confirmed", "Confirmed"
        DISMISSED = "dismissed", "Dismissed"
        DROPPED = "dropped", "Taken back"  # by who declared it; what is found may hold again

    HOLDING = (State.DECLARED, State.SUSPECTED, State.CONFIRMED)

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="conflicts")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="conflicts")
    kind = models.CharField(max_length=11, choices=Kind)
    source = models.CharField(max_length=6, choices=Source)
    state = models.CharField(max_length=9, choices=State)
    is_pinned = models.BooleanField(default=False)  # a chair's last word: others cannot change it
    note = models.CharField(max_length=500, blank=True)
    evidence = models.JSONField(default=list, blank=True)  # sentences, with the kind of each
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects: ClassVar = ConflictQuerySet.as_manager()

    class Meta:
        ordering = ["paper", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["paper", "person"], name="conflict_once_a_pair")
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "state", "paper"], name="conflict_of_person")
        ]

    def __str__(self) -> str:
        return f"{self.person} and {self.paper}"

    @property
    def holds(self) -> bool:
        return self.state in self.HOLDING

    @property
    def says(self) -> str:
        """Why it was thought so: the sentences of its evidence, one after the other."""
        return " ".join(str(one.get("says", "")) for one in self.evidence)
