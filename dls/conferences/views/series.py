"""The page of a series: what it is, its editions and their figures, its mailing list."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from dls.conferences import editions, service
from dls.conferences.forms.subscribing import sign_up
from dls.conferences.models.conference import Conference
from dls.conferences.models.roles import Role
from dls.conferences.models.series import Series
from dls.conferences.views.showing import answer, per_conference, who
from dls.web.http import page


@require_safe
def series(request: HttpRequest, slug: str) -> HttpResponse:
    """A series with all its editions, for whoever sees one of them."""
    found = get_object_or_404(Series.objects.visible_to(request.user), slug=slug)
    parts = [found.pk, found.revision, *who(request), request.get_full_path()]
    return answer(request, parts, lambda: _series(request, found))


def _roles(request: HttpRequest, held: list[Conference]) -> QuerySet[Role]:
    rows: QuerySet[Role] = Role.objects.visible_to(request.user).printed()
    return rows.filter(conference__in=held).only("conference", "name", "affiliation")


def _series(request: HttpRequest, found: Series) -> HttpResponse:
    shown = Conference.objects.visible_to(request.user).filter(series=found)
    held = list(shown.annotate(committee_size=per_conference(Role.objects.printed())))
    context = {
        "title": found.title,
        "series": found,
        "editions": editions.of(held, found.outside_editions.all()),
        "service": service.of(held, _roles(request, held)),
        "contact": next((one.contact for one in held if one.contact), ""),
        "form": sign_up(request),
    }
    return page(request, "conferences/site/series.html", context)
