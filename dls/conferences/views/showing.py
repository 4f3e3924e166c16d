"""How a page of the public site is answered: found, unchanged (304), or rendered."""

import functools
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, cast

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Exists, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response, patch_vary_headers

from dls.conferences import front, plain, schema_org, site_tabs
from dls.conferences.actions.previewing import look_as_public
from dls.conferences.models.conference import Conference
from dls.conferences.models.deadlines import Deadline
from dls.conferences.models.pages import News, Page
from dls.conferences.models.roles import Role
from dls.conferences.site_tabs import Tab
from dls.web import clock, etags, zones
from dls.web.http import Request, page

if TYPE_CHECKING:
    from dls.web.keys import Viewer

P = ParamSpec("P")
Shown = Callable[Concatenate[HttpRequest, Conference, P], HttpResponse]
FACTS = ("pk", "revision", "runs", "passed", "told", "has_dates", "committee_size")


def is_preview(request: HttpRequest) -> bool:
    """A chair looks at a page as everybody else will see it."""
    return request.GET.get("as") == "public" and request.user.is_authenticated


def found(request: HttpRequest, slug: str) -> Conference:
    """The conference at this address, with what its tabs and its version depend on: one query."""
    rows = _with_facts(request.user, runs=not is_preview(request))
    conference: Conference = get_object_or_404(rows, slug=slug)
    return conference


def found_by_all(slug: str) -> Conference | None:
    """The conference at this address if everybody may see it; asks for no session."""
    conference: Conference | None = (
        _with_facts(AnonymousUser(), runs=False).filter(slug=slug).first()
    )
    return conference


def _with_facts(person: "Viewer", *, runs: bool) -> QuerySet[Any]:
    here = {"conference": OuterRef("pk")}
    public = Deadline.objects.filter(**here, is_public=True, is_proposal=False)
    run = Conference.objects.run_by(person).filter(pk=OuterRef("pk"))
    rows: QuerySet[Any] = Conference.objects.visible_to(person).select_related("series")
    found: QuerySet[Any] = rows.annotate(
        runs=Exists(run) if runs else Value(False),
        has_dates=Exists(public),
        passed=per_conference(public.filter(at__lte=clock.now())),
        told=per_conference(News.objects.filter(published_at__lte=clock.now())),
        committee_size=per_conference(Role.objects.printed()),
    )
    return found


def per_conference(rows: QuerySet[Any]) -> Subquery:
    """How many of these rows a conference has, as a column of it."""
    here = rows.filter(conference=OuterRef("pk"))
    counted = here.order_by().values("conference").annotate(n=Count("pk")).values("n")
    return Subquery(counted, output_field=IntegerField())


def answer(
    request: HttpRequest, parts: Iterable[object], make: Callable[[], HttpResponse]
) -> HttpResponse:
    """304 if the reader has this version; else what `make` renders, named by its version."""
    tag = etags.fingerprint(
        request,
        f"{clock.now():%Y-%m-%d %H}",  # what pages say of time is true to the hour
        request.COOKIES.get(settings.CSRF_COOKIE_NAME, ""),
        request.session.get("_messages", ""),
        *parts,
    )
    response = get_conditional_response(request, etag=tag) or make()
    if response.status_code in {200, 304}:
        response.headers["ETag"] = tag
        patch_vary_headers(response, ["HX-Request", "Cookie"])
    return response


def shown(view: Shown[P]) -> Callable[..., HttpResponse]:
    """Give the view the conference at the address, unless the reader has seen this version."""

    @functools.wraps(view)
    def decorated(
        request: HttpRequest, slug: str, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        conference = found(request, slug)
        if is_preview(request):
            _note_preview(request, conference)

        def make() -> HttpResponse:
            return view(request, conference, *args, **kwargs)

        return answer(request, _version(request, conference), make)

    return decorated


def _note_preview(request: HttpRequest, conference: Conference) -> None:
    """Once a day and session: the journal is no log of clicks."""
    noted, today = request.session.get("previewed", {}), clock.now().date().isoformat()
    if noted.get(conference.slug) == today:
        return
    if look_as_public(conference, by=cast(Request, request).user):
        request.session["previewed"] = {**noted, conference.slug: today}


def _version(request: HttpRequest, conference: Conference) -> list[object]:
    facts = [getattr(conference, fact) for fact in FACTS]
    return [*facts, conference.series.revision, *who(request), request.get_full_path()]


def who(request: HttpRequest) -> list[str]:
    """What pages say of the one who reads them."""
    if not request.user.is_authenticated:
        return []
    me = request.user
    return [me.name, me.email, me.zone, me.get_session_auth_hash()]


def zone_of(request: HttpRequest) -> str:
    """Where the reader is: as a script has told, else as their profile says."""
    profile = request.user.zone if request.user.is_authenticated else ""
    return zones.of_reader(request) or profile


def site_page(
    request: HttpRequest, conference: Conference, template: str, context: dict[str, Any]
) -> HttpResponse:
    """A page of a conference's public site, with its tabs, small print and banner."""
    path = f"conferences/site/{template}.html"
    response = page(request, path, {**_common(request, conference), **context})
    if not conference.is_public:
        response.headers["X-Robots-Tag"] = "noindex"
    return response


def _common(request: HttpRequest, conference: Conference) -> dict[str, Any]:
    pages = front.pages(conference, request.user)
    return {
        "conference": conference,
        "scope": conference,
        "masthead": front.masthead(conference),
        "runs": getattr(conference, "runs", False),
        "preview": is_preview(request),
        "reader_zone": zone_of(request),
        "summary": plain.summary(conference.call_text),
        "card": schema_org.card_url(conference),
        "tabs": site_tabs.of(conference, _own_tabs(conference, pages)),
        "small_print": [one for one in pages if one.kind != Page.Kind.OWN],
    }


def _own_tabs(conference: Conference, pages: Iterable[Page]) -> list[Tab]:
    here = conference.get_absolute_url()
    tabs = [Tab(10, "Call", here)]
    if getattr(conference, "has_dates", False) or conference.starts_on:
        tabs.append(Tab(20, "Dates", f"{here}dates/"))
    if getattr(conference, "committee_size", 0):
        tabs.append(Tab(30, "Committee", f"{here}committee/"))
    if getattr(conference, "told", 0):
        tabs.append(Tab(40, "News", f"{here}news/"))
    own = (one for one in pages if one.kind == Page.Kind.OWN)
    return tabs + [Tab(50, one.title, f"{here}pages/{one.slug}/") for one in own]
