"""What the chairs' part of the conferences tells the rooms below."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, cast

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from dls.conferences import cloning, moments_of, settings_pages, standing, tasks_of
from dls.conferences.actions import copying
from dls.conferences.models.conference import Conference, Partner, Topic
from dls.conferences.models.pages import News, Page
from dls.conferences.models.series import Series
from dls.conferences.rules.conference import runs_here
from dls.conferences.settings_pages import SettingsPage
from dls.web import keys, places, todo
from dls.web.places import Place

if TYPE_CHECKING:
    from dls.web.keys import Viewer
    from dls.web.scopes import Scope

PAGES = (
    (10, "Basics", "basics"),
    (20, "Call", "call"),
    (30, "Topics", "topics"),
    (40, "Review and publication", "review"),
    (50, "Look", "look"),
    (60, "Partners", "partners"),
    (70, "Pages", "pages"),
    (80, "News", "news"),
    (90, "Contact and attendance", "contact"),
    (100, "Proposal", "proposal"),
    (110, "Security", "security"),
    (120, "State", "state"),
)


def register() -> None:
    for order, label, name in PAGES:
        settings_pages.register(SettingsPage(order, label, f"conferences:settings-{name}"))
    for part in copying.PARTS:
        cloning.register(part)
    for source in (
        standing.committee, standing.mailing_list, standing.countdown,
    ):  # fmt: skip
        standing.register(source)
    places.register(places_here)
    todo.register(tasks_of.tasks)
    moments_of.register()
    for model in (Topic, Partner, Page, News):
        _show(model)
    keys.show(Series, Series.objects.run_by)


def _show(model: type[Model]) -> None:
    """Chairs read about what belongs to their conference."""

    def seen(person: "Viewer") -> QuerySet[Any]:
        run = Conference.objects.run_by(person)
        return model._default_manager.filter(conference__in=run)

    keys.show(model, seen)


def places_here(request: HttpRequest, scope: "Scope") -> Iterable[Place]:
    """The dashboard for whoever is signed in; dates and settings for chairs."""
    slug = scope.slug
    if not request.user.is_authenticated:
        return
    yield Place("", 10, "Dashboard", reverse("conferences:dashboard", args=[slug]))
    runs = runs_here(request.user, cast(Conference, scope))
    if scope.is_public or runs:
        yield Place("Conference", 90, "Public page", scope.get_absolute_url())
    if runs:
        yield Place("Conference", 30, "Dates", reverse("conferences:dates-edit", args=[slug]))
        yield Place("Conference", 40, "Settings", reverse("conferences:settings", args=[slug]))
        yield Place("Conference", 60, "Proposal", reverse("conferences:proposal", args=[slug]))
