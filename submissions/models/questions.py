from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import Q

from dls.conferences.models.conference import Conference
from dls.conferences.models.numbered import Numbered
from submissions.models.categories import Category
from submissions.models.papers import Paper

if TYPE_CHECKING:
    from dls.web.keys import Viewer


class Question(Numbered):
    """A field of the chairs' own on the form of a paper."""

    class Kind(models.TextChoices):
        LINE = "line", "A line of text"
        TEXT = "text", "Text"
        NUMBER = "number", "A number"
        CHOICE = "choice", "One of several"
        SEVERAL = "several", "Several of a list"
        YES_NO = "yes-no", "Yes or no"
        FILE = "file", "A file"

    class Readers(models.TextChoices):
        AUTHORS = "authors", "Authors alone"
        CHAIRS = "chairs", "Authors and chairs"
        REVIEWERS = "reviewers", "Reviewers, too"
        PUBLIC = "public", "Everybody, once the paper is accepted"

    conference = models.ForeignKey(Conference, models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField(default=0)
    label = models.CharField("question", max_length=200)
    help = models.TextField("explanation", blank=True, max_length=2_000)
    kind = models.CharField(max_length=7, choices=Kind)
    choices = models.JSONField(default=list, blank=True)  # what can be chosen, in order
    least = models.IntegerField(null=True, blank=True)  # number; words of a text; how many chosen
    most = models.IntegerField(null=True, blank=True)
    is_required = models.BooleanField("must be answered to submit", default=False)
    readers = models.CharField("answers are read by", max_length=9, choices=Readers,
        default=Readers.REVIEWERS,
    )  # fmt: skip
    categories = models.ManyToManyField(
        Category, blank=True, related_name="questions"
    )  # none: asked of all
    condition = models.CharField("asked only if", max_length=500, blank=True)  # a search
    is_retired = models.BooleanField("no longer asked", default=False)  # answers stay

    class Meta:
        ordering = ["position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["conference", "number"], name="question_numbered_once")
        ]

    def __str__(self) -> str:
        return self.label


class AnswerQuerySet(models.QuerySet["Answer"]):
    def visible_to(self, person: "Viewer") -> Self:
        """On one's own papers; on papers one handles or reads, as the question says."""
        seen = Paper.objects.visible_to(person).order_by()
        readable = Q(question__readers__in=[Question.Readers.REVIEWERS, Question.Readers.PUBLIC])
        chairs = readable | Q(question__readers=Question.Readers.CHAIRS)
        return self.filter(
            Q(paper__in=Paper.objects.written_by(person).order_by().values("pk"))
            | chairs & Q(paper__in=Paper.objects.run_by(person).order_by().values("pk"))
            | readable & Q(paper__in=seen.values("pk"))
        )

    def of(self, paper: Paper, person: "Viewer") -> Self:
        """The same of one paper; of one that a page has found for them, by what it says of them."""
        if not paper.found_for or paper.found_for != person.pk:
            return self.visible_to(person).filter(paper=paper)
        readers = {Question.Readers.REVIEWERS, Question.Readers.PUBLIC}
        readers |= {Question.Readers.CHAIRS} if paper.is_mine or paper.is_chaired else set()
        readers |= {Question.Readers.AUTHORS} if paper.is_mine else set()
        return self.filter(paper=paper, question__readers__in=readers)


class Answer(models.Model):
    """What authors answered to a question of the chairs' own; files are supplements."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    value = models.JSONField()  # text, number, true or false, or a list of choices

    objects: ClassVar = AnswerQuerySet.as_manager()

    class Meta:
        ordering = ["paper", "question__position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["paper", "question"], name="answer_once")
        ]

    def __str__(self) -> str:
        return f"Answer to {self.question}"
