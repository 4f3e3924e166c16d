"""How the rooms below find the conference a page of theirs belongs to."""

from typing import TYPE_CHECKING

from django.http import Http404

from dls.conferences.models.conference import Conference

if TYPE_CHECKING:
    from dls.web.keys import Viewer


def managed(slug: str, person: "Viewer") -> Conference:
    """The conference at this address if the person is its chair; otherwise 404."""
    found: Conference | None = (
        Conference.objects.run_by(person).select_related("series").filter(slug=slug).first()
    )
    if found is None:
        raise Http404
    return found


def by_key(key: str) -> Conference | None:
    kind, _, pk = key.partition(":")
    if kind != "conference" or not pk.isdigit():
        return None
    found: Conference | None = Conference.objects.filter(pk=pk).first()
    return found
