"""What the pages where authors write tell the rooms below."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from django.http import HttpRequest
from django.urls import reverse

from dls.conferences import cloning, settings_pages
from dls.conferences.cloning import Clone, Part
from dls.conferences.models.conference import Conference
from dls.conferences.models.deadlines import Deadline
from dls.conferences.rules.conference import runs_here
from dls.conferences.settings_pages import SettingsPage
from dls.web import clock, places, todo
from dls.web.places import Place
from dls.web.templatetags.ui import distance
from dls.web.todo import Task
from submissions.actions import questions
from submissions.models.papers import Paper
from submissions.rules.papers import may_start

if TYPE_CHECKING:
    from dls.people.models import Person
    from dls.web.scopes import Scope


def register() -> None:
    settings_pages.register(SettingsPage(36, "What papers bring", "submissions:settings-papers"))
    settings_pages.register(SettingsPage(38, "Own questions", "submissions:settings-questions"))
    cloning.register(Part(27, "papers", "What papers bring, and your own questions", copy))
    places.register(side)
    todo.register(tasks)


def copy(clone: Clone) -> None:
    questions.take_over(clone.earlier, clone.new)


def side(request: HttpRequest, scope: "Scope") -> Iterable[Place]:
    """Where a paper begins, while the call is open."""
    person = request.user
    if person.is_authenticated and may_start(person, cast(Conference, scope)):
        yield Place(
            "My work", 30, "Submit a paper", reverse("submissions:start", args=[scope.slug])
        )


def tasks(person: "Person", scope: "Scope") -> Iterable[Task]:
    """For whoever has no paper and no part here yet: the call is open."""
    conference = cast(Conference, scope)
    if runs_here(person, conference) or not may_start(person, conference):
        return
    if Paper.objects.written_by(person).filter(conference=conference).exists():
        return
    due = conference.due(Deadline.Kind.PAPERS)
    when = f"Papers are due {distance(due.at, clock.now())}. " if due else ""
    url = reverse("submissions:start", args=[scope.slug])
    why = f"{when}A title is enough to begin."
    yield Task(90, f"Submit a paper to {conference.name}", why, "Start a paper", url)
