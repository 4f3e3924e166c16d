"""The people of a conference whom conflicts keep from papers: its committee and its chairs."""

from typing import TYPE_CHECKING

from dls.conferences.models.conference import Conference
from dls.conferences.models.roles import Role
from dls.web import scopes
from submissions.models.papers import READERS

KINDS = (*READERS, Role.Kind.CHAIR, Role.Kind.EXTERNAL)
UNKNOWN = (Role.Kind.EXTERNAL,)

if TYPE_CHECKING:
    from dls.web.keys import Viewer


def serves(person: "Viewer", conference: Conference) -> bool:
    """Whether a person is one of them; a page asks once, and knows its chairs."""
    if getattr(conference, "runs", False):
        return True
    held = conference.roles.accepted().filter(kind__in=KINDS, person=person.pk)
    return scopes.once(conference, person, "serves", held.exists)


def known(conference: Conference) -> list[Role]:
    """Those whom authors may know: who stands on the public page."""
    return [role for role in roles(conference) if role.is_listed and role.kind not in UNKNOWN]


def roles(conference: Conference) -> list[Role]:
    """One role of each person who serves, by family name."""
    held = conference.roles.accepted().filter(kind__in=KINDS, person__isnull=False)
    found: dict[int | None, Role] = {}
    for role in held.select_related("person").order_by("family_name", "name", "pk"):
        found.setdefault(role.person_id, role)
    return list(found.values())
