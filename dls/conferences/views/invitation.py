"""The page behind the link of an invitation: read by anybody who has it, changed by POST alone."""

from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from dls.conferences import letters, links
from dls.conferences.actions import answers
from dls.conferences.forms.answers import AcceptForm, DeclineForm
from dls.conferences.links import Held
from dls.conferences.models.roles import Role
from dls.conferences.rules import answers as rules
from dls.mail import texts
from dls.web.http import page
from dls.web.limits import limited
from dls.web.toasts import tell

GONE = (Role.State.WITHDRAWN, Role.State.EXPIRED, Role.State.ENDED)


@never_cache
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """What is offered, by whom, until when; or kindly why it cannot be answered any more."""
    held = links.opened(token)
    if held is None:
        return _broken(request)
    return _shown(request, held, AcceptForm(role=held.role), DeclineForm())


def _broken(request: HttpRequest) -> HttpResponse:
    context = {"title": "This link is not whole"}
    return page(request, "conferences/invitation/broken.html", context, status=404)


def _shown(
    request: HttpRequest, held: Held, form: AcceptForm, decline_form: DeclineForm
) -> HttpResponse:
    """The same page for every state: fresh, answered, over, or somebody else's."""
    context = _offer(request, held) | {"form": form, "decline_form": decline_form}
    status = 422 if form.errors or decline_form.errors else 410 if _is_gone(held) else 200
    return page(request, "conferences/invitation/invitation.html", context, status=status)


def _is_gone(held: Held) -> bool:
    role = held.role
    late = role.is_over and role.state in (Role.State.INVITED, Role.State.DECLINED)
    return late or role.state in GONE or not held.is_newest


def _offer(request: HttpRequest, held: Held) -> dict[str, Any]:
    """Everything the page says about the invitation, and what may be done with it."""
    role = held.role
    return {
        "title": "Invitation",
        "held": held,
        "role": role,
        "conference": role.conference,
        "when": texts.days(role.conference.starts_on, role.conference.last_day),
        "duties": letters.DUTIES[Role.Kind(role.kind)],
        "newest": rules.is_newest(held),
        "mine": rules.is_invited(request.user, role),
        "may_accept": rules.may_accept(role),
        "may_decline": rules.may_decline(role),
        "token": links.token(role) if held.is_newest else "",
    }


@never_cache
@require_POST
@limited("answers", times=30, seconds=600)
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Take the role. Only an account made just now is signed in: an old one has its own locks."""
    held = links.opened(token)
    if held is None:
        return _broken(request)
    form = AcceptForm(request.POST, role=held.role)
    if not form.is_valid():
        return _shown(request, held, form, DeclineForm())
    owner = answers.accept(held, form.names(), by=request.user)
    if owner.is_new:
        login(request, owner.person, backend=settings.AUTHENTICATION_BACKENDS[0])
    tell(request, "Invitation accepted")
    return redirect("conferences:invitation", token)


@never_cache
@require_POST
@limited("answers", times=30, seconds=600)
def decline(request: HttpRequest, token: str) -> HttpResponse:
    held = links.opened(token)
    if held is None:
        return _broken(request)
    form = DeclineForm(request.POST)
    if not form.is_valid():
        return _shown(request, held, AcceptForm(role=held.role), form)
    reason, suggestion = form.cleaned_data["reason"], form.suggestion()
    answers.decline(held, by=request.user, reason=reason, suggestion=suggestion)
    return redirect("conferences:invitation", token)
