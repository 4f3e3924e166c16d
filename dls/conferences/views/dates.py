from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from dls.conferences import picture
from dls.conferences.actions import deadlines as actions
from dls.conferences.actions.announcing import Announcement, move_and_tell
from dls.conferences.forms import deadlines as forms
from dls.conferences.forms.fields import changed
from dls.conferences.models.conference import Conference
from dls.conferences.models.deadlines import Deadline
from dls.conferences.rules.deadlines import keeps_history, may_tick, out_of_order
from dls.conferences.views.running import chairs_page, for_chairs
from dls.web.http import Request
from dls.web.toasts import tell

LIST = "conferences:dates-edit"
MILESTONE = Deadline.Kind.MILESTONE


@for_chairs
def dates(request: Request, conference: Conference) -> HttpResponse:
    """All dates of the conference, what is wrong with their order, and milestones."""
    every = list(_rows(conference).select_related("responsible"))
    context = {
        "title": "Dates",
        "deadlines": [one for one in every if not one.is_milestone],
        "milestones": [one for one in every if one.is_milestone],
        "warnings": out_of_order(conference, every),
        "proposed": sum(one.is_proposal for one in every),
        "picture": picture.of(conference, every),
    }
    return chairs_page(request, conference, "dates/dates", context)


@for_chairs
def add(request: Request, conference: Conference) -> HttpResponse:
    """Set a date that was not there."""
    form = forms.NewDeadlineForm(conference, request.POST or None)
    if form.is_valid():
        kind, when = Deadline.Kind(form.cleaned_data["which"]), form.cleaned_data["when"]
        actions.add(conference, kind, when, form.details(), by=request.user)
        tell(request, f"{kind.label}: date set")
        return redirect(LIST, conference.slug)
    context = {"title": "Set a date", "form": form, "button": "Set date"}
    return chairs_page(request, conference, "dates/add", context)


@for_chairs
def add_milestone(request: Request, conference: Conference) -> HttpResponse:
    """Write down something to be done."""
    form = forms.NewMilestoneForm(conference, request.POST or None)
    if form.is_valid():
        when = form.cleaned_data["when"]
        actions.add(conference, MILESTONE, when, form.details(), by=request.user)
        tell(request, "Milestone added")
        return redirect(LIST, conference.slug)
    context = {"title": "Add a milestone", "form": form, "button": "Add milestone"}
    return chairs_page(request, conference, "dates/add", context)


def _rows(conference: Conference) -> QuerySet[Deadline]:
    rows: QuerySet[Deadline] = conference.deadlines.listed().prefetch_related("extensions")
    return rows


def _found(conference: Conference, number: int) -> Deadline:
    rows = _rows(conference).prefetch_related("extensions__by")
    found: Deadline = get_object_or_404(rows, number=number)
    found.conference = conference  # which knows that its chair is here
    return found


@for_chairs
def date(request: Request, conference: Conference, number: int) -> HttpResponse:
    """One date: move it, change what belongs to it, see where it was."""
    found = _found(conference, number)
    form = _details_form(found, request)
    if form.is_valid():
        actions.change(found, changed(form), by=request.user)
        tell(request, "Date saved")
        return redirect(LIST, conference.slug)
    return _date_page(request, found, {"form": form, "move": forms.MoveForm(found)})


def _details_form(deadline: Deadline, request: Request) -> Any:
    sent = request.POST if request.method == "POST" and "day" not in request.POST else None
    if deadline.is_milestone:
        return forms.MilestoneForm(sent, instance=deadline, conference=deadline.conference)
    return forms.DeadlineForm(sent, instance=deadline)


def _date_page(request: Request, deadline: Deadline, context: dict[str, Any]) -> HttpResponse:
    common = {
        "title": deadline.label,
        "deadline": deadline,
        "keeps_history": keeps_history(deadline),
        "ticks": may_tick(request.user, deadline) if deadline.is_milestone else None,
    }
    return chairs_page(request, deadline.conference, "dates/date", {**common, **context})


@require_POST
@for_chairs
def move(request: Request, conference: Conference, number: int) -> HttpResponse:
    """Move a date, and tell whoever should know."""
    found = _found(conference, number)
    form = forms.MoveForm(found, request.POST)
    if not form.is_valid():
        return _date_page(request, found, {"form": _details_form(found, request), "move": form})
    told = Announcement(form.cleaned_data.get("news", False), form.cleaned_data.get("audience", ()))
    move_and_tell(found, form.move, told, by=request.user)
    tell(request, f"{found.label} moved")
    return redirect(LIST, conference.slug)


@require_POST
@for_chairs
def confirm(request: Request, conference: Conference) -> HttpResponse:
    """Say yes to all dates a clone has proposed."""
    many = actions.confirm(conference, by=request.user)
    tell(request, f"{many} dates confirmed")
    return redirect(LIST, conference.slug)


@require_POST
@for_chairs
def remove(request: Request, conference: Conference, number: int) -> HttpResponse:
    actions.remove(_found(conference, number), by=request.user)
    tell(request, "Date removed")
    return redirect(LIST, conference.slug)
