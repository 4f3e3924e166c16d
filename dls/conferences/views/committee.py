"""A committee as its chairs see it: the table of all, the page of one, and what can be done."""

from copy import copy
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from dls.conferences import listing
from dls.conferences.actions import invitations, roles
from dls.conferences.forms.roles import KindForm, OfferForm, PrintedForm, ReasonForm, RecordForm
from dls.conferences.listing import Table, Wanted
from dls.conferences.models.conference import Conference
from dls.conferences.models.roles import Role
from dls.conferences.rules import roles as rules
from dls.conferences.views.running import chairs_page, for_chairs
from dls.journal.models import Entry
from dls.mail.models import Letter
from dls.web import tables
from dls.web.http import Request
from dls.web.limits import limited
from dls.web.toasts import tell

HEAD = (
    "name", "role", "title", "affiliation", "country", "email", "state", "invited", "reminders",
    "answered", "reason", "suggestion", "on the public page",
)  # fmt: skip


@for_chairs
def committee(request: Request, conference: Conference) -> HttpResponse:
    """Everybody who was asked, with what they said."""
    table = Table(conference, Wanted.of(request.GET))
    context = {
        "title": "Committee",
        "table": table,
        "columns": table.columns(),
        "states": table.states(),
        "kinds": table.kinds(),
        "found": table.page(request.GET.get("page", "")),
        "drafts": conference.invitation_lists.exclude(state="done").select_related("by"),
    }
    return chairs_page(request, conference, "committee/roles", context)


@for_chairs
def export(request: Request, conference: Conference) -> HttpResponse:
    """The rows of the filter, or those ticked, for a spreadsheet."""
    rows = [_cells(role) for role in listing.chosen(request, conference)]
    return tables.csv_file(f"{conference.slug}-committee", HEAD, rows)


def _cells(role: Role) -> list[object]:
    return [
        role.name,
        role.get_kind_display(),
        role.title,
        role.affiliation,
        role.country,
        role.email,
        role.get_state_display(),
        f"{role.invited_at:%Y-%m-%d}" if role.invited_at else "",
        role.reminders,
        f"{role.answered_at:%Y-%m-%d}" if role.answered_at else "",
        role.answer,
        role.suggestion,
        "yes" if role.is_listed else "no",
    ]


@dataclass(frozen=True)
class Deed:
    """Something done to several at once, and how it is said."""

    label: str
    told: str
    asks_first: bool = False


DEEDS = {
    "remind": Deed("Remind", "reminded"),
    "resend": Deed("Resend", "invited again"),
    "withdraw": Deed("Withdraw invitations", "told that the invitation is withdrawn", True),
}
DOING = {
    "remind": invitations.remind_all,
    "resend": invitations.resend_all,
    "withdraw": invitations.withdraw_all,
}


@require_POST
@limited("committee", times=120, seconds=3600)
@for_chairs
def several(request: Request, conference: Conference, deed: str) -> HttpResponse:
    """Remind, resend or withdraw for those ticked; what cannot be taken back asks first."""
    chosen = list(listing.chosen(request, conference)[: invitations.MOST_AT_ONCE + 1])
    how = DEEDS[deed]
    if how.asks_first and chosen and not request.POST.get("sure"):
        context = {"title": how.label, "deed": deed, "how": how, "chosen": chosen}
        return chairs_page(request, conference, "committee/sure", context)
    tell(request, DOING[deed](conference, chosen, by=request.user).told(how.told))
    return redirect(_back(conference, Wanted.of(request.POST)))


def _back(conference: Conference, wanted: Wanted) -> str:
    query = wanted.query()
    return f"{reverse('conferences:roles', args=[conference.slug])}{f'?{query}' if query else ''}"


@for_chairs
def role(request: Request, conference: Conference, ref: str) -> HttpResponse:
    """One person's role: what is printed, how it came about, what can be done."""
    found = _found(request, conference, ref)
    form = PrintedForm(request.POST or None, instance=copy(found))
    if form.is_valid():
        email = form.cleaned_data["email"]
        roles.correct_role(found, form.printed(), by=request.user, email=email)
        tell(request, "Role saved")
        return redirect("conferences:role", conference.slug, ref)
    return chairs_page(request, conference, "committee/role", _about(request, found, form))


def _found(request: Request, conference: Conference, ref: str) -> Role:
    rows = Role.objects.managed_by(request.user).select_related(
        "conference", "person", "invited_by"
    )
    found: Role = get_object_or_404(rows.filter(conference=conference), ref=ref)
    return found


