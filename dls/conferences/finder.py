"""How the rooms below find the conference a page of theirs belongs to."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from django.http import Http404
from django.urls import reverse

from dls.conferences.models.conference import Conference
from dls.conferences.rules import conference as rules
from dls.people.rules import has_second_factor
from dls.web.verdicts import Refused

if TYPE_CHECKING:
    from dls.web.keys import Viewer
    from dls.web.scopes import Scope
    from dls.web.verdicts import Verdict


def managed(slug: str, person: "Viewer") -> Conference:
    """The conference at this address if the person is its chair; otherwise 404."""
    found: Conference | None = (
        Conference.objects.run_by(person).select_related("series").filter(slug=slug).first()
    )
    if found is None:
        raise Http404
    if found.second_factor_required and not has_second_factor(person):
        raise Refused(
            f"{found.name} asks its chairs for a second factor when they sign in. "
            "Add an authenticator app, a passkey or a security key to your account, "
            "then come back: everything is where it was.",
            button="Add a second factor",
            url=reverse("mfa_index"),
        )
    found.runs = True  # so that nobody asks again while this page is made
    return found


def by_key(key: str) -> Conference | None:
    kind, _, pk = key.partition(":")
    if kind != "conference" or not pk.isdigit():
        return None
    found: Conference | None = Conference.objects.filter(pk=pk).first()
    return found


def may_change(person: "Viewer", scope: "Scope") -> "Verdict":
    """Whether the person is a chair and the conference can still be changed."""
    return rules.may_change(person, cast(Conference, scope))


def current() -> Iterable[Conference]:
    """Conferences that are not archived."""
    archived = Conference.State.ARCHIVED
    found: Iterable[Conference] = Conference.objects.exclude(state=archived).select_related(
        "series"
    )
    return found


def runs_here(person: "Viewer", scope: "Scope") -> bool:
    """Whether to show a chair's things."""
    return rules.runs_here(person, cast(Conference, scope))
