"""Papers from another system: uploaded, looked through, made."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from dls.conferences.models.conference import Conference
from dls.conferences.views.running import for_chairs
from dls.jobs.models import Job
from dls.web.http import Request
from dls.web.limits import limited
from dls.web.toasts import tell
from submissions import intakes
from submissions.actions import importing as actions
from submissions.forms.importing import ConfirmForm, IntakeForm
from submissions.models.imports import Intake
from submissions.models.papers import Paper
from submissions.rules import importing as rules
from submissions.views.finding import conference_page


@limited("intakes", times=30, seconds=3600)
@for_chairs
def intakes_of(request: Request, conference: Conference) -> HttpResponse:
    """Upload files; and what was uploaded before."""
    form = IntakeForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        files = [(one.name, one) for one in form.cleaned_data["exported"]]
        intake = actions.begin(conference, files, by=request.user)
        return redirect("submissions:intake", conference.slug, intake.number)
    earlier = Intake.objects.visible_to(request.user).filter(conference=conference)
    context = {
        "title": "Import papers", "form": form, "may": rules.may_take_in(request.user, conference),
        "earlier": earlier.select_related("by"),
    }  # fmt: skip
    return conference_page(request, conference, "importing/intakes", context)


def _found(request: Request, conference: Conference, number: int) -> Intake:
    rows = Intake.objects.visible_to(request.user).filter(conference=conference)
    found: Intake = get_object_or_404(rows.select_related("conference", "by"), number=number)
    return found


@for_chairs
def intake(request: Request, conference: Conference, number: int) -> HttpResponse:
    """What these files would become, with every problem; later, what they became."""
    found = _found(request, conference, number)
    context = {"title": f"Import of {found.names}", "intake": found}
    if found.is_draft:
        plan = intakes.planned(found)
        return conference_page(request, conference, "importing/intake", context | {
            "plan": plan, "form": ConfirmForm(), "may": rules.may_go_on(request.user, found),
        })  # fmt: skip
    seen = Paper.objects.visible_to(request.user).filter(origin__intake=found)
    jobs = Job.objects.visible_to(request.user).filter(about_kind="intake", about_id=found.pk)
    context |= {"papers": seen.order_by("number"), "job": jobs.order_by("-pk").first()}
    return conference_page(request, conference, "importing/made", context)


@require_POST
@for_chairs
def confirm(request: Request, conference: Conference, number: int) -> HttpResponse:
    form = ConfirmForm(request.POST)
    telling = form.is_valid() and form.cleaned_data["tells_authors"]
    found = _found(request, conference, number)
    actions.confirm(found, by=request.user, tells_authors=telling)
    return redirect("submissions:intake", conference.slug, number)


@require_POST
@for_chairs
def discard(request: Request, conference: Conference, number: int) -> HttpResponse:
    actions.discard(_found(request, conference, number), by=request.user)
    tell(request, "The upload is forgotten; no paper was made")
    return redirect("submissions:intakes", conference.slug)
