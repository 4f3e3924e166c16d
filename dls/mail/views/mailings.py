"""Writing to many people: drafts, every message beforehand, progress."""

import functools

from django.contrib import messages as toasts
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dls.mail import audiences, looking, merge, rules, tidings
from dls.mail.actions import mailings as actions
from dls.mail.forms import MailingForm, SendForm
from dls.mail.models import Letter, Mailing
from dls.web import scopes
from dls.web.etags import polled
from dls.web.http import Request, page

A_PAGE, MESSAGES_A_PAGE, FAILURES = 50, 10, 20
DEEDS = {
    "hold": (actions.hold, "Held. Nothing more of it is sent until you let it go."),
    "continue": (actions.continue_, "Let go."),
    "cancel": (actions.cancel, "Cancelled. What was sent stays sent."),
    "unschedule": (actions.unschedule, "Taken back; it is a draft again."),
    "resend": (actions.resend_failed, "The failed letters are sent again."),
    "test": (actions.test, "A test letter is on its way to you."),
}


@login_required
@require_safe
def listed(request: Request, slug: str) -> HttpResponse:
    scope = scopes.managed(slug, request.user)
    found = Mailing.objects.visible_to(request.user).of(scope.key).select_related("by").with_open()
    rows = Paginator(found.order_by("-pk"), A_PAGE).get_page(request.GET.get("page"))
    made = [(one, merge.heading(one, scope)) for one in rows]
    context = {"title": "Write to people", "scope": scope, "rows": rows, "made": made}
    context["may_write"] = rules.may_write(request.user, scope)
    return page(request, "letters/mailings.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request, slug: str) -> HttpResponse:
    scope = scopes.managed(slug, request.user)
    form = MailingForm(request.POST or None, initial=request.GET.dict())
    if request.method == "POST" and form.is_valid():
        made = actions.draft(scope, by=request.user, **form.said)
        return redirect("mail:mailing-messages", slug, made.ref)
    context = {"title": "New letter", "scope": scope, "form": form, "mailing": None}
    context |= looking.help_for(request.user, scope)
    return page(request, "letters/mailing_form.html", context)


def _found(request: Request, slug: str, ref: str) -> tuple[scopes.Scope, Mailing]:
    """The conference and the mailing at this address, if the person may see both."""
    scope = scopes.managed(slug, request.user)
    every = Mailing.objects.visible_to(request.user).of(scope.key).select_related("by")
    return scope, get_object_or_404(every, ref=ref)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, slug: str, ref: str) -> HttpResponse:
    scope, mailing = _found(request, slug, ref)
    initial = {name: getattr(mailing, name) for name in ("audience", "subject", "body")}
    form = MailingForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.edit(mailing, by=request.user, **form.said)
        return redirect("mail:mailing-messages", slug, ref)
    rules.may_edit(request.user, mailing).require()
    context = {"title": "Edit the draft", "scope": scope, "form": form, "mailing": mailing}
    context |= looking.help_for(request.user, scope)
    return page(request, "letters/mailing_form.html", context)


@login_required
@require_safe
def mailing(request: Request, slug: str, ref: str) -> HttpResponseBase:
    scope, found = _found(request, slug, ref)
    if found.state == Mailing.State.DRAFT:
        return redirect("mail:mailing-messages", slug, ref)
    standing = tidings.standing(found, request.user)
    letters = Letter.objects.visible_to(request.user).filter(mailing=found)
    failed = letters.filter(state=Letter.State.FAILED).order_by("pk")[:FAILURES]
    context = {
        "title": merge.heading(found, scope), "scope": scope, "mailing": found,
        "standing": standing, "failed": failed,
        "may_write": rules.may_write(request.user, scope),
    }  # fmt: skip
    show = functools.partial(page, request, "letters/mailing.html", context)
    return polled(request, [found.state, standing], show)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def messages(request: Request, slug: str, ref: str) -> HttpResponse:
    """Every message as it would go out, and the sending."""
    scope, found = _found(request, slug, ref)
    form = SendForm(request.POST or None, zone=scope.zone, initial={"when": "now"})
    if request.method == "POST" and form.is_valid():
        actions.send(found, by=request.user, after=form.cleaned_data["after"])
        return redirect("mail:mailing", slug, ref)
    everybody = audiences.shown(audiences.recipients(found.audience, scope), request.user)
    among = looking.named(everybody, request.GET.get("q", ""))
    rows = Paginator(among, MESSAGES_A_PAGE).get_page(request.GET.get("page"))
    context = looking.all_messages(found, scope, everybody, rows) | {
        "title": merge.heading(found, scope), "scope": scope, "mailing": found, "form": form,
        "q": request.GET.get("q", ""), "may_write": rules.may_write(request.user, scope),
    }  # fmt: skip
    return page(request, "letters/messages.html", context)


@login_required
@require_POST
def look(request: Request, slug: str) -> HttpResponse:
    """What is being typed, for the first recipient: the live preview."""
    scope = scopes.managed(slug, request.user)
    context = {"title": "Preview", "scope": scope, **looking.typed(request, scope)}
    return page(request, "letters/look.html", context)


@login_required
@require_POST
def deed(request: Request, slug: str, ref: str, deed: str) -> HttpResponse:
    _, found = _found(request, slug, ref)
    if deed not in DEEDS:
        raise Http404
    do, told = DEEDS[deed]
    do(found, by=request.user)
    toasts.success(request, told)
    return redirect("mail:mailing", slug, ref)


@login_required
@require_POST
def copy(request: Request, slug: str, ref: str) -> HttpResponse:
    _, found = _found(request, slug, ref)
    made = actions.copy(found, by=request.user)
    return redirect("mail:mailing-edit", slug, made.ref)


@login_required
@require_POST
def discard(request: Request, slug: str, ref: str) -> HttpResponse:
    _, found = _found(request, slug, ref)
    actions.discard(found, by=request.user)
    toasts.success(request, "Draft thrown away.")
    return redirect("mail:mailings", slug)