def _about(request: Request, found: Role, form: PrintedForm) -> dict[str, object]:
    """The role with what can be done about it."""
    return {
        "title": found.name,
        "role": found,
        "shape": listing.SHAPES[Role.State(found.state)],
        "form": form,
        "kind_form": KindForm(initial={"kind": found.kind}),
        "reason_form": ReasonForm(),
        "offer_form": OfferForm(initial={"message": found.message, "pace": found.pace}),
        "may": rules.deeds(request.user, found),
        "suggested": invitations.suggested(found) if found.suggestion else None,
        **_past(request, found),
    }


def _past(request: Request, found: Role) -> dict[str, object]:
    """Letters and deeds about the role, the newest first."""
    about = {"about_kind": "role", "about_id": found.pk}
    letters = Letter.objects.visible_to(request.user)
    entries = Entry.objects.visible_to(request.user).select_related("by")
    return {
        "letters": letters.filter(**about).order_by("-pk")[:20],
        "entries": entries.filter(**about).order_by("-pk")[:50],
    }


@require_POST
@limited("committee", times=120, seconds=3600)
@for_chairs
def remind(request: Request, conference: Conference, ref: str) -> HttpResponse:
    found = invitations.remind(_found(request, conference, ref), by=request.user)
    tell(request, f"{found.name} reminded")
    return redirect("conferences:role", conference.slug, ref)


@require_POST
@limited("committee", times=120, seconds=3600)
@for_chairs
def resend(request: Request, conference: Conference, ref: str) -> HttpResponse:
    """A new letter with a new link, and what the form says goes with it."""
    form = OfferForm(request.POST)
    found = _found(request, conference, ref)
    if not form.is_valid():
        context = _about(request, found, PrintedForm(instance=found))
        return chairs_page(request, conference, "committee/role", context | {"offer_form": form})
    invitations.resend(found, by=request.user, offer=form.offer())
    tell(request, f"{found.name} invited again")
    return redirect("conferences:role", conference.slug, ref)


@require_POST
@for_chairs
def withdraw(request: Request, conference: Conference, ref: str) -> HttpResponse:
    found = _found(request, conference, ref)
    invitations.withdraw(found, by=request.user, reason=_reason(request))
    tell(request, f"Invitation of {found.name} withdrawn")
    return redirect("conferences:role", conference.slug, ref)


@require_POST
@for_chairs
def end(request: Request, conference: Conference, ref: str) -> HttpResponse:
    found = _found(request, conference, ref)
    roles.end_role(found, by=request.user, reason=_reason(request))
    tell(request, f"Role of {found.name} ended")
    return redirect("conferences:roles", conference.slug)


def _reason(request: Request) -> str:
    form = ReasonForm(request.POST)
    return str(form.cleaned_data["reason"]) if form.is_valid() else ""


@require_POST
@for_chairs
def change_kind(request: Request, conference: Conference, ref: str) -> HttpResponse:
    found = _found(request, conference, ref)
    form = KindForm(request.POST)
    if form.is_valid():
        changed = roles.change_kind(found, form.cleaned_data["kind"], by=request.user)
        tell(request, f"{changed.name} is now {changed.word}")
    return redirect("conferences:role", conference.slug, ref)


@require_POST
@limited("committee", times=120, seconds=3600)
@for_chairs
def take_suggestion(request: Request, conference: Conference, ref: str) -> HttpResponse:
    found = _found(request, conference, ref)
    if request.POST.get("pass"):
        invitations.pass_over_suggestion(found, by=request.user)
        tell(request, "Suggestion passed over")
        return redirect("conferences:role", conference.slug, ref)
    invited = invitations.take_suggestion(found, by=request.user)
    tell(request, f"{invited.name} invited")
    return redirect("conferences:role", conference.slug, invited.ref)


@for_chairs
def record(request: Request, conference: Conference) -> HttpResponse:
    """Enter somebody who has said yes already: no letter goes out."""
    form = RecordForm(request.POST or None)
    if form.is_valid():
        kind = form.cleaned_data["kind"]
        made = roles.record_role(conference, kind, form.printed(), by=request.user)
        tell(request, f"{made.name} entered as {made.word}")
        return redirect("conferences:roles", conference.slug)
    context = {"title": "Enter somebody who has agreed", "form": form}
    return chairs_page(request, conference, "committee/record", context)
