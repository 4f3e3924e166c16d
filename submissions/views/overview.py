"""A paper as its readers see it, and its history."""

from django.core.paginator import Paginator
from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpResponse

from dls.web.http import Request
from submissions import about_paper, inside_paper
from submissions.models.manuscripts import Manuscript
from submissions.models.papers import Paper
from submissions.views.finding import for_insiders, for_readers, paper_page

A_PAGE = 50


@for_readers
def overview(request: Request, paper: Paper) -> HttpResponse:
    """What it is, how it stands, what it lacks: each reader sees what is theirs to see."""
    prefetch_related_objects([paper.conference], "deadlines__extensions")
    newest = Prefetch("manuscripts", Manuscript.objects.newest().select_related("report"), "newest")
    prefetch_related_objects([paper], "authors__affiliations", "topics", newest)
    context = {"title": str(paper), **about_paper.shown(paper, request.user)}
    if paper.is_mine or paper.is_chaired:
        context |= inside_paper.shown(paper, request.user)
    return paper_page(request, paper, "lifecycle/overview", context)


@for_insiders
def journal(request: Request, paper: Paper) -> HttpResponse:
    """What happened to it, page by page."""
    entries = inside_paper.history(paper)
    rows = Paginator(entries, A_PAGE).get_page(request.GET.get("page"))
    context = {"title": "Journal", "rows": rows, "tellers": inside_paper.tellers(paper)}
    return paper_page(request, paper, "lifecycle/journal", context)
