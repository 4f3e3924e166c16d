from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.urls import reverse

from dls.people.models import new_handle
from dls.web import clock
from submissions.likeness.candidates import FEW
from submissions.models.manuscripts import Manuscript
from submissions.models.papers import Paper, PaperQuerySet
from submissions.models.reports import FormatReport

if TYPE_CHECKING:
    from dls.conferences.models.conference import Conference
    from dls.web.keys import Viewer

ENGINE = "1"  # another one as soon as marks or words are taken otherwise


class SignatureQuerySet(models.QuerySet["Signature"]):
    def waiting(self) -> Self:
        """Those not compared with the others yet."""
        return self.filter(compared_at=None, engine=ENGINE)

    def beside(self, paper: Paper) -> Self:
        """Of the other papers of this series that are handed in."""
        return self.filter(
            engine=ENGINE,
            paper__status=Paper.Status.SUBMITTED,
            paper__conference__series=paper.conference.series_id,
        ).exclude(paper=paper)


class Signature(models.Model):
    """What a paper's current manuscript is compared by."""

    paper = models.OneToOneField(Paper, models.CASCADE, related_name="signature")
    sha256 = models.CharField(max_length=64)  # of the manuscript it was taken from
    engine = models.CharField(max_length=10)
    marked = models.PositiveIntegerField(default=0)  # how many marks it has
    at = models.DateTimeField(default=clock.now)
    compared_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = SignatureQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["sha256"], name="signature_by_content"),
            models.Index(
                fields=["id"], condition=Q(compared_at=None), name="signature_not_compared"
            ),
        ]

    def __str__(self) -> str:
        return f"Signature of {self.paper}"


class MarkQuerySet(models.QuerySet["Mark"]):
    def of(self, signature: Signature) -> list[int]:
        return list(self.filter(signature=signature).values_list("value", flat=True))

    def standing(self, values: list[int], least: int) -> dict[int, int]:
        """In how many papers each of these stands, where that is more than so many."""
        found = self.filter(value__in=values).order_by().values_list("value")
        return dict(found.annotate(papers=Count("pk")).filter(papers__gt=least))

    def sharing(self, values: list[int], signature: Signature) -> dict[int, int]:
        """The other signatures that have several of these, and how many."""
        found = self.filter(value__in=values).exclude(signature=signature).order_by()
        counted = found.values_list("signature").annotate(shared=Count("pk"))
        return dict(counted.filter(shared__gte=FEW))


class Mark(models.Model):
    """One number of a signature: who has the same has the same three words somewhere."""

    signature = models.ForeignKey(Signature, models.CASCADE, related_name="marks")
    value = models.BigIntegerField()

    objects: ClassVar = MarkQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["value", "signature"], name="mark_once_a_signature")
        ]

    def __str__(self) -> str:
        return str(self.value)


def unsigned() -> PaperQuerySet:
    """Papers handed in whose current manuscript was checked and has no signature yet."""
    newest = Manuscript.objects.filter(paper=OuterRef("pk")).order_by("-number")
    there = Q(signature__sha256=F("content"), signature__engine=ENGINE)
    ended = [FormatReport.State.DONE, FormatReport.State.FAILED]
    papers: PaperQuerySet = (
        Paper.objects.submitted()
        .annotate(
            content=Subquery(newest.values("sha256")[:1]),
            checked=Subquery(newest.values("report__state")[:1]),
        )
        .filter(checked__in=ended)
        .exclude(there)
    )
    return papers


class LikenessQuerySet(models.QuerySet["Likeness"]):
    def visible_to(self, person: "Viewer") -> Self:
        """For chairs who handle both papers."""
        run = Paper.objects.run_by(person).order_by().values("pk")
        return self.filter(one__in=run, other__in=run)

    def within(self, conference: "Conference") -> Self:
        """Those with a paper of this conference, both still handed in."""
        here = Q(one__conference=conference) | Q(other__conference=conference)
        there = Q(one__status=Paper.Status.SUBMITTED, other__status=Paper.Status.SUBMITTED)
        return self.filter(here & there)

    def standing(self) -> Self:
        """Those nobody has dismissed."""
        return self.filter(dismissed_at=None)

    def dismissed(self) -> Self:
        return self.filter(dismissed_at__isnull=False)

    def of(self, paper: Paper) -> Self:
        return self.filter(Q(one=paper) | Q(other=paper))

    def ranked(self) -> Self:
        rows = self.select_related("one__conference", "other__conference", "dismissed_by")
        return rows.order_by("-is_same_file", "-share", "pk")


class Likeness(models.Model):
    """Two papers that have much of their text in common."""

    SHOWN = 40  # passages that are kept

    ref = models.CharField(max_length=12, unique=True, default=new_handle, editable=False)
    one = models.ForeignKey(Paper, models.CASCADE, related_name="likenesses")  # the lower key
    other = models.ForeignKey(Paper, models.CASCADE, related_name="likenesses_back")
    is_same_file = models.BooleanField(default=False)
    share = models.FloatField(default=0)  # of the paper of which more is shared
    share_of_one = models.FloatField(default=0)
    share_of_other = models.FloatField(default=0)
    words = models.PositiveIntegerField(default=0)
    passages = models.JSONField(default=list, blank=True)
    found_at = models.DateTimeField(default=clock.now)

    dismissed_at = models.DateTimeField(null=True, blank=True)
    dismissed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    dismissed_share = models.FloatField(default=0)  # what was thought harmless
    reason = models.CharField(max_length=500, blank=True)

    objects: ClassVar = LikenessQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "likenesses"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["one", "other"], name="likeness_once_a_pair"),
            models.CheckConstraint(name="likeness_in_order", condition=Q(one__lt=F("other"))),
            models.CheckConstraint(
                name="likeness_dismissed_with_reason",
                condition=Q(dismissed_at=None) | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        if self.one.conference_id == self.other.conference_id:
            return f"{self.one} and {self.other}"
        return " and ".join(f"{one} of {one.conference}" for one in (self.one, self.other))

    def get_absolute_url(self) -> str:
        return reverse("submissions:duplicate", args=[self.one.conference.slug, self.ref])

    @property
    def is_dismissed(self) -> bool:
        return self.dismissed_at is not None

    @property
    def percent(self) -> int:
        return round(100 * self.share)

    @property
    def percent_of_one(self) -> int:
        return round(100 * self.share_of_one)

    @property
    def percent_of_other(self) -> int:
        return round(100 * self.share_of_other)
