"""What long work tells the rooms below."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.http import HttpRequest
from django.urls import reverse

from dls.jobs import gauges
from dls.jobs.models import Job
from dls.web import keys, metrics, places, scopes, todo
from dls.web.places import Place
from dls.web.scopes import Scope
from dls.web.todo import Task

if TYPE_CHECKING:
    from dls.people.models import Person


def register() -> None:
    metrics.register(gauges.gauges)
    places.register(_place)
    todo.register(_tasks)


def _place(request: HttpRequest, scope: Scope) -> Iterator[Place]:
    """Jobs, for who runs the conference, once there are any."""
    if not request.user.is_authenticated or not scopes.runs_here(request.user, scope):
        return
    found = _counted(request.user, scope)
    if found["every"]:
        running = str(found["open"]) if found["open"] else ""
        yield Place("Conference", 80, "Jobs", reverse("jobs:jobs", args=[scope.slug]), running)


def _counted(person: "Person", scope: Scope) -> dict[str, int]:
    failed = Q(by=person, state=Job.State.FAILED)

    def count() -> dict[str, int]:
        mine = keys.readable(Job.objects.filter(scope=scope.key), person)
        return mine.aggregate(
            every=Count("pk"), open=Count("pk", Q(state__in=Job.OPEN)), failed=Count("pk", failed)
        )

    return scopes.once(scope, person, "jobs", count)


def _tasks(person: "Person", scope: Scope) -> Iterator[Task]:
    """Work this person started and that failed."""
    if not _counted(person, scope)["failed"]:
        return
    failed = Job.objects.visible_to(person).filter(
        scope=scope.key, by=person, state=Job.State.FAILED
    )
    for job in failed.order_by("-pk")[:3]:
        url = reverse("jobs:job", args=[scope.slug, job.ref])
        yield Task(20, f"{job.title} did not work", job.problem, "Look at the reason", url)
