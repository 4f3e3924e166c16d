"""What is taken from the table of papers: a letter, an archive, plain data, pictures."""

from collections.abc import Iterator
from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from dls.conferences import finder
from dls.conferences.models.conference import Conference
from dls.conferences.views.running import for_chairs
from dls.web.http import Request
from dls.web.verdicts import Refused
from submissions import archives, audiences_of, pictures
from submissions.actions import searches
from submissions.models.manuscripts import Manuscript, ManuscriptQuerySet
from submissions.search.keywords import Viewpoint
from submissions.table.asking import Wanted, numbers
from submissions.table.page import Table
from submissions.views.finding import conference_page

FEW = 100


@require_POST
@for_chairs
def write(request: Request, conference: Conference) -> HttpResponse:
    """A letter to the authors of the chosen papers."""
    chosen = numbers(request.POST.getlist("paper"))
    if not 0 < len(chosen) <= FEW:
        raise Refused(f"Choose from 1 to {FEW} papers; for more, keep a search and write to that.")
    wanted = Wanted(q=" or ".join(map(str, chosen)))
    kept = searches.keep(conference, wanted, searches.Kept("Last letter"), by=request.user)
    asked = urlencode({"audience": f"{audiences_of.SEARCH}{kept.number}"})
    return redirect(f"{reverse('mail:mailing-new', args=[conference.slug])}?{asked}")


def _table(request: HttpRequest, slug: str) -> Table:
    conference = finder.seen(slug, request.user)
    table = Table(Viewpoint(cast(Request, request).user, conference), Wanted.of(request.GET))
    if table.answer.wrong:
        raise Refused(str(table.answer.wrong))
    return table


@login_required
def archive(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    """The newest PDFs of what was asked for, in one zip."""
    table = _table(request, slug)
    named = table.answer.papers.names()
    rows = Manuscript.objects.visible_to(request.user).newest().filter(paper__in=list(named))
    answer = StreamingHttpResponse(
        archives.zipped(_named(rows.select_related("paper__conference"), named)),
        content_type="application/zip",
    )
    answer.headers["Content-Disposition"] = f'attachment; filename="{slug}-papers.zip"'
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["X-Accel-Buffering"] = "no"
    return answer


def _named(rows: ManuscriptQuerySet, named: dict[int, bool]) -> Iterator[Manuscript]:
    """Each says of its paper whether the reader may know its authors."""
    for one in rows.order_by("paper__number").iterator():
        one.paper.shows_authors = named[one.paper_id]
        yield one


@login_required
def plain(request: HttpRequest, slug: str) -> HttpResponse:
    """The table as data for programs."""
    found = [
        {
            "number": row.base.number,
            "title": row.base.title,
            "authors": row.byline,
            "tags": [name for name, _ in row.tags],
            **{column.name: cell.text for column, cell in row.cells},
        }
        for row in _table(request, slug).everything()
    ]
    answer = JsonResponse({"papers": found}, json_dumps_params={"ensure_ascii": False})
    answer.headers["Content-Disposition"] = f'attachment; filename="{slug}-papers.json"'
    return answer


@for_chairs
def drawn(request: Request, conference: Conference) -> HttpResponse:
    """How the papers came in, and of what they are."""
    context = {"title": "Pictures", "drawn": pictures.of(conference, request.user)}
    return conference_page(request, conference, "table/pictures", context)
