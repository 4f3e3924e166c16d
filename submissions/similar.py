"""Pairs of papers that share text, as the pages of one conference show them."""

from dataclasses import dataclass

from dls.conferences.models.conference import Conference
from dls.people.models import Person
from submissions.likeness.elsewhere import Elsewhere, elsewhere
from submissions.models.likeness import Likeness, Signature, unsigned
from submissions.models.papers import Paper


@dataclass(frozen=True)
class Passage:
    """The same text in both papers."""

    left: str
    right: str
    left_page: int
    right_page: int
    words: int


@dataclass(frozen=True)
class Sided:
    """A pair with the paper of this conference on the left."""

    likeness: Likeness
    left: Paper
    right: Paper
    left_percent: int
    right_percent: int

    @property
    def passages(self) -> list[Passage]:
        left, right = ("one", "other") if self.left == self.likeness.one else ("other", "one")
        return [
            Passage(
                told[left], told[right], told[f"page_of_{left}"], told[f"page_of_{right}"],
                told["words"],
            )
            for told in self.likeness.passages
        ]  # fmt: skip


def sided(likeness: Likeness, here: Conference) -> Sided:
    """The pair as this conference looks at it: its own paper left; of two, the earlier one."""
    one, other = likeness.one, likeness.other
    mine, theirs = likeness.percent_of_one, likeness.percent_of_other
    if one.conference_id == here.pk:
        return Sided(likeness, one, other, mine, theirs)
    return Sided(likeness, other, one, theirs, mine)


def waiting(conference: Conference, person: Person) -> int:
    """How many of the papers a chair handles were not compared yet."""
    papers = Paper.objects.run_by(person).filter(conference=conference).order_by()
    unread = unsigned().filter(pk__in=papers.values("pk")).count()
    return unread + Signature.objects.waiting().filter(paper__in=papers.values("pk")).count()


@dataclass(frozen=True)
class Preprint:
    """A paper whose preprint says that it is somewhere else, too."""

    paper: Paper
    said: Elsewhere

    @property
    def state(self) -> str:
        return "Under review elsewhere" if self.said.is_under_review else "Published elsewhere"


def told_elsewhere(paper: Paper) -> Elsewhere | None:
    """What the comment on a paper's preprint says about another venue."""
    here = paper.conference
    own = (here.name, here.title, here.series.short, here.series.title)
    return elsewhere(paper.arxiv_comment, own) if paper.arxiv_comment else None


def preprints(conference: Conference, person: Person) -> list[Preprint]:
    """Those among the papers a chair handles."""
    papers = Paper.objects.run_by(person).live().filter(conference=conference)
    rows = papers.exclude(arxiv_comment="").select_related("conference__series").order_by("number")
    return [Preprint(paper, said) for paper in rows if (said := told_elsewhere(paper))]
