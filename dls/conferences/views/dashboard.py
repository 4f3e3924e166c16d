from datetime import timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_required
from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpRequest, HttpResponse

from dls.conferences import finder, overview, phases, standing
from dls.conferences.models.conference import Conference
from dls.conferences.models.deadlines import Deadline
from dls.conferences.models.roles import Role
from dls.conferences.rules.setup import Step, steps
from dls.conferences.rules.state import is_ready
from dls.conferences.views.running import chairs_page
from dls.journal.models import Entry
from dls.mail import reminders
from dls.web import clock, scopes, todo, zones
from dls.web.http import Request, page

SOON = timedelta(days=60)


@login_required
def dashboard(request: HttpRequest, slug: str) -> HttpResponse:
    """What this person should do now, and how the conference stands for them."""
    found = finder.seen(slug, request.user)
    prefetch_related_objects([found], Prefetch("deadlines", Deadline.objects.with_people()))
    return (_for_chairs if found.runs else _for_others)(cast(Request, request), found)


def _for_chairs(request: Request, conference: Conference) -> HttpResponse:
    preparing = not conference.is_public
    context = {
        **_common(request, conference, conference.dated()),
        "figures": standing.of(request.user, conference),
        "planned": [] if preparing else _planned(conference),
        "entries": _entries(request, conference),
        "steps": _steps(request, conference) if preparing else [],
        "opens": is_ready(conference),
    }
    return chairs_page(request, conference, "dashboard/dashboard", context)


def _steps(request: Request, conference: Conference) -> list[Step]:
    """The checklist, which the tasks have asked for already."""
    return scopes.once(conference, request.user, "steps", lambda: steps(conference))


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


def _told(request: Request, every: list[Deadline]) -> list[Deadline]:
    told = Deadline.objects.visible_to(request.user).filter(pk__in=[one.pk for one in every])
    known = set(told)
    return [one for one in every if one in known]


def _for_others(request: Request, conference: Conference) -> HttpResponse:
    """One's roles here, the dates one may know, and the milestones that are one's own."""
    every = conference.dated()
    shown = _told(request, every)
    mine = [one for one in every if one.is_milestone and one.keeper == request.user]
    held = list(Role.objects.held_by(request.user).filter(conference=conference))
    context = {
        **_common(request, conference, shown),
        "conference": conference,
        "scope": conference,
        "roles": held,
        "invitations": overview.invitations(request.user, conference),
        "coming": [one for one in shown if not one.is_over],
        "milestones": [one for one in mine if not one.done_at],
        "role_here": ", ".join(role.word for role in held),
    }
    return page(request, "conferences/dashboard/mine.html", context)
