"""What a conference's public pages are made of besides HTML: look, pictures, calendar, feed."""

import functools
import hashlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_safe

from dls import __version__
from dls.conferences import calendars, cards, feeds, front
from dls.conferences import own_calendar as own
from dls.conferences.models.conference import Conference
from dls.conferences.views.showing import found, found_by_all

if TYPE_CHECKING:
    from dls.web.keys import Viewer

P = ParamSpec("P")
Served = Callable[Concatenate[HttpRequest, Conference, P], HttpResponseBase]
DAY, YEAR = 24 * 3600, 365 * 24 * 3600


def served(view: Served[P]) -> Callable[..., HttpResponseBase]:
    """Give the view the conference; let caches keep what everybody may see.

    An address that names the revision (?17) never changes, so it may be kept for ever. No session
    is asked for a conference that is public, so that shared caches keep one copy for all.
    """

    @functools.wraps(view)
    def decorated(
        request: HttpRequest, slug: str, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponseBase:
        conference = found_by_all(slug) or found(request, slug)
        tag = _tag(request, conference)
        response: HttpResponseBase | None = get_conditional_response(request, etag=tag)
        response = response or view(request, conference, *args, **kwargs)
        response.headers["ETag"] = tag
        _keep(request, conference, response)
        return response

    return decorated


def _tag(request: HttpRequest, conference: Conference) -> str:
    told = getattr(conference, "told", 0)
    parts = f"{__version__} {request.path} {conference.slug} {conference.revision} {told}"
    return f'"{hashlib.sha256(parts.encode()).hexdigest()[:32]}"'


def _keep(request: HttpRequest, conference: Conference, response: HttpResponseBase) -> None:
    if not conference.is_public:
        patch_cache_control(response, private=True, no_cache=True)
        response.headers["X-Robots-Tag"] = "noindex"
    elif request.META.get("QUERY_STRING") == str(conference.revision):
        patch_cache_control(response, public=True, max_age=YEAR, immutable=True)
    else:
        patch_cache_control(response, public=True, max_age=300)


def _reader(request: HttpRequest, conference: Conference) -> "Viewer":
    return AnonymousUser() if conference.is_public else request.user


@require_safe
@served
def look(request: HttpRequest, conference: Conference) -> HttpResponse:
    """The conference's own sheet: one colour."""
    known = cards.COLOUR.match(conference.accent)
    sheet = f"@layer tokens {{ :root {{ --brand: {conference.accent}; }} }}\n" if known else ""
    return HttpResponse(sheet, content_type="text/css; charset=utf-8")


@require_safe
@served
def card(request: HttpRequest, conference: Conference) -> HttpResponse:
    """The picture for places where the page is shared."""
    key = f"card:{conference.pk}:{conference.revision}"
    picture = cache.get_or_set(key, lambda: cards.drawn(conference, settings.SITE_NAME), DAY)
    return HttpResponse(picture, content_type="image/png")


@require_safe
@served
def logo(request: HttpRequest, conference: Conference) -> FileResponse:
    return _picture(conference.logo)


@require_safe
@served
def partner_logo(request: HttpRequest, conference: Conference, number: int) -> FileResponse:
    return _picture(get_object_or_404(conference.partners, number=number).logo)


def _picture(file: FieldFile) -> FileResponse:
    if not file or not file.storage.exists(file.name or ""):
        raise Http404
    return FileResponse(file.open("rb"), content_type="image/png")


@require_safe
@served
def calendar(request: HttpRequest, conference: Conference) -> HttpResponse:
    """The public dates for people's calendars."""
    text = calendars.of(conference, front.dates(conference, _reader(request, conference)))
    name = f'inline; filename="{conference.slug}-dates.ics"'
    headers = {"Content-Disposition": name}
    return HttpResponse(text, content_type="text/calendar; charset=utf-8", headers=headers)


@require_safe
def own_calendar(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """All dates, for the calendar of a chair who was given this link."""
    conference = own.conference_of(slug, token)
    if conference is None:
        raise Http404
    text = calendars.of(conference, own.dates(conference))
    headers = {"X-Robots-Tag": "noindex", "Referrer-Policy": "no-referrer"}
    return HttpResponse(text, content_type="text/calendar; charset=utf-8", headers=headers)


@require_safe
@served
def feed(request: HttpRequest, conference: Conference) -> HttpResponse:
    """The news for feed readers."""
    text = feeds.of(conference, front.news(conference)[:50])
    return HttpResponse(text, content_type="application/atom+xml; charset=utf-8")
