"""What the comparing of papers tells the rooms below."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from django.http import HttpRequest
from django.urls import reverse

from dls.conferences.models.conference import Conference
from dls.conferences.rules.conference import runs_here
from dls.web import keys, places, todo
from dls.web.places import Place
from dls.web.todo import Task
from submissions.models.likeness import Likeness

if TYPE_CHECKING:
    from dls.people.models import Person
    from dls.web.scopes import Scope


def register() -> None:
    keys.show(Likeness, Likeness.objects.visible_to)
    places.register(side)
    todo.register(tasks)


def side(request: HttpRequest, scope: "Scope") -> Iterable[Place]:
    """For chairs alone."""
    if runs_here(request.user, cast(Conference, scope)):
        yield Place(
            "Papers", 50, "Duplicates", reverse("submissions:duplicates", args=[scope.slug])
        )


def tasks(person: "Person", scope: "Scope") -> Iterable[Task]:
    """Pairs that nobody has looked at yet."""
    conference = cast(Conference, scope)
    if not runs_here(person, conference):
        return
    many = Likeness.objects.visible_to(person).within(conference).standing().count()
    if many:
        yield Task(
            70,
            f"Look at {many} pair{'' if many == 1 else 's'} of papers with much text in common",
            "Write to the authors, or dismiss the pair with a reason.",
            "Look at them",
            reverse("submissions:duplicates", args=[scope.slug]),
        )
