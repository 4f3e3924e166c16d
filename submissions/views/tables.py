"""The table of papers, for every role what they may see; searches kept under a name."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from dls.conferences import finder
from dls.conferences.models.conference import Conference
from dls.web import tables
from dls.web.http import Request
from dls.web.toasts import tell
from submissions.actions import searches
from submissions.forms.searches import SaveForm
from submissions.models.searches import SavedSearch
from submissions.models.tags import Tag
from submissions.rules.papers import may_start
from submissions.search import completing
from submissions.search.keywords import Viewpoint
from submissions.table import drawing
from submissions.table.asking import Wanted
from submissions.table.page import Table
from submissions.views.finding import conference_page

BEFORE = ("number", "title", "authors", "tags")


def _table(request: HttpRequest, conference: Conference) -> Table:
    return Table(Viewpoint(cast(Request, request).user, conference), Wanted.of(request.GET))


@login_required
def papers(request: HttpRequest, slug: str) -> HttpResponse:
    """Papers found by a search, in chosen columns."""
    conference = finder.seen(slug, request.user)
    table = _table(request, conference)
    found = table.page(request.GET.get("page", ""))
    rows = table.rows(found)
    kept = SavedSearch.objects.visible_to(request.user).filter(conference=conference)
    context = {
        "title": "Papers", "table": table, "found": found, "rows": rows,
        "drawn": drawing.rows(rows), "heads": table.heads(),
        "wrong": table.answer.wrong, "parts": table.parts(),
        "form": SaveForm(), "saved": [(one, Wanted.saved(one).query) for one in kept],
        "starts": may_start(request.user, conference),
        "taggable": Tag.objects.settable_by(request.user).filter(conference=conference),
        "categories": conference.categories.all(),
    }  # fmt: skip
    return conference_page(cast(Request, request), conference, "table/papers", context)


@login_required
def complete(request: HttpRequest, slug: str) -> HttpResponse:
    """What may be meant by the word at the cursor."""
    conference = finder.seen(slug, request.user)
    typed, at = request.GET.get("q", ""), request.GET.get("at", "")
    cursor = int(at) if at.isascii() and at.isdigit() else len(typed)
    seen = Viewpoint(cast(Request, request).user, conference)
    found = completing.complete(typed, cursor, seen)
    return JsonResponse(
        {"found": [[one.text, one.about, one.start, one.end] for one in found]},
        headers={"Cache-Control": "private, no-store"},
    )


@login_required
def export(request: HttpRequest, slug: str) -> HttpResponse:
    """The table as a file for spreadsheets."""
    table = _table(request, finder.seen(slug, request.user))
    head = [*BEFORE, *(one.name for one in table.chosen)]
    rows = (
        [row.base.number, row.base.title, row.byline, " ".join(name for name, _ in row.tags),
         *(cell.text for _, cell in row.cells)]
        for row in table.everything()
    )  # fmt: skip
    return tables.csv_file(f"{slug}-papers", head, rows)


@require_POST
@login_required
def save(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep a search under a name."""
    conference = finder.seen(slug, request.user)
    form, wanted = SaveForm(request.POST), Wanted.of(request.POST)
    by = cast(Request, request).user
    if form.is_valid():
        searches.keep(conference, wanted, form.kept(), by=by)
        tell(request, f"Search kept as “{form.cleaned_data['name']}”")
    return redirect(f"../?{wanted.query}")


@require_POST
@login_required
def forget(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Remove a saved search of one’s own."""
    conference = finder.seen(slug, request.user)
    mine = SavedSearch.objects.filter(conference=conference, owner=request.user.pk)
    searches.forget(get_object_or_404(mine, number=number), by=cast(Request, request).user)
    tell(request, "Search removed")
    return redirect("submissions:papers", slug)
