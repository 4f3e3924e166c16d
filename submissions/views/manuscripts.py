"""The page of a paper's manuscript: upload, report, the earlier ones; and the file itself."""

import functools
from typing import Any

from django.db.models import Count, Prefetch, Q
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from dls.web.etags import polled
from dls.web.http import Request
from dls.web.limits import limited
from submissions import reporting, sending
from submissions.actions import manuscripts as actions
from submissions.forms.files import ManuscriptForm, ReferencesForm
from submissions.models.manuscripts import Manuscript
from submissions.models.papers import Paper
from submissions.models.reports import Finding, FormatReport
from submissions.rules import files as rules
from submissions.views.finding import for_insiders, for_readers, paper_page

PAGE = "submissions:manuscript"
A_SECOND = 10  # manuscripts that are checked in a second, about
SELDOM = 20  # seconds between two questions of a page, at most


def sent(request: Request) -> tuple[Any, Any]:
    """What a form gets: fields and files of a POST, else nothing."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


@for_insiders
def newest(request: Request, paper: Paper) -> HttpResponseBase:
    """The newest manuscript with its report, and where to send the next."""
    form = ManuscriptForm(paper, *sent(request))
    if form.is_valid():
        file = form.cleaned_data["file"]
        actions.upload(paper, file.name, file, by=request.user)
        return redirect(PAGE, paper.conference.slug, paper.number)
    every = _every(paper)
    return _shown(request, paper, every, next(iter(every), None), form)


@for_insiders
@require_safe
def one(request: Request, paper: Paper, version: int) -> HttpResponseBase:
    """An earlier manuscript with its report."""
    every = _every(paper)
    found = next((each for each in every if each.number == version), None)
    if found is None:
        raise Http404
    return _shown(request, paper, every, found, ManuscriptForm(paper))


def _every(paper: Paper) -> list[Manuscript]:
    """All manuscripts with their reports and what these count, newest first."""
    standing = Q(findings__in=Finding.objects.standing().filter(report__manuscript__paper=paper))
    reports = FormatReport.objects.annotate(
        blocks=Count("findings", standing & Q(findings__level=Finding.Level.BLOCK)),
        warns=Count("findings", standing & Q(findings__level=Finding.Level.WARN)),
    )
    rows = Manuscript.objects.filter(paper=paper).select_related("by")
    found = list(rows.prefetch_related(Prefetch("report", reports)))
    for each in found:
        each.paper = paper
    return found


def _shown(
    request: Request,
    paper: Paper,
    every: list[Manuscript],
    manuscript: Manuscript | None,
    form: ManuscriptForm,
) -> HttpResponseBase:
    context = _context(request, paper, every, manuscript)
    show = functools.partial(_page, request, paper, form.status, {**context, "form": form})
    if manuscript is None or form.is_bound:
        return show()
    report = manuscript.report
    seen: list[object] = [manuscript.pk, report.state, report.judged_at, report.tries]
    return polled(request, [*seen, context["pause"]], show)


def _context(
    request: Request, paper: Paper, every: list[Manuscript], manuscript: Manuscript | None
) -> dict[str, Any]:
    common = {
        "title": "Manuscript",
        "every": every,
        "changes": rules.may_upload(request.user, paper),
        "most": actions.most(paper),
        "allowed": reporting.allowed(paper.category),
    }
    return {**common, **_reported(request, manuscript)} if manuscript else common


def _reported(request: Request, manuscript: Manuscript) -> dict[str, Any]:
    """Its report; while it waits, how many are before it, and when to ask again."""
    waits = manuscript.report.state == FormatReport.State.WAITING
    ahead = FormatReport.objects.before(manuscript.report).count() if waits else 0
    return {
        "title": f"Manuscript {manuscript.number}",
        "ahead": ahead,
        "pause": min(SELDOM, 1 + ahead // A_SECOND),
        "manuscript": manuscript,
        "report": manuscript.report,
        "told": reporting.reported(manuscript, request.GET.get("page", "")),
        "asking": ReferencesForm(manuscript.report.pages or 0),
    }


def _page(request: Request, paper: Paper, status: int, context: dict[str, Any]) -> HttpResponse:
    response = paper_page(request, paper, "files/manuscript", context)
    response.status_code = status
    return response


@for_insiders
@require_POST
def references(request: Request, paper: Paper, version: int) -> HttpResponse:
    """The authors say where the references start."""
    found = get_object_or_404(paper.manuscripts.select_related("report"), number=version)
    form = ReferencesForm(found.report.pages or 0, request.POST)
    if form.is_valid():
        actions.tell_references(found, form.cleaned_data["page"], by=request.user)
        return redirect("submissions:manuscript-one", paper.conference.slug, paper.number, version)
    return paper_page(
        request,
        paper,
        "files/references",
        {"title": f"Manuscript {version}", "manuscript": found, "asking": form},
    )


@limited("check-again", times=10, seconds=3600)
@for_insiders
@require_POST
def check(request: Request, paper: Paper, version: int) -> HttpResponse:
    """Start a check anew that was set aside."""
    found = get_object_or_404(paper.manuscripts, number=version)
    actions.check_again(found, by=request.user)
    return redirect("submissions:manuscript-one", paper.conference.slug, paper.number, version)


@for_readers
@require_safe
def file(request: Request, paper: Paper, version: int) -> HttpResponseBase:
    """The PDF; for those who may not know its authors, a copy that does not tell them."""
    rows = Manuscript.objects.visible_to(request.user).filter(paper=paper)
    found = get_object_or_404(rows, number=version)
    return sending.manuscript(request, paper, found)
