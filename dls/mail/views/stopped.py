"""Addresses that take no mail from us."""

from django.contrib import messages as toasts
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from dls.mail import rules
from dls.mail.actions import addresses as actions
from dls.mail.models import StoppedAddress
from dls.web import scopes
from dls.web.http import Request, page

A_PAGE = 50


@login_required
@require_safe
def listed(request: Request, slug: str) -> HttpResponse:
    scope = scopes.managed(slug, request.user)
    found = StoppedAddress.objects.visible_to(request.user, scope.key).order_by("-pk")
    rows = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    context = {"title": "Stopped addresses", "scope": scope, "rows": rows}
    context["may_write"] = rules.may_write(request.user, scope)
    return page(request, "letters/stopped.html", context)


@login_required
@require_POST
def lift(request: Request, slug: str) -> HttpResponse:
    scope = scopes.managed(slug, request.user)
    seen = StoppedAddress.objects.visible_to(request.user, scope.key)
    found = get_object_or_404(seen, email=request.POST.get("email", ""))
    actions.lift(found, by=request.user, scope=scope)
    toasts.success(request, f"Letters to {found.email} are sent again.")
    return redirect("mail:stopped", slug)
