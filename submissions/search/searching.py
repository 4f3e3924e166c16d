"""Asks papers in the search language."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from submissions.search import compiling
from submissions.search.keywords import Viewpoint
from submissions.search.language import parse
from submissions.search.tree import WrongQuery

if TYPE_CHECKING:
    from submissions.models.papers import PaperQuerySet


def find(papers: "PaperQuerySet", text: str, seen: Viewpoint) -> "PaperQuerySet":
    """Of what visible_to(person) gave, the papers of the conference that the text asks for.

    Raises WrongQuery.
    """
    here = papers.filter(conference=seen.conference.pk)
    return here.filter(compiling.condition(parse(text), seen))


@dataclass(frozen=True)
class Answer:
    """What a page shows: the papers, or none and what is wrong with the question."""

    papers: "PaperQuerySet"
    wrong: WrongQuery | None = None


def answer(papers: "PaperQuerySet", text: str, seen: Viewpoint) -> Answer:
    try:
        return Answer(find(papers, text, seen))
    except WrongQuery as wrong:
        return Answer(papers.none(), wrong)
