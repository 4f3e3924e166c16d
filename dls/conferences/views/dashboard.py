from datetime import timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from dls.conferences import phases, standing
from dls.conferences.finder import managed
from dls.conferences.models.conference import Conference
from dls.conferences.models.deadlines import Deadline
from dls.conferences.models.roles import Role
from dls.conferences.rules.conference import is_chair
from dls.conferences.rules.setup import steps
from dls.conferences.rules.state import may_become
from dls.conferences.views.running import chairs_page
from dls.journal.models import Entry
from dls.mail import reminders
from dls.web import clock, todo, zones
from dls.web.http import Request, page

SOON = timedelta(days=60)
PUBLIC = Conference.State.PUBLIC


@login_required
def dashboard(request: HttpRequest, slug: str) -> HttpResponse:
    """What this person should do now, and how the conference stands for them."""
    mine = cast(Request, request)
    rows = Conference.objects.visible_to(mine.user).select_related("series")
    found: Conference = get_object_or_404(rows, slug=slug)
    if is_chair(mine.user, found):
        return _for_chairs(mine, managed(slug, mine.user))
    found.runs = False
    return _for_others(mine, found)


def _for_chairs(request: Request, conference: Conference) -> HttpResponse:
    preparing = not conference.is_public
    context = {
        **_common(request, conference, list(conference.deadlines.all())),
        "figures": standing.of(conference),
        "planned": _planned(conference),
        "entries": _entries(request, conference),
        "steps": steps(conference) if preparing else [],
        "opens": may_become(request.user, conference, PUBLIC) if preparing else None,
    }
    return chairs_page(request, conference, "dashboard/dashboard", context)


def _common(request: Request, conference: Conference, deadlines: list[Deadline]) -> dict[str, Any]:
    return {
        "title": "Dashboard",
        "phases": phases.of(conference, deadlines),
        "tasks": todo.tasks(request.user, conference),
        "now": clock.now().astimezone(ZoneInfo(_zone(request, conference))),
        "greeting": _greeting(request),
    }


def _zone(request: Request, conference: Conference) -> str:
    """Where the reader is; where the conference is, as long as nobody has told us."""
    return zones.of_reader(request) or conference.zone


def _greeting(request: Request) -> str:
    """Good morning, Demo Chair."""
    zone, name = zones.of_reader(request), request.user.name
    if not zone:
        return f"Hello, {name}."
    hour = clock.now().astimezone(ZoneInfo(zone)).hour
    return f"Good {'morning' if hour < 12 else 'afternoon' if hour < 18 else 'evening'}, {name}."


def _planned(conference: Conference) -> list[reminders.Planned]:
    """The next letters that leave by themselves."""
    now = clock.now()
    return reminders.planned(conference, now, now + SOON)[:6]


def _entries(request: Request, conference: Conference) -> list[Entry]:
    shown = Entry.objects.visible_to(request.user).filter(scope=conference.key)
    return list(shown.select_related("by").order_by("-pk")[:8])


def _for_others(request: Request, conference: Conference) -> HttpResponse:
    """One's roles and invitations here, and the public dates."""
    dates = Deadline.objects.visible_to(request.user).filter(conference=conference)
    shown = list(dates.prefetch_related("extensions"))
    held = Role.objects.held_by(request.user).filter(conference=conference)
    context = {
        **_common(request, conference, shown),
        "conference": conference,
        "scope": conference,
        "roles": held,
        "invitations": Role.objects.open_for(request.user).filter(conference=conference),
        "coming": [one for one in shown if not one.is_over],
        "milestones": Deadline.objects.in_hand_of(request.user).open_in(conference),
        "role_here": ", ".join(role.get_kind_display().lower() for role in held),
    }
    return page(request, "conferences/dashboard/mine.html", context)
