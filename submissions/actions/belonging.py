"""What follows when a paper is somebody's own."""

from dls.people.models import Person
from dls.web import clock
from submissions.models.conflicts import Conflict
from submissions.models.papers import Paper


def tie(paper: Paper, person: Person) -> None:
    """Whoever wrote a paper or looks after it has a conflict with it, whatever else they are."""
    Conflict.objects.update_or_create(
        paper=paper,
        person=person,
        defaults={
            "kind": Conflict.Kind.AUTHOR,
            "source": Conflict.Source.FOUND,
            "state": Conflict.State.CONFIRMED,
            "is_pinned": True,
            "at": clock.now(),
        },
    )
