"""Who may see how the word gets out."""

from typing import TYPE_CHECKING

from dls.conferences.models.conference import Conference
from dls.conferences.rules.conference import runs_here
from dls.web.verdicts import YES, Verdict, no

if TYPE_CHECKING:
    from dls.web.keys import Viewer


def may_advertise(person: "Viewer", conference: Conference) -> Verdict:
    """Chairs ask the committee to tell others once there is a public page to tell of."""
    if not runs_here(person, conference):
        return no("Only a chair of this conference can do this.")
    if conference.state == Conference.State.ARCHIVED:
        return no(f"{conference.name} is archived; its call is over.")
    if not conference.is_public:
        return no(
            f"{conference.name} is in preparation, so the link in the letter would lead nowhere. "
            "Make it public first, under Settings, State."
        )
    return YES
