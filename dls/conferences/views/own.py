"""One's own roles in a conference: what they mean, and laying them down."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from dls.conferences import letters
from dls.conferences.actions import roles
from dls.conferences.forms.roles import ReasonForm
from dls.conferences.models.conference import Conference
from dls.conferences.models.roles import Role
from dls.conferences.rules.roles import may_resign
from dls.web.http import Request, page
from dls.web.toasts import tell


@login_required
def my_role(request: Request, slug: str) -> HttpResponse:
    """What this person is here; 404 for who is nobody here."""
    mine = list(Role.objects.held_by(request.user).filter(conference__slug=slug))
    if not mine:
        raise Http404
    conference: Conference = mine[0].conference
    context = {
        "title": "My role",
        "scope": conference,
        "conference": conference,
        "roles": [_shown(request, role) for role in mine],
        "role_here": ", ".join(role.word for role in mine),
    }
    return page(request, "conferences/committee/mine.html", context)


def _shown(request: Request, role: Role) -> dict[str, object]:
    return {
        "role": role,
        "duties": letters.DUTIES[Role.Kind(role.kind)],
        "may_resign": may_resign(request.user, role),
        "form": ReasonForm(auto_id=f"{role.ref}-%s"),
    }


@require_POST
@login_required
def resign(request: Request, slug: str, ref: str) -> HttpResponse:
    """Lay down one's role, with the reason for the chairs."""
    mine = Role.objects.filter(conference__slug=slug, person=request.user)
    found = get_object_or_404(mine, ref=ref)
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    roles.resign(found, by=request.user, reason=reason)
    tell(request, f"You are no longer {found.word}")
    return redirect("home")
