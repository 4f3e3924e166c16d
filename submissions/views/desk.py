"""The format desk: what the checks found in all papers, and what chairs do about it."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from dls.conferences.models.conference import Conference
from dls.conferences.rules.conference import is_open
from dls.conferences.views.running import for_chairs
from dls.web import tables
from dls.web.http import Request
from dls.web.toasts import tell
from submissions import desk, rule_names
from submissions.actions import waivers
from submissions.desk import Desk, Wanted
from submissions.forms.desk import WaiverForm
from submissions.models.papers import Paper
from submissions.models.reports import Waiver
from submissions.views.finding import conference_page

HEAD = ("paper", "title", "rule", "level", "page", "measured", "allowed", "message")


@for_chairs
def findings(request: Request, conference: Conference) -> HttpResponse:
    """What was found in the newest manuscripts, narrowed by level and rule."""
    table = Desk(conference, request.user, Wanted.of(request.GET))
    found = table.page(request.GET.get("page", ""))
    context = {
        "title": "Format desk", "tab": "findings", "table": table, "found": found,
        "rows": [(desk.place(one), rule_names.broken(one.rule), one) for one in found],
        "waiting": desk.waiting(conference, request.user), "changes": is_open(conference),
    }  # fmt: skip
    return conference_page(request, conference, "desk/findings", context)


@for_chairs
def export(request: Request, conference: Conference) -> HttpResponse:
    """The findings of the filter, for a spreadsheet."""
    rows = [
        [one.report.manuscript.paper.number, one.report.manuscript.paper.title, one.rule, one.level,
         one.page, one.measured, one.allowed, one.message]
        for one in Desk(conference, request.user, Wanted.of(request.GET)).chosen()
    ]  # fmt: skip
    return tables.csv_file(f"{conference.slug}-format", HEAD, rows)


@require_POST
@for_chairs
def ask(request: Request, conference: Conference) -> HttpResponse:
    """Ask the authors of the chosen papers to mend what was chosen."""
    chosen = set(request.POST.getlist("finding"))
    rows = desk.of(conference, request.user).select_related("report__manuscript__paper__conference")
    many = waivers.ask([one for one in rows if desk.place(one) in chosen], by=request.user)
    tell(request, f"Authors of {many} paper{'' if many == 1 else 's'} asked to mend the PDF")
    return redirect("submissions:format-desk", conference.slug)


@for_chairs
def passing(request: Request, conference: Conference) -> HttpResponse:
    """The rules that papers may break, and why."""
    rows = Waiver.objects.current().filter(
        paper__in=Paper.objects.run_by(request.user).filter(conference=conference)
    )
    context = {
        "title": "Format desk", "tab": "waivers", "changes": is_open(conference),
        "rows": [
            (rule_names.broken(one.rule), one)
            for one in rows.select_related("paper", "by").order_by("paper__number", "rule")
        ],
    }  # fmt: skip
    return conference_page(request, conference, "desk/waivers", context)


@for_chairs
def waive(request: Request, conference: Conference, number: int, rule: str) -> HttpResponse:
    """Let one paper break one rule."""
    papers = Paper.objects.run_by(request.user).filter(conference=conference)
    paper = get_object_or_404(papers.select_related("conference"), number=number)
    if rule not in rule_names.TITLES:
        raise Http404
    there = paper.waivers.current().filter(rule=rule).first()
    form = WaiverForm(request.POST or None, initial={"reason": there.reason if there else ""})
    if form.is_valid():
        waivers.waive(paper, rule, form.cleaned_data["reason"], by=request.user)
        tell(request, f"“{rule_names.broken(rule)}” may pass in paper {number}")
        return redirect("submissions:waivers", conference.slug)
    found = desk.of(conference, request.user).filter(report__manuscript__paper=paper, rule=rule)
    title = f"Let “{rule_names.broken(rule)}” pass"
    context = {"title": title, "paper": paper, "rule": rule, "form": form, "found": found}
    return conference_page(request, conference, "desk/waive", context)


@require_POST
@for_chairs
def end(request: Request, conference: Conference, number: int, rule: str) -> HttpResponse:
    """The rule holds for the paper again."""
    papers = Paper.objects.run_by(request.user).filter(conference=conference)
    waivers.end(get_object_or_404(papers, number=number), rule, by=request.user)
    tell(request, f"“{rule_names.broken(rule)}” holds again for paper {number}")
    return redirect("submissions:waivers", conference.slug)
