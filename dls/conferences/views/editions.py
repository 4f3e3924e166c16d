"""Looking after a series: by operators, and by whoever chairs an edition of it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from dls.conferences.actions import series as actions
from dls.conferences.actions.cloning import make_edition
from dls.conferences.forms.fields import changed
from dls.conferences.forms.series import EditionForm, OutsideForm, SeriesForm
from dls.conferences.models.conference import Conference
from dls.conferences.models.series import OutsideEdition, Series
from dls.conferences.rules.conference import is_chair
from dls.web.http import Request, page
from dls.web.toasts import tell

SERIES = "conferences:series-edit"


def _series(request: Request, slug: str) -> Series:
    found: Series = get_object_or_404(Series.objects.run_by(request.user), slug=slug)
    return found


@login_required
def series(request: Request, slug: str) -> HttpResponse:
    """What the series is, its editions here, and those held elsewhere."""
    found = _series(request, slug)
    form = SeriesForm(request.POST or None, instance=_series(request, slug))
    if form.is_valid():
        actions.change(found, changed(form), by=request.user)
        tell(request, "Series saved")
        return redirect(SERIES, slug)
    context = {
        "title": found.title,
        "series": found,
        "form": form,
        "editions": Conference.objects.visible_to(request.user).filter(series=found),
        "outside": found.outside_editions.all(),
    }
    return page(request, "conferences/operators/series.html", context)


@login_required
def new_edition(request: Request, slug: str) -> HttpResponse:
    """The next edition, empty or made from an earlier one."""
    found = _series(request, slug)
    seen = Conference.objects.visible_to(request.user).filter(series=found)
    form = EditionForm(seen, request.POST or None, _first_guess(request, found, list(seen)))
    if form.is_valid():
        made = make_edition(
            found, form.values, by=request.user, earlier=form.chosen, parts=form.taken_along
        )
        tell(request, f"{made.name} made")
        if is_chair(request.user, made):
            return redirect("conferences:dashboard", made.slug)
        return redirect("conferences:operator-conference", made.slug)
    context = {"title": "Make an edition", "series": found, "form": form}
    return page(request, "conferences/operators/edition.html", context)


def _first_guess(request: Request, series: Series, editions: list[Conference]) -> dict[str, str]:
    """Made from the edition one comes from, else from the newest."""
    asked = [one for one in editions if one.slug == request.GET.get("from")]
    found = [*asked, *(one for one in editions if one.starts_on)]
    return {"earlier": found[0].slug if found else "", "title": series.title}


@login_required
def add_outside(request: Request, slug: str) -> HttpResponse:
    """Write down an edition held without DLS."""
    found = _series(request, slug)
    form = OutsideForm(request.POST or None)
    if form.is_valid():
        actions.add_outside(found, changed(form), by=request.user)
        tell(request, "Edition added")
        return redirect(SERIES, slug)
    context = {"title": "Add an earlier edition", "series": found, "form": form}
    return page(request, "conferences/operators/outside.html", context)


@login_required
def outside(request: Request, slug: str, number: int) -> HttpResponse:
    found = _series(request, slug)
    edition: OutsideEdition = get_object_or_404(found.outside_editions, number=number)
    form = OutsideForm(request.POST or None, instance=edition)
    if form.is_valid():
        actions.change_outside(edition, changed(form), by=request.user)
        tell(request, "Edition saved")
        return redirect(SERIES, slug)
    context = {"title": "Earlier edition", "series": found, "form": form, "edition": edition}
    return page(request, "conferences/operators/outside.html", context)


@require_POST
@login_required
def remove_outside(request: Request, slug: str, number: int) -> HttpResponse:
    edition = get_object_or_404(_series(request, slug).outside_editions, number=number)
    actions.remove_outside(edition, by=request.user)
    tell(request, "Edition removed")
    return redirect(SERIES, slug)
