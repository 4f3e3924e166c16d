"""Handing somebody over to ORCID or their institution, and taking them back."""

import functools
from collections.abc import Callable
from typing import Any

from allauth.socialaccount.adapter import get_adapter
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from requests import RequestException

View = Callable[..., HttpResponse]


def handing_over(provider: str, view: View) -> View:
    """A sign-in elsewhere: absent where it is not configured.

    The content policy lets forms lead nowhere but here, and browsers hold redirects to it, too; so
    the way out is a page that moves on by itself.
    """

    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not get_adapter().list_apps(request, provider=provider):
            raise Http404
        try:
            response = view(request, *args, **kwargs)
        except RequestException:
            return redirect("socialaccount_login_error")
        if isinstance(response, HttpResponseRedirect) and _leads_away(response.url):
            context = {"title": "One moment", "target": response.url}
            return render(request, "socialaccount/handing_over.html", context)
        return response

    return guarded


def _leads_away(url: str) -> bool:
    return url.startswith(("https://", "http://")) and reverse("home") != url
