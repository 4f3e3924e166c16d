"""What conflicts tell the rooms below."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from django.http import HttpRequest
from django.urls import reverse

from dls.conferences.models.conference import Conference
from dls.conferences.rules.conference import runs_here
from dls.web import keys, places, todo
from dls.web.places import Place
from dls.web.todo import Task
from submissions import concerned
from submissions.models.conflicts import Conflict

if TYPE_CHECKING:
    from dls.people.models import Person
    from dls.web.scopes import Scope


def register() -> None:
    keys.show(Conflict, Conflict.objects.run_by)
    places.register(side)
    todo.register(tasks)


def side(request: HttpRequest, scope: "Scope") -> Iterable[Place]:
    """For chairs, all conflicts; for the committee, their own."""
    conference = cast(Conference, scope)
    if runs_here(request.user, conference):
        found = reverse("submissions:conflicts-found", args=[scope.slug])
        yield Place("Papers", 40, "Conflicts", found)
    if request.user.is_authenticated and concerned.serves(request.user, conference):
        own = reverse("submissions:my-conflicts", args=[scope.slug])
        yield Place("My work", 40, "My conflicts", own)


def tasks(person: "Person", scope: "Scope") -> Iterable[Task]:
    """Found conflicts that wait for somebody’s answer."""
    here = Conflict.objects.filter(paper__conference=scope.pk)
    if runs_here(person, cast(Conference, scope)):
        many = here.run_by(person).undecided().count()
        if many:
            yield Task(
                60,
                f"Decide {many} possible conflict{'' if many == 1 else 's'}",
                "They were found by institutions, publications or collaborators.",
                "Look at them",
                reverse("submissions:conflicts-found", args=[scope.slug]),
            )
    elif mine := here.suggested_to(person).count():
        yield Task(
            40,
            f"Answer for {mine} possible conflict{'' if mine == 1 else 's'} of yours",
            "Say whether they are any before papers are assigned.",
            "Answer",
            reverse("submissions:my-conflicts", args=[scope.slug]),
        )
