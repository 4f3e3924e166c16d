"""Long work of a conference: the list, and one job with its progress."""

import functools

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from dls.jobs import actions, rules
from dls.jobs.models import Job
from dls.web import scopes
from dls.web.etags import polled
from dls.web.http import Request, page

A_PAGE = 50


@login_required
@require_safe
def jobs(request: Request, slug: str) -> HttpResponseBase:
    scope = scopes.managed(slug, request.user)
    found = Job.objects.visible_to(request.user).filter(scope=scope.key).select_related("by")
    rows = Paginator(found.order_by("-pk"), A_PAGE).get_page(request.GET.get("page"))
    is_moving = any(job.is_open for job in rows)
    context = {"title": "Jobs", "scope": scope, "rows": rows, "is_moving": is_moving}
    seen: list[object] = [(job.ref, job.state, job.done, job.message) for job in rows]
    return polled(request, seen, functools.partial(page, request, "jobs/jobs.html", context))


def _found(request: Request, slug: str, ref: str) -> tuple[scopes.Scope, Job]:
    """The conference and the job at this address, if the person may see both."""
    scope = scopes.managed(slug, request.user)
    every = Job.objects.visible_to(request.user).filter(scope=scope.key).select_related("by")
    return scope, get_object_or_404(every, ref=ref)


@login_required
@require_safe
def job(request: Request, slug: str, ref: str) -> HttpResponseBase:
    scope, found = _found(request, slug, ref)
    context = {"title": found.title, "scope": scope, "job": found}
    if found.is_open:
        context["may_cancel"] = rules.may_cancel(request.user, found)
    else:
        context["may_retry"] = rules.may_retry(request.user, found)
    seen: list[object] = [found.state, found.done, found.total, found.message, found.tries]
    show = functools.partial(page, request, "jobs/job.html", context)
    return polled(request, [*seen, found.cancel_requested, found.problem], show)


@login_required
@require_POST
def cancel(request: Request, slug: str, ref: str) -> HttpResponse:
    _, found = _found(request, slug, ref)
    actions.cancel(found, by=request.user)
    messages.success(request, "This work stops at its next step.")
    return redirect("jobs:job", slug, ref)


@login_required
@require_POST
def retry(request: Request, slug: str, ref: str) -> HttpResponse:
    _, found = _found(request, slug, ref)
    actions.retry(found, by=request.user)
    messages.success(request, "Started again.")
    return redirect("jobs:job", slug, ref)
