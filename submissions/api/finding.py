"""How resources find the paper in their address, and tell what is wrong with a question."""

from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch, prefetch_related_objects
from rest_framework import exceptions
from rest_framework.response import Response

from dls.conferences import finder
from dls.conferences.models.conference import Conference
from dls.web.api import M, Resource
from dls.web.api_errors import problem
from submissions.api import files
from submissions.models.manuscripts import Manuscript
from submissions.models.papers import Paper, PaperQuerySet
from submissions.models.tags import Tagging
from submissions.search.tree import WrongQuery

if TYPE_CHECKING:
    from dls.people.models import Person


class OfPaper(files.OfPaper[M]):
    """Something of a paper that the caller may see, told by actions and their rules."""

    tag = "Papers"

    def paper(self, slug: str, number: int) -> Paper:
        found = super().paper(slug, number)
        found.found_for = self.request.user.pk or 0
        return found


class OfCall(Resource[M]):
    """Something of a conference and its papers."""

    tag = "Papers"
    private = True

    def conference(self, slug: str) -> Conference:
        return finder.seen(slug, self.request.user)


def with_all(papers: PaperQuerySet, person: "Person") -> PaperQuerySet:
    """With what lists tell of each paper, asked at once for all."""
    found: PaperQuerySet = papers.select_related("category", "conference").prefetch_related(
        "authors__affiliations", "topics", _tags(person)
    )
    return found


def fetch_all(paper: Paper, person: "Person") -> None:
    """The same for one paper, with what is told of one alone."""
    newest = Prefetch("manuscripts", Manuscript.objects.newest().select_related("report"), "newest")
    prefetch_related_objects([paper.conference], "deadlines__extensions")
    prefetch_related_objects([paper], "authors__affiliations", "topics", newest, _tags(person))


def _tags(person: "Person") -> "Prefetch[Any]":
    seen = Tagging.objects.visible_to(person).select_related("tag").order_by("tag__name", "pk")
    return Prefetch("taggings", seen, "seen_tags")


def wrong_query(wrong: WrongQuery) -> Response:
    """What is wrong with a search, and where: from which character to which."""
    told = [{"field": "q", "detail": wrong.sentence}]
    return problem(
        400, wrong.sentence, "wrong_query", start=wrong.start, end=wrong.end, errors=told
    )


def invalid(field: str, sentence: str) -> exceptions.ValidationError:
    return exceptions.ValidationError({field: [sentence]})
