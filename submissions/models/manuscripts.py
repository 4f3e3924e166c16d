from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Prefetch, Q, Window
from django.db.models.functions import RowNumber

from dls.conferences.models.numbered import Numbered
from dls.web import clock
from submissions import sniffing
from submissions.models.papers import Paper, PaperQuerySet

if TYPE_CHECKING:
    from dls.web.keys import Viewer


class StoredFile(Numbered):
    """A file somebody sent for a paper, numbered within it; never overwritten."""

    WITHIN = "paper"

    sha256 = models.CharField(max_length=64)  # also its address in the store
    name = models.CharField(max_length=200)  # as it was called where it came from
    size = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=60)  # application/pdf, as its content says
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def kind_word(self) -> str:
        """Its kind as people say it."""
        return sniffing.WORDS.get(self.kind, self.kind)


class ManuscriptQuerySet(models.QuerySet["Manuscript"]):
    def visible_to(self, person: "Viewer") -> Self:
        """All of one's own papers and of those one handles; of others, the newest."""
        seen = Paper.objects.visible_to(person).order_by()
        whole = Paper.objects.told_to(person).order_by().values("pk")
        newest = self.model.objects.newest().values("pk")
        return self.filter(Q(paper__in=whole) | Q(paper__in=seen.values("pk"), pk__in=newest))

    def newest(self) -> Self:
        """The last of each paper."""
        place = Window(RowNumber(), partition_by=F("paper"), order_by=F("number").desc())
        return self.annotate(place=place).filter(place=1)

    def of_stage(self, stage: str) -> Self:
        return self.filter(stage=stage)


class Manuscript(StoredFile):
    """A PDF of a paper."""

    class Stage(models.TextChoices):
        SUBMISSION = "submission", "Submission"
        CAMERA_READY = "camera-ready", "Camera-ready"

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="manuscripts")
    stage = models.CharField(max_length=12, choices=Stage, default=Stage.SUBMISSION)
    references_from = models.PositiveSmallIntegerField(
        "page where the references start, as the authors say", null=True, blank=True
    )  # asked where the engine is unsure; 0: there are none

    objects: ClassVar = ManuscriptQuerySet.as_manager()

    class Meta:
        ordering = ["paper", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["paper", "number"], name="manuscript_numbered_once")
        ]
        indexes: ClassVar = [models.Index(fields=["sha256"], name="manuscript_by_content")]


class SupplementQuerySet(models.QuerySet["Supplement"]):
    def visible_to(self, person: "Viewer") -> Self:
        """Those of papers one sees; what stands for a field of the chairs' own, as that says."""
        seen = Paper.objects.visible_to(person).order_by()
        mine = Paper.objects.written_by(person).order_by().values("pk")
        chaired = Paper.objects.run_by(person).order_by().values("pk")
        open_ones = Q(question=None) | Q(question__readers__in=["reviewers", "public"])
        known = ~Q(question__readers="authors")
        return self.filter(
            Q(paper__in=mine)
            | Q(paper__in=chaired) & known
            | Q(paper__in=seen.values("pk")) & open_ones
        )

    def current(self) -> Self:
        """Not taken away again."""
        return self.filter(removed_at=None)


class Supplement(StoredFile):
    """Another file of a paper: data, a video, or what one of the chairs' own fields asks for."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="supplements")
    question = models.ForeignKey(
        "submissions.Question", models.PROTECT, null=True, blank=True, related_name="files"
    )
    removed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = SupplementQuerySet.as_manager()

    class Meta:
        ordering = ["paper", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["paper", "number"], name="supplement_numbered_once")
        ]


def with_latest(papers: PaperQuerySet) -> PaperQuerySet:
    """Papers with their newest manuscript and its report, which `latest` then answers."""
    newest = Manuscript.objects.newest().select_related("report")
    return papers.prefetch_related(Prefetch("manuscripts", newest, to_attr="newest"))
