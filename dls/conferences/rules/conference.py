"""What chairs may do with their conference. Every rule of theirs starts at `may_change`."""

from typing import TYPE_CHECKING

from dls.conferences.models.conference import Conference
from dls.web.verdicts import YES, Verdict, no

if TYPE_CHECKING:
    from dls.web.keys import Viewer


def is_chair(person: "Viewer", conference: Conference) -> bool:
    """With the second factor, if the conference asks for one."""
    return type(conference).objects.run_by(person).filter(pk=conference.pk).exists()


def runs_here(person: "Viewer", conference: Conference) -> bool:
    """Whether to show a chair's things; a page that has found out already says so in `runs`."""
    known: bool | None = getattr(conference, "runs", None)
    return is_chair(person, conference) if known is None else known


def sets_up(person: "Viewer", conference: Conference) -> bool:
    """An operator prepares a conference until it has a chair; pages of chairs stay closed."""
    if not person.is_authenticated or not person.is_operator or conference.is_public:
        return False
    return not conference.roles.running().exists()


def may_change(person: "Viewer", conference: Conference) -> Verdict:
    """Chairs change their conference until it is archived: the one place that says so."""
    if not is_chair(person, conference) and not sets_up(person, conference):
        lacks = _asks_more_of(person, conference)
        return no(f"Only a chair of this conference can do this.{lacks}")
    return is_open(conference)


def _asks_more_of(person: "Viewer", conference: Conference) -> str:
    """What a chair is told who lacks the second factor."""
    held = person.is_authenticated and person.roles.running().filter(conference=conference).exists()
    return " It asks its chairs for a second factor: add one to your account." if held else ""


def is_open(conference: Conference) -> Verdict:
    """Whether whoever runs it may change anything: not once it is archived."""
    if conference.state == Conference.State.ARCHIVED:
        return no(
            f"{conference.name} is archived and can only be read. "
            "A chair can bring it back under Settings, State."
        )
    return YES
