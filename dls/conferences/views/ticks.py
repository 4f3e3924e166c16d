"""Ticking milestones off: by chairs, and by whoever is responsible."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from dls.conferences.actions import deadlines as actions
from dls.conferences.models.deadlines import Deadline
from dls.web.http import Request
from dls.web.toasts import tell


def _found(request: Request, slug: str, number: int) -> Deadline:
    mine = Deadline.objects.in_hand_of(request.user).select_related("conference")
    found: Deadline = get_object_or_404(mine, conference__slug=slug, number=number)
    return found


@require_POST
@login_required
def tick(request: Request, slug: str, number: int) -> HttpResponse:
    actions.tick(_found(request, slug, number), by=request.user)
    tell(request, "Milestone done")
    return redirect(_back(request), slug)


@require_POST
@login_required
def untick(request: Request, slug: str, number: int) -> HttpResponse:
    actions.untick(_found(request, slug, number), by=request.user)
    tell(request, "Milestone open again")
    return redirect(_back(request), slug)


def _back(request: Request) -> str:
    """Chairs tick on the page of dates, others on their dashboard."""
    return "conferences:dates-edit" if "dates" in request.POST else "conferences:dashboard"
