"""Who may make tags, and set them on papers."""

from typing import TYPE_CHECKING

from dls.conferences.models.conference import Conference
from dls.conferences.rules.conference import is_chair, is_open
from dls.web.verdicts import YES, Verdict, no
from submissions import concerned
from submissions.models.tags import Tag

if TYPE_CHECKING:
    from dls.people.models import Person


def may_make(person: "Person", conference: Conference, readers: str) -> Verdict:
    """Chairs make those for chairs and the committee; whoever serves, their own."""
    if not (verdict := is_open(conference)):
        return verdict
    if is_chair(person, conference):
        return YES
    if readers != Tag.Readers.ONE:
        return no("Only chairs make tags that others see. A private one is yours alone.")
    if concerned.serves(person, conference):
        return YES
    return no("Tags are for chairs and the committee.")


def may_change(person: "Person", tag: Tag) -> Verdict:
    """Its owner; chairs, where it is not private."""
    if not (verdict := is_open(tag.conference)):
        return verdict
    if tag.owner_id:
        return YES if tag.owner_id == person.pk else no("This tag is somebody else’s.")
    return YES if is_chair(person, tag.conference) else no("Only chairs change this tag.")


def may_set(person: "Person", tag: Tag) -> Verdict:
    """As changing it: members read shared tags, and set their own."""
    return may_change(person, tag)
