"""Joining and leaving the mailing list of a series."""

import hashlib

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dls.conferences import subscriptions
from dls.conferences.actions import subscribing
from dls.conferences.forms.subscribing import SignUpForm
from dls.conferences.models.series import Series
from dls.web.http import page
from dls.web.limits import exceeded, limited

DAY = 24 * 3600
AN_ADDRESS = 3  # letters one address gets a day, however often somebody types it


@require_POST
@limited("subscribe", times=20, seconds=3600)
def subscribe(request: HttpRequest, slug: str) -> HttpResponse:
    """Write to an address how to join; the answer is the same for every address."""
    series = get_object_or_404(Series.objects.visible_to(request.user), slug=slug)
    form = SignUpForm(request.POST)
    if not form.is_valid():
        context = {"title": f"News of {series.title}", "series": series, "form": form}
        return page(request, "conferences/site/subscribe.html", context, status=422)
    email, via = form.cleaned_data["email"], form.cleaned_data["via"]
    if not exceeded("subscribe-to", _digest(series, email), AN_ADDRESS, DAY):
        subscribing.ask(series, email, source=via)
    return redirect("conferences:asked", slug=slug)


def _digest(series: Series, email: str) -> str:
    return hashlib.sha256(f"{series.pk} {email.lower()}".encode()).hexdigest()[:32]


@require_safe
def asked(request: HttpRequest, slug: str) -> HttpResponse:
    """Look into your mailbox."""
    series = get_object_or_404(Series.objects.visible_to(request.user), slug=slug)
    context = {"title": "Look into your mailbox", "series": series}
    return page(request, "conferences/site/asked.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponse:
    """A button first, since mail scanners open links; then on the list."""
    found = subscriptions.asked(token)
    if found is None:
        return _spoilt(request, "join")
    if request.method == "POST":
        subscribing.join(found.subscriber, asked_at=found.at)
    context = {"title": "Confirm your address", "subscriber": found.subscriber}
    done = request.method == "POST"
    return page(request, "conferences/site/join.html", {**context, "done": done})


@csrf_exempt  # a mail program posts here with nothing but the link (RFC 8058)
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """Off the list with one click in the mail program, or with this button."""
    subscriber = subscriptions.leaving(token)
    if subscriber is None:
        return _spoilt(request, "leave")
    if request.method == "POST":
        subscribing.leave(subscriber)
    done = request.method == "POST" or not subscriber.is_on_list
    context = {"title": "Leave the list", "subscriber": subscriber, "done": done}
    return page(request, "conferences/site/leave.html", context)


def _spoilt(request: HttpRequest, what: str) -> HttpResponse:
    context = {"title": "This link does not work", "what": what}
    return page(request, "conferences/site/spoilt.html", context, status=410)
