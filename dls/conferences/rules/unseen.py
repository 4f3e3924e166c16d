"""What may be done with a conference as long as nobody outside has seen it."""

from typing import TYPE_CHECKING

from dls.conferences.models.conference import Conference
from dls.conferences.models.roles import Role
from dls.conferences.rules.conference import may_change
from dls.web.verdicts import YES, Verdict, no

if TYPE_CHECKING:
    from dls.web.keys import Viewer


def is_unseen(conference: Conference) -> Verdict:
    """Its page was never public, so no link leads to it."""
    if conference.is_public or conference.published_at is not None:
        return no(f"{conference.name} was public: links to its page are out, so it stays.")
    return YES


def may_move_house(person: "Viewer", conference: Conference) -> Verdict:
    """Change its address."""
    return may_change(person, conference) and is_unseen(conference)


def may_delete(person: "Viewer", conference: Conference) -> Verdict:
    return may_change(person, conference) and is_deletable(conference)


def is_deletable(conference: Conference) -> Verdict:
    """Never public, and nobody but its chairs expects anything of it."""
    if closed := is_unseen(conference).reason:
        return no(closed)
    live = Role.objects.live().filter(conference=conference)
    others = live.exclude(pk__in=Role.objects.running().values("pk")).count()
    if others:
        many = "One person holds" if others == 1 else f"{others} people hold"
        return no(
            f"{many} a role in {conference.name} or an invitation to one. Withdraw the "
            "invitations and end the roles first: so they hear of it."
        )
    return YES
