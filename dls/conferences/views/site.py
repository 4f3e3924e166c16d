"""The public site of a conference: its call, dates, committee, news and own pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from dls.conferences import figures, front, own_calendar, schema_org
from dls.conferences.forms.subscribing import sign_up
from dls.conferences.models.conference import Conference, Partner
from dls.conferences.models.pages import Page
from dls.conferences.views.showing import shown, site_page, zone_of

LATEST = 3
SHOWN = {Partner.Kind.SPONSOR, Partner.Kind.HOST}  # the others stand in the masthead


@require_safe
@shown
def home(request: HttpRequest, conference: Conference) -> HttpResponse:
    """The call and all that belongs to it."""
    partners = list(conference.partners.all())
    context = {
        "masthead": front.masthead(conference, partners),
        "partners": [one for one in partners if one.logo or one.kind in SHOWN],
        "timeline": front.times(conference, request.user, zone_of(request)),
        "topics": front.topics(conference),
        "committee": front.people(conference, request.user),
        "news": front.news(conference)[:LATEST],
        "editions": front.earlier(conference, request.user),
        "figures": figures.of([conference])[conference.pk],
        "form": sign_up(request),
        "event": schema_org.event(conference, partners),
    }
    return site_page(request, conference, "home", context)


@require_safe
@shown
def dates(request: HttpRequest, conference: Conference) -> HttpResponse:
    """All dates, with the ones that were moved."""
    times = front.times(conference, request.user, zone_of(request))
    context = {"title": "Dates", "timeline": times}
    if request.user.is_authenticated and getattr(conference, "runs", False):
        context["own_calendar"] = own_calendar.address(conference, request.user)
    return site_page(request, conference, "dates", context)


@require_safe
@shown
def committee(request: HttpRequest, conference: Conference) -> HttpResponse:
    """Who is on the committee, and where they come from."""
    people = front.people(conference, request.user)
    return site_page(request, conference, "committee", {"title": "Committee", "committee": people})


@require_safe
@shown
def news(request: HttpRequest, conference: Conference) -> HttpResponse:
    """What the chairs have told."""
    told = front.news(conference)
    return site_page(request, conference, "news", {"title": "News", "news": told})


@require_safe
@shown
def own_page(request: HttpRequest, conference: Conference, name: str) -> HttpResponse:
    """A page of the chairs' own; a draft is for chairs alone."""
    pages = Page.objects.visible_to(request.user).filter(conference=conference)
    found = get_object_or_404(pages, slug=name)
    return site_page(request, conference, "page", {"title": found.title, "own": found})
