from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from dls.conferences import starters
from dls.conferences.actions import pages as actions
from dls.conferences.forms.fields import changed
from dls.conferences.forms.pages import NewsForm, PageForm
from dls.conferences.models.conference import Conference
from dls.conferences.models.pages import Page
from dls.conferences.views.running import for_chairs
from dls.conferences.views.settings import settings_page
from dls.web.http import Request
from dls.web.toasts import tell

PAGES, NEWS = "conferences:settings-pages", "conferences:settings-news"


@for_chairs
def pages(request: Request, conference: Conference) -> HttpResponse:
    """The chairs' own pages, and those every conference should have."""
    there = list(conference.pages.all())
    taken = {one.kind for one in there}
    missing = [kind for kind in Page.Kind if kind != Page.Kind.OWN and kind not in taken]
    context = {"title": "Pages", "own_pages": there, "missing": missing}
    return settings_page(request, conference, "pages", context)


@for_chairs
def new_page(request: Request, conference: Conference, kind: str) -> HttpResponse:
    """Write a page; the usual ones begin with a text of ours."""
    form = PageForm(conference, request.POST or None, initial=starters.of(kind, conference))
    if form.is_valid():
        made = actions.add(conference, {**form.written(), "kind": kind}, by=request.user)
        tell(request, f"{made.title} added")
        return redirect(PAGES, conference.slug)
    context = {"title": f"New: {Page.Kind(kind).label.lower()}", "form": form}
    return settings_page(request, conference, "page", context)


@for_chairs
def own_page(request: Request, conference: Conference, name: str) -> HttpResponse:
    found = get_object_or_404(conference.pages, slug=name)
    form = PageForm(conference, request.POST or None, instance=found)
    if form.is_valid():
        actions.change(found, changed(form), by=request.user)
        tell(request, "Page saved")
        return redirect(PAGES, conference.slug)
    context = {"title": "Page", "form": form, "own": conference.pages.get(pk=found.pk)}
    return settings_page(request, conference, "page", context)


@require_POST
@for_chairs
def shift_page(request: Request, conference: Conference, name: str, way: str) -> HttpResponse:
    found = get_object_or_404(conference.pages, slug=name)
    actions.shift(found, -1 if way == "up" else 1, by=request.user)
    return redirect(PAGES, conference.slug)


@require_POST
@for_chairs
def remove_page(request: Request, conference: Conference, name: str) -> HttpResponse:
    actions.remove(get_object_or_404(conference.pages, slug=name), by=request.user)
    tell(request, "Page removed")
    return redirect(PAGES, conference.slug)


@for_chairs
def news(request: Request, conference: Conference) -> HttpResponse:
    """What was told, and a form for more."""
    form = NewsForm(request.POST or None)
    if form.is_valid():
        actions.tell(conference, changed(form), by=request.user)
        tell(request, "News published" if conference.is_public else "News saved")
        return redirect(NEWS, conference.slug)
    context = {"title": "News", "form": form, "news": conference.news.all()}
    return settings_page(request, conference, "news", context)


@for_chairs
def notice(request: Request, conference: Conference, number: int) -> HttpResponse:
    """Correct news."""
    found = get_object_or_404(conference.news, number=number)
    form = NewsForm(request.POST or None, instance=found)
    if form.is_valid():
        actions.retell(found, changed(form), by=request.user)
        tell(request, "News saved")
        return redirect(NEWS, conference.slug)
    context = {"title": "News", "form": form, "notice": found}
    return settings_page(request, conference, "notice", context)


@require_POST
@for_chairs
def remove_notice(request: Request, conference: Conference, number: int) -> HttpResponse:
    actions.withdraw(get_object_or_404(conference.news, number=number), by=request.user)
    tell(request, "News removed")
    return redirect(NEWS, conference.slug)
