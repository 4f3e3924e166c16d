"""Inviting many: paste, look through, mend, confirm."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from dls.conferences import preview
from dls.conferences.actions import lists
from dls.conferences.forms.roles import InviteForm
from dls.conferences.models.conference import Conference
from dls.conferences.models.invitations import InvitationList
from dls.conferences.rules import lists as rules
from dls.conferences.views.running import chairs_page, for_chairs
from dls.jobs.models import Job
from dls.web.http import Request
from dls.web.limits import limited
from dls.web.toasts import tell

A_PAGE = 100
PROBLEMS = 200


@limited("invitations", times=60, seconds=3600)
@for_chairs
def invite(request: Request, conference: Conference) -> HttpResponse:
    """Paste or upload people, and say as what they are invited."""
    start = {name: request.GET[name] for name in ("kind", "text") if name in request.GET}
    form = InviteForm(request.POST or None, request.FILES or None, initial=start)
    if request.method == "POST" and form.is_valid():
        people = lists.start_list(conference, form.draft(), by=request.user)
        return redirect("conferences:invitation-list", conference.slug, people.ref)
    context = {"title": "Invite people", "form": form}
    return chairs_page(request, conference, "committee/invite", context)


def _found(request: Request, conference: Conference, ref: str) -> InvitationList:
    rows = InvitationList.objects.visible_to(request.user).select_related("conference", "by")
    found: InvitationList = get_object_or_404(rows.filter(conference=conference), ref=ref)
    return found


@limited("invitations", times=60, seconds=3600)
@for_chairs
def change(request: Request, conference: Conference, ref: str) -> HttpResponse:
    """The same form again, with everything that was typed."""
    people = _found(request, conference, ref)
    rules.may_work_on(request.user, people).require()
    form = InviteForm(request.POST or None, request.FILES or None, initial=InviteForm.of(people))
    if request.method == "POST" and form.is_valid():
        lists.change_list(people, form.draft(), by=request.user)
        return redirect("conferences:invitation-list", conference.slug, ref)
    context = {"title": "Change the list", "form": form, "people": people}
    return chairs_page(request, conference, "committee/invite", context)


@for_chairs
def people(request: Request, conference: Conference, ref: str) -> HttpResponse:
    """What was understood, mistakes first; mending happens here. Later, how far the letters are."""
    found = _found(request, conference, ref)
    if request.method == "POST":
        lines, left_out = _mended(request, found)
        lists.mend_list(found, lines, left_out, by=request.user)
        return redirect("conferences:invitation-list", conference.slug, ref)
    if found.state != InvitationList.State.DRAFT:
        return chairs_page(request, conference, "committee/written", _progress(request, found))
    return chairs_page(request, conference, "committee/list", _review(request, found))


def _review(request: Request, found: InvitationList) -> dict[str, object]:
    review = rules.review(found)
    return {
        "title": "Look through the list",
        "people": found,
        "review": review,
        "problems": review.problems[:PROBLEMS],
        "ready": Paginator(review.plain, A_PAGE).get_page(request.GET.get("page")),
        "letter": preview.letter(found, review.ready),
    }


def _mended(request: Request, found: InvitationList) -> tuple[dict[int, str], set[int]]:
    """The lines as corrected, and the numbers of those left out."""
    sent = {
        int(name.removeprefix("line-")): str(value)
        for name, value in request.POST.items()
        if name.startswith("line-") and name[5:].isdecimal() and len(name) < 14
    }
    ticked = {int(n) for n in request.POST.getlist("out") if n.isdecimal() and len(n) < 9}
    taken_back = {int(n) for n in request.POST.getlist("back") if n.isdecimal() and len(n) < 9}
    left_out = (set(found.left_out) - set(sent)) | ticked
    if request.POST.get("out_all"):
        left_out |= {one.line for one in rules.review(found).problems}
    return sent, left_out - taken_back


def _progress(request: Request, found: InvitationList) -> dict[str, object]:
    jobs = Job.objects.visible_to(request.user).filter(about_kind="invitationlist")
    job = jobs.filter(about_id=found.pk).order_by("-pk").first()
    waits = found.state == InvitationList.State.SENDING
    return {
        "title": "Invitations",
        "people": found,
        "job": job,
        "is_stopped": waits and not (job and job.is_open),
    }


@require_POST
@limited("invitations", times=60, seconds=3600)
@for_chairs
def confirm(request: Request, conference: Conference, ref: str) -> HttpResponse:
    """Write the letters; a second click does nothing more."""
    found = lists.confirm_list(_found(request, conference, ref), by=request.user)
    if found.state == InvitationList.State.DONE:
        noun = "person" if found.invited == 1 else "people"
        tell(request, f"{found.invited:,} {noun} invited")
    return redirect("conferences:invitation-list", conference.slug, ref)


@require_POST
@for_chairs
def resume(request: Request, conference: Conference, ref: str) -> HttpResponse:
    """Go on with letters that were stopped, or let the rest be."""
    found = _found(request, conference, ref)
    if request.POST.get("rest"):
        lists.close_list(found, by=request.user)
    else:
        lists.resume_list(found, by=request.user)
    return redirect("conferences:invitation-list", conference.slug, ref)


@require_POST
@for_chairs
def again(request: Request, conference: Conference, ref: str) -> HttpResponse:
    """A new list of those who could not be invited."""
    made = lists.list_of_rest(_found(request, conference, ref), by=request.user)
    return redirect("conferences:invitation-list", conference.slug, made.ref)


@require_POST
@for_chairs
def discard(request: Request, conference: Conference, ref: str) -> HttpResponse:
    lists.discard_list(_found(request, conference, ref), by=request.user)
    tell(request, "List discarded")
    return redirect("conferences:roles", conference.slug)
