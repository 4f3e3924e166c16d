"""Who may judge text that two papers share."""

from typing import TYPE_CHECKING

from dls.conferences.rules.conference import is_open
from dls.web.verdicts import Verdict, no
from submissions.models.likeness import Likeness

if TYPE_CHECKING:
    from dls.web.keys import Viewer


def may_judge(person: "Viewer", likeness: Likeness) -> Verdict:
    """Chairs who handle both papers, while the conference of one can still be changed."""
    if not Likeness.objects.visible_to(person).filter(pk=likeness.pk).exists():
        return no("Only a chair who has no conflict with either paper can do this.")
    return is_open(likeness.one.conference) or is_open(likeness.other.conference)
