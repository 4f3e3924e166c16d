"""Conflicts of interest: one's own; for chairs, those of everybody with papers they handle."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from dls.conferences.models.roles import Role
from dls.conferences.rules.conference import runs_here
from dls.web import scopes
from submissions.models.conflicts import Conflict, ConflictQuerySet
from submissions.search.keywords import Keyword, Value, Viewpoint
from submissions.search.membership import among
from submissions.search.readings import chosen
from submissions.search.tree import Asked

ME = "me"
UNDECIDED = "undecided"
KINDS = {one.value: one for one in Conflict.Kind}


@dataclass(frozen=True)
class Named:
    person: int
    name: str
    email: str

    def __str__(self) -> str:
        return f"{self.name} {self.email}"


def conflict(asked: Asked, seen: Viewpoint) -> Q:
    word = asked.text.lower()
    here = _here(seen)
    if word == ME:
        return among(here.holding().filter(person=seen.person.pk).values("paper"))
    if word == UNDECIDED:
        return _known(here.undecided(), seen)
    if word in KINDS or not _people(seen):
        kinds = chosen(asked, [ME, UNDECIDED, *KINDS], str, "a kind of conflict")
        return _known(here.holding().filter(kind__in=kinds), seen)
    meant = chosen(asked, _people(seen), str, "a member of the committee")
    theirs = here.holding().filter(person__in=[one.person for one in meant])
    return _known(theirs, seen)


def any_conflict(seen: Viewpoint) -> Q:
    return _known(_here(seen).holding(), seen)


def _here(seen: Viewpoint) -> ConflictQuerySet:
    found: ConflictQuerySet = Conflict.objects.filter(paper__conference=seen.conference.pk)
    return found.order_by()


def _known(found: ConflictQuerySet, seen: Viewpoint) -> Q:
    """Whatever was found, of papers one handles; of others, what is about oneself."""
    own = among(found.filter(person=seen.person.pk).values("paper"))
    return own | Q(is_chaired=True) & among(found.values("paper"))


def _people(seen: Viewpoint) -> list[Named]:
    """The committee, for chairs to ask about."""
    if not runs_here(seen.person, seen.conference):
        return []
    roles = Role.objects.accepted().filter(conference=seen.conference.pk, person__isnull=False)
    listed = roles.order_by("family_name", "name").values_list("person", "name", "email")
    return scopes.once(
        seen.conference, seen.person, "committee to search", lambda: [Named(*row) for row in listed]
    )


def values(seen: Viewpoint) -> Iterable[Value]:
    kinds = [Value(kind.value, kind.label) for kind in Conflict.Kind]
    special = [Value(ME, "one of your own"), Value(UNDECIDED, "found, to be confirmed")]
    return [*special, *kinds, *(Value(one.name, one.email) for one in _people(seen))]


KEYWORDS = [
    Keyword(
        "conflict", "Conflict", "A conflict that holds: yours; for chairs, of anybody or a kind.",
        "conflict:me, conflict:institution, conflict:none", conflict, values, any_conflict, most=6,
    )
]  # fmt: skip
