"""Pages of manuscripts as pictures, drawn in the sandbox, with words that can be selected."""

from functools import partial

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from dls.web.http import Request
from submissions import derived, reporting, sending
from submissions.models.manuscripts import Manuscript
from submissions.models.papers import Paper
from submissions.policies import ENGINE
from submissions.views.finding import for_insiders, paper_page


@for_insiders
@require_safe
def picture(request: Request, paper: Paper, version: int, page: int) -> HttpResponseBase:
    """A page as a picture."""
    found = _found(paper, version, page)
    make = partial(derived.picture, found.sha256, page)
    return sending.picture(request, f'"{found.sha256}-{page}-{ENGINE}"', make)


@for_insiders
@require_safe
def leaf(request: Request, paper: Paper, version: int, page: int) -> HttpResponse:
    """A page large, with its words and what was found on it."""
    found = _found(paper, version, page)
    context = {
        "title": f"Page {page}",
        "manuscript": found,
        "told": reporting.reported(found, str(page)),
        "words": reporting.layer(derived.words(found.sha256, page)),
        "page": page,
    }
    return paper_page(request, paper, "files/leaf", context)


def _found(paper: Paper, version: int, page: int) -> Manuscript:
    """A manuscript that has this page."""
    rows = paper.manuscripts.select_related("report")
    found: Manuscript = get_object_or_404(rows, number=version)
    if not 1 <= page <= len(found.report.outline.get("sheets", [])):
        raise Http404
    found.paper = paper
    return found
