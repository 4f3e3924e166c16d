"""Drafts that lack nothing: the rule's own answer, asked only where the database sees no lack."""

from typing import Any

from django.db.models import Count, Q, QuerySet

from dls.web import scopes
from submissions.models import setup
from submissions.models.authors import Author, AuthorAffiliation
from submissions.models.categories import Category
from submissions.models.manuscripts import Manuscript, with_latest
from submissions.models.papers import Paper
from submissions.models.reports import Finding
from submissions.models.setup import Setup
from submissions.rules.completeness import fetched, lacking
from submissions.search import about_manuscripts
from submissions.search.keywords import Viewpoint
from submissions.search.membership import among

MUST = Setup.Asked.MUST
DRAFT = Q(status=Paper.Status.DRAFT)


def ready(seen: Viewpoint) -> Q:
    return Q(pk__in=_whole(seen))


def incomplete(seen: Viewpoint) -> Q:
    return DRAFT & ~Q(pk__in=_whole(seen))


def _whole(seen: Viewpoint) -> list[int]:
    """The drafts one sees that lack nothing."""
    return scopes.once(seen.conference, seen.person, "whole drafts", lambda: _found(seen))


def _found(seen: Viewpoint) -> list[int]:
    asked, here = setup.of(seen.conference), seen.conference
    may = _told(asked) & _topics(asked, seen) & _authors(asked, seen) & _manuscript(seen)
    seen_ones = Paper.objects.visible_to(seen.person).filter(DRAFT, may, conference=here.pk)
    drafts = list(with_latest(seen_ones.select_related("category")))
    fetched(drafts, here)
    return [draft.pk for draft in drafts if not lacking(draft)]


def _told(asked: Setup) -> Q:
    told = ~Q(abstract="")
    if asked.keywords == MUST:
        told &= ~Q(keywords="")
    if asked.collaborators == MUST:
        told &= ~Q(collaborators="")
    if asked.reproducibility == MUST:
        told &= ~Q(algorithms="") & ~Q(releases="") & ~Q(data_sets="") & ~Q(hardware="")
        measured = Q(studies_performance__isnull=False, studies_performance=True)
        plain = Q(studies_performance__isnull=False, studies_performance=False)
        told &= plain | measured & ~Q(benchmark="")
    if asked.declarations == MUST:
        told &= Q(is_original=True, all_agree=True)
    return told


def _topics(asked: Setup, seen: Viewpoint) -> Q:
    if not seen.conference.topics.exists():
        return Q()
    chosen_for: QuerySet[Any] = Paper.topics.through.objects.all()
    rows = chosen_for.filter(topic__conference=seen.conference.pk).order_by()
    counted = rows.values("paper").alias(chosen=Count("pk"))
    fit = among(counted.filter(chosen__range=(asked.topics_least, asked.topics_most)))
    return fit if asked.topics_least else fit | ~among(rows.values("paper"))


def _authors(asked: Setup, seen: Viewpoint) -> Q:
    here = Author.objects.filter(paper__conference=seen.conference.pk).order_by()
    many = here.values("paper").alias(named=Count("pk")).filter(named__gt=asked.authors_most)
    lacking = here.filter(Q(email="") | Q(affiliations=None))
    found = among(here.filter(is_corresponding=True).values("paper"))
    found &= ~among(many) & ~among(lacking.values("paper"))
    if asked.countries == MUST:
        nowhere = AuthorAffiliation.objects.filter(
            country="", author__paper__conference=seen.conference.pk
        )
        found &= ~among(nowhere.values("author__paper"))
    return found


def _manuscript(seen: Viewpoint) -> Q:
    optional = Category.objects.filter(conference=seen.conference.pk, needs_manuscript=False)
    uploaded = Manuscript.objects.filter(paper__conference=seen.conference.pk).order_by()
    there = among(uploaded.values("paper")) | Q(category__in=optional.values("pk"))
    blocked = about_manuscripts.findings(seen).filter(level=Finding.Level.BLOCK)
    return there & ~about_manuscripts.papers(blocked)
