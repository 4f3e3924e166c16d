"""The settings of a conference, one page for what belongs together."""

from copy import copy
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from dls.conferences import colours, settings_pages
from dls.conferences.actions import conference as actions
from dls.conferences.forms import settings as forms
from dls.conferences.forms.address import AddressForm
from dls.conferences.forms.fields import changed
from dls.conferences.models.conference import Conference
from dls.conferences.rules.state import may_become
from dls.conferences.rules.unseen import is_deletable, is_unseen
from dls.conferences.views.running import chairs_page, for_chairs
from dls.web import markdown
from dls.web.forms import MergingForm
from dls.web.http import Request
from dls.web.toasts import tell

State = Conference.State
LONGEST = 100_000  # characters a preview shows


@dataclass(frozen=True)
class Screen:
    """A page of settings with one form."""

    title: str
    form: type[MergingForm[Conference]]
    template: str = "edit"
    lead: str = ""
    grid: bool = False  # short fields stand beside each other
    more: dict[str, Any] = field(default_factory=dict)


def settings_page(
    request: Request, conference: Conference, template: str, context: dict[str, Any]
) -> HttpResponse:
    """A page of settings with the list of all of them beside it."""
    listed = {"beside": beside(request, conference), **context}
    return chairs_page(request, conference, f"settings/{template}", listed)


def beside(request: Request, conference: Conference) -> list[tuple[str, str, bool]]:
    """Every page of the settings: its label, its address, and whether one is there."""
    every = settings_pages.every()
    found = [(one.label, reverse(one.url_name, args=[conference.slug])) for one in every]
    return [(label, url, request.path.startswith(url)) for label, url in found]


@for_chairs
def index(request: Request, conference: Conference) -> HttpResponse:
    """The first page of the settings."""
    return redirect(settings_pages.every()[0].url_name, conference.slug)


def _edit(request: Request, conference: Conference, screen: Screen) -> HttpResponse:
    """Show the form; save what was changed. A copy keeps the head of the page as it is saved."""
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = screen.form(*sent, instance=copy(conference))
    if form.is_valid():
        saved = actions.change(conference, changed(form), by=request.user)
        tell(request, f"{screen.title} saved" if saved else "Nothing has changed")
        return redirect(request.path)
    context = {
        "title": screen.title,
        "form": form,
        "lead": screen.lead,
        "grid": screen.grid,
        "button": f"Save {screen.title.lower()}",
        **screen.more,
    }
    return settings_page(request, conference, screen.template, context)


@for_chairs
def basics(request: Request, conference: Conference) -> HttpResponse:
    return _edit(request, conference, Screen("Basics", forms.BasicsForm, grid=True))


@for_chairs
def call(request: Request, conference: Conference) -> HttpResponse:
    screen = Screen("Call", forms.CallForm, "call", "In Markdown: a blank line between paragraphs.")
    return _edit(request, conference, screen)


@for_chairs
def review(request: Request, conference: Conference) -> HttpResponse:
    return _edit(request, conference, Screen("Review and publication", forms.ReviewForm))


@for_chairs
def look(request: Request, conference: Conference) -> HttpResponse:
    chosen = request.POST.get("accent", "") or conference.accent
    found = colours.examined(chosen) or colours.examined(conference.accent)
    return _edit(
        request, conference, Screen("Look", forms.LookForm, "look", more={"colour": found})
    )


@for_chairs
def contact(request: Request, conference: Conference) -> HttpResponse:
    return _edit(
        request, conference, Screen("Contact and attendance", forms.ContactForm, grid=True)
    )


@for_chairs
def security(request: Request, conference: Conference) -> HttpResponse:
    return _edit(request, conference, Screen("Security", forms.SecurityForm))


@for_chairs
def proposal(request: Request, conference: Conference) -> HttpResponse:
    lead = "These sentences, in Markdown, stand between the facts of the workshop proposal."
    return _edit(request, conference, Screen("Proposal", forms.ProposalForm, "proposal", lead))


@for_chairs
def state(request: Request, conference: Conference) -> HttpResponse:
    """Where the conference stands, and what may come next."""
    return state_page(request, conference, AddressForm(conference))


def state_page(request: Request, conference: Conference, form: AddressForm) -> HttpResponse:
    moves = [(to, may_become(request.user, conference, to)) for to in conference.moves()]
    unseen = bool(is_unseen(conference))
    context = {
        "title": "State",
        "moves": moves,
        "address": form if unseen else None,
        "deletable": is_deletable(conference) if unseen else None,
    }
    return settings_page(request, conference, "state", context)


@require_POST
@for_chairs
def move(request: Request, conference: Conference, to: str) -> HttpResponse:
    """Open the call, take it back, archive, bring back."""
    actions.move(conference, State(to), by=request.user)
    tell(request, f"{conference.name} is {State(to).label.lower()} now")
    return redirect("conferences:settings-state", conference.slug)


@require_POST
@for_chairs
def preview(request: Request, conference: Conference) -> HttpResponse:
    """Markdown as readers will see it, while it is typed."""
    text = request.POST.get("text") or next(
        (value for name, value in request.POST.items() if name.endswith(("_text", "body"))), ""
    )
    return HttpResponse(markdown.to_html(str(text)[:LONGEST]))
