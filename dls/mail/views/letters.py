"""A conference's letters: the list, one letter, and what can be done with it."""

from django.contrib import messages as toasts
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from dls.mail import finding, messages, rules
from dls.mail.actions import letters as actions
from dls.mail.finding import Search
from dls.mail.models import Letter
from dls.web import scopes
from dls.web.http import Request, page

A_PAGE = 50
# The deed, what the toast says, and the deed that undoes it.
DEEDS = {
    "hold": (actions.hold, "Letter held.", "continue"),
    "continue": (actions.continue_, "Letter let go.", "hold"),
    "cancel": (actions.cancel, "Letter cancelled.", "resend"),
    "resend": (actions.resend, "The letter is sent again.", ""),
}


SEVERAL = {
    "resend": (actions.resend_all, "{} failed letters are sent again."),
    "set-aside": (actions.set_aside_all, "{} failed letters set aside."),
}


@login_required
@require_safe
def letters(request: Request, slug: str) -> HttpResponse:
    scope = scopes.managed(slug, request.user)
    search = Search.read(request.GET)
    every = Letter.objects.visible_to(request.user).of(scope.key)
    found = search.within(every)
    rows = search.with_state(found).order_by("-pk").defer("body")
    context = {
        "title": "Letters",
        "scope": scope,
        "search": search,
        "choices": finding.states(search, found.counted()),
        "kinds": finding.kind_choices(every),
        "may_write": rules.may_write(request.user, scope),
        "rows": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
    }  # fmt: skip
    return page(request, "letters/letters.html", context)


@login_required
@require_POST
def failed(request: Request, slug: str, deed: str) -> HttpResponse:
    """All failed letters of a search: sent again, or set aside."""
    scope = scopes.managed(slug, request.user)
    if deed not in SEVERAL:
        raise Http404
    do, told = SEVERAL[deed]
    every = Letter.objects.visible_to(request.user).of(scope.key)
    many = do(Search.read(request.GET).within(every), scope, by=request.user)
    toasts.success(request, told.format(many))
    return redirect("mail:letters", slug)


@login_required
@require_safe
def letter(request: Request, slug: str, ref: str) -> HttpResponse:
    scope = scopes.managed(slug, request.user)
    of_scope = Letter.objects.visible_to(request.user).of(scope.key)
    found = get_object_or_404(of_scope.select_related("mailing"), ref=ref)
    context = {
        "title": found.subject,
        "scope": scope,
        "letter": found,
        "html": messages.html(found.shown_body),
        "foot": messages.signature(found),
        "may_write": rules.may_write(request.user, scope),
    }
    return page(request, "letters/letter.html", context)


@login_required
@require_POST
def deed(request: Request, slug: str, ref: str, deed: str) -> HttpResponse:
    scope = scopes.managed(slug, request.user)
    of_scope = Letter.objects.visible_to(request.user).of(scope.key)
    found = get_object_or_404(of_scope, ref=ref)
    if deed not in DEEDS:
        raise Http404
    do, told, undo = DEEDS[deed]
    do(found, by=request.user)
    back = reverse("mail:letter-deed", args=[slug, ref, undo]) if undo else ""
    toasts.success(request, told, extra_tags=back)
    return redirect("mail:letter", slug, ref)
