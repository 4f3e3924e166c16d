"""What every paper brings: a page of the settings."""

from copy import copy

from django.http import HttpResponse
from django.shortcuts import redirect

from dls.conferences.forms.fields import changed
from dls.conferences.models.conference import Conference
from dls.conferences.views.running import for_chairs
from dls.web.http import Request
from dls.web.toasts import tell
from submissions.actions import questions as actions
from submissions.forms.questions import SetupForm
from submissions.models import setup
from submissions.views.finding import settings_page


@for_chairs
def papers(request: Request, conference: Conference) -> HttpResponse:
    """What is asked, how much of it, and who may read it."""
    form = SetupForm(request.POST or None, instance=copy(setup.of(conference)))
    if form.is_valid():
        saved = actions.set_up(conference, changed(form), by=request.user)
        tell(request, "What papers bring is saved" if saved else "Nothing has changed")
        return redirect(request.path)
    context = {"title": "What papers bring", "form": form}
    return settings_page(request, conference, "writing/setup", context)
