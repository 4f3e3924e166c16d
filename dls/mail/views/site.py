"""What belongs to the whole site: the provider's webhook, and the demo's mailbox."""

import functools
from collections.abc import Callable
from typing import Concatenate, ParamSpec, cast

from anymail.urls import urlpatterns as anymail_views
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from dls.mail import mailbox
from dls.web.http import page

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]
A_PAGE = 50


def _provider() -> Callable[[HttpRequest], HttpResponse]:
    """The view that understands the provider we send through; none without a secret."""
    parts = settings.EMAIL_BACKEND.split(".")
    if parts[:2] == ["anymail", "backends"] and settings.ANYMAIL.get("WEBHOOK_SECRET"):
        for pattern in anymail_views:
            if pattern.name in {f"{parts[2]}_tracking_webhook", f"{parts[2]}_webhook"}:
                view: Callable[[HttpRequest], HttpResponse] = pattern.callback
                return view
    raise Http404


@csrf_exempt
@require_http_methods(["HEAD", "POST"])
def webhook(request: HttpRequest) -> HttpResponse:
    """Bounces and complaints, as the mail provider tells them."""
    return _provider()(request)


def demo_only(view: View[P]) -> View[P]:
    """Outside of demo mode the mailbox does not exist."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return cast("View[P]", guarded)


@demo_only
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    q = request.GET.get("q", "").strip()[:100]
    rows = Paginator(mailbox.people(q), A_PAGE).get_page(request.GET.get("page"))
    context = {"title": "Mailbox", "rows": rows, "q": q, "email": ""}
    return page(request, "letters/mailbox.html", context)


@demo_only
@require_safe
def letters(request: HttpRequest, email: str) -> HttpResponse:
    rows = Paginator(mailbox.letters(email), A_PAGE).get_page(request.GET.get("page"))
    context = {"title": email, "rows": rows, "email": email}
    return page(request, "letters/mailbox_of.html", context)


@demo_only
@require_safe
def letter(request: HttpRequest, email: str, name: str) -> HttpResponse:
    found = mailbox.read(email, name)
    if found is None:
        raise Http404
    context = {"title": found.subject, "letter": found, "email": email}
    return page(request, "letters/mailbox_letter.html", context)
