"""The pages of operators: series, conferences, their chairs, people."""

import functools
from collections.abc import Callable
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count, Prefetch, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from dls.conferences.actions import chairs as naming
from dls.conferences.actions import conference as conferences
from dls.conferences.actions import series as families
from dls.conferences.forms.series import ChairForm, NewSeriesForm
from dls.conferences.models.conference import Conference
from dls.conferences.models.roles import Role
from dls.conferences.models.series import Series
from dls.conferences.rules.series import may_operate
from dls.conferences.rules.state import may_archive
from dls.conferences.rules.unseen import may_delete
from dls.mail import standing
from dls.people.models import Person
from dls.web.http import Request, page
from dls.web.limits import limited
from dls.web.toasts import tell

P = ParamSpec("P")
Operating = Callable[Concatenate[Request, P], HttpResponse]
A_PAGE = 50


def for_operators(view: Operating[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """To anybody else these pages do not exist."""

    @login_required
    @functools.wraps(view)
    def decorated(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not may_operate(request.user):
            raise Http404
        return view(cast(Request, request), *args, **kwargs)

    return cast(Callable[Concatenate[HttpRequest, P], HttpResponse], decorated)


def _asked(request: Request) -> str:
    """What was searched for; a NUL is in no name, and no database takes one."""
    return request.GET.get("q", "").replace("\0", "").strip()[:200]


@for_operators
def overview(request: Request) -> HttpResponse:
    """All conferences with their chairs, and all series."""
    asked, state = _asked(request), request.GET.get("state", "")
    rows = Conference.objects.visible_to(request.user).matching(asked, state)
    chairs = Prefetch("roles", Role.objects.running(), to_attr="chairs")
    rows = rows.select_related("series").prefetch_related(chairs)
    context = {
        "title": "Operating",
        "asked": asked,
        "state": state,
        "states": Conference.State.choices,
        "page": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        "standing": standing.standing(),
        "all_series": Series.objects.annotate(editions=Count("conferences")),
    }
    return page(request, "conferences/operators/overview.html", context)


@for_operators
def new_series(request: Request) -> HttpResponse:
    form = NewSeriesForm(request.POST or None)
    if form.is_valid():
        made = families.make(form.written(), by=request.user)
        tell(request, f"{made.title} made")
        return redirect("conferences:series-edit", made.slug)
    context = {"title": "Make a series", "form": form}
    return page(request, "conferences/operators/new_series.html", context)


@for_operators
def conference(request: Request, slug: str) -> HttpResponse:
    """A conference from outside: its state and who runs it; nothing of what chairs see."""
    found = get_object_or_404(Conference.objects.select_related("series"), slug=slug)
    form = ChairForm(request.POST or None)
    if form.is_valid():
        tell(request, _named(naming.name_chair(found, form.nominee, by=request.user)))
        return redirect("conferences:operator-conference", slug)
    context = {
        "title": found.name,
        "conference": found,
        "form": form,
        "chairs": found.roles.live().filter(kind=Role.Kind.CHAIR).order_by("state", "name"),
        "archives": may_archive(request.user, found),
        "deletable": may_delete(request.user, found),
    }
    return page(request, "conferences/operators/conference.html", context)


def _named(role: Role) -> str:
    accepted = role.state == Role.State.ACCEPTED
    return f"{role.name} is {'chair now' if accepted else 'invited as chair'}"


name_chair = limited("name-chair", times=60, seconds=3600)(conference)


@require_POST
@for_operators
def archive(request: Request, slug: str) -> HttpResponse:
    """Close a conference that is over, where no chair does it."""
    found = get_object_or_404(Conference, slug=slug)
    conferences.move(found, Conference.State.ARCHIVED, by=request.user)
    tell(request, f"{found.name} archived")
    return redirect("conferences:operator-conference", slug)


@for_operators
def people(request: Request) -> HttpResponse:
    """Everybody with an account, searched by name, address or institution."""
    asked = _asked(request)
    rows = Person.objects.visible_to(request.user).matching(asked)
    rows = rows.order_by("family_name", "given_name", "email").annotate(
        held=Count("roles", Q(roles__state=Role.State.ACCEPTED))
    )
    context = {
        "title": "People",
        "asked": asked,
        "page": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
    }
    return page(request, "conferences/operators/people.html", context)
