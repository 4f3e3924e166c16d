"""The front page of the site, and what belongs to no conference."""

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Count, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dls.conferences import overview
from dls.conferences.models.conference import Conference
from dls.conferences.models.pages import Page
from dls.conferences.models.series import Series
from dls.conferences.views.showing import answer
from dls.web.http import page

PAST = 20


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """All conferences; for whom we know, their own first."""
    if request.user.is_authenticated:
        return _home(request)
    state = Conference.objects.visible_to(request.user).aggregate(Count("pk"), Sum("revision"))
    series = Series.objects.aggregate(Count("pk"), Sum("revision"))
    parts = [*state.values(), *series.values(), request.get_full_path()]
    return answer(request, parts, lambda: _home(request))


def _home(request: HttpRequest) -> HttpResponse:
    past = Paginator(overview.past(request.user), PAST).get_page(request.GET.get("page"))
    context = {
        "mine": overview.mine(request.user) if request.user.is_authenticated else [],
        "invitations": overview.invitations(request.user),
        "upcoming": overview.entries(overview.upcoming(request.user)),
        "past": past,
        "past_entries": overview.entries(past),
        "series": overview.series(request.user),
    }
    return page(request, "conferences/site/index.html", context)


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return page(request, "conferences/site/privacy.html", {"title": "Privacy"})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return page(request, "conferences/site/accessibility.html", {"title": "Accessibility"})


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may read."""
    context = {"sitemap": f"{settings.SITE_URL}/sitemap.xml"}
    return render(request, "conferences/site/robots.txt", context, content_type="text/plain")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public page, for search engines."""
    public = Conference.objects.visible_to(request.user).exclude(state=Conference.State.PREPARING)
    pages = Page.objects.filter(conference__in=public.values("pk"), is_published=True)
    context = {
        "conferences": public,
        "pages": pages.select_related("conference"),
        "series": Series.objects.visible_to(request.user),
    }
    return render(request, "conferences/site/sitemap.xml", context, content_type="application/xml")
