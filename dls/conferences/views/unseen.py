"""Moving and deleting a conference that was never public."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from dls.conferences import finder
from dls.conferences.actions import unseen as actions
from dls.conferences.forms.address import AddressForm
from dls.conferences.models.conference import Conference
from dls.conferences.views.running import for_chairs
from dls.conferences.views.settings import state_page
from dls.web.http import Request
from dls.web.toasts import tell


@require_POST
@for_chairs
def address(request: Request, conference: Conference) -> HttpResponse:
    """Change the address, while no link can lead to the old one."""
    form = AddressForm(conference, request.POST)
    if not form.is_valid():
        return state_page(request, conference, form)
    slug = form.cleaned_data["slug"]
    actions.change_address(conference, slug, by=request.user)
    tell(request, "Address changed")
    return redirect("conferences:settings-state", slug)


@require_POST
@login_required
def delete(request: HttpRequest, slug: str) -> HttpResponse:
    """Take away a conference that was never public: by its chairs, else by an operator."""
    found = finder.in_hand(slug, request.user)
    actions.take_away(found, by=cast(Request, request).user)
    tell(cast(Request, request), f"{found.name} deleted")
    return redirect("home")
