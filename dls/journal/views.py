"""The journal of a conference, for who runs it."""

import csv

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from dls.journal import finding
from dls.journal.finding import Search
from dls.journal.models import Entry
from dls.web import scopes
from dls.web.http import Request, page

MOST = 10_000


@login_required
@require_safe
def journal(request: Request, slug: str) -> HttpResponse:
    scope = scopes.managed(slug, request.user)
    search = Search.read(request.GET)
    entries = Entry.objects.visible_to(request.user).filter(scope=scope.key)
    context = {
        "title": "Journal",
        "scope": scope,
        "search": search,
        "slice": finding.slice_of(entries, search),
        "verbs": entries.order_by("verb").values_list("verb", flat=True).distinct(),
        "days": finding.DAYS,
    }
    return page(request, "journal/journal.html", context)


@login_required
@require_safe
def table(request: Request, slug: str) -> HttpResponse:
    """The same lines as a table for other programs."""
    scope = scopes.managed(slug, request.user)
    entries = Entry.objects.visible_to(request.user).filter(scope=scope.key)
    found = Search.read(request.GET).within(entries).select_related("by").order_by("-pk")[:MOST]
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="journal-{slug}.csv"'
    lines = csv.writer(response)
    lines.writerow(["at", "by", "did", "what", "details"])
    lines.writerows(finding.row(entry) for entry in found)
    return response
