from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from dls.conferences.actions import partners as actions
from dls.conferences.forms.fields import changed
from dls.conferences.forms.partners import PartnerForm
from dls.conferences.models.conference import Conference
from dls.conferences.views.running import for_chairs
from dls.conferences.views.settings import settings_page
from dls.web.http import Request
from dls.web.toasts import tell

LIST = "conferences:settings-partners"


def sent(request: Request) -> tuple[Any, Any]:
    """What a form gets: fields and files of a POST, else nothing."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


@for_chairs
def partners(request: Request, conference: Conference) -> HttpResponse:
    """Who stands beside the conference, and a form for one more."""
    form = PartnerForm(conference, *sent(request))
    if form.is_valid():
        partner = actions.add(conference, changed(form), by=request.user)
        tell(request, f"{partner.name} added")
        return redirect(LIST, conference.slug)
    context = {"title": "Partners", "form": form, "partners": conference.partners.all()}
    return settings_page(request, conference, "partners", context)


@for_chairs
def partner(request: Request, conference: Conference, number: int) -> HttpResponse:
    found = get_object_or_404(conference.partners, number=number)
    form = PartnerForm(conference, *sent(request), instance=found)
    if form.is_valid():
        actions.change(found, changed(form), by=request.user)
        tell(request, "Partner saved")
        return redirect(LIST, conference.slug)
    context = {"title": "Partner", "form": form, "partner": found}
    return settings_page(request, conference, "partner", context)


@require_POST
@for_chairs
def shift(request: Request, conference: Conference, number: int, way: str) -> HttpResponse:
    found = get_object_or_404(conference.partners, number=number)
    actions.shift(found, -1 if way == "up" else 1, by=request.user)
    return redirect(LIST, conference.slug)


@require_POST
@for_chairs
def remove(request: Request, conference: Conference, number: int) -> HttpResponse:
    actions.remove(get_object_or_404(conference.partners, number=number), by=request.user)
    tell(request, "Partner removed")
    return redirect(LIST, conference.slug)
