"""What may become of the list of authors."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress

from dls.web.verdicts import YES, Verdict, no
from submissions.bylines import Entry
from submissions.models import setup
from submissions.models.authors import Author
from submissions.models.papers import Paper

if TYPE_CHECKING:
    from dls.people.models import Person


def may_be_so_many(paper: Paper, many: int) -> Verdict:
    """As many as the call takes; a list that was longer before may get shorter."""
    most = setup.of(paper.conference).authors_most
    if many <= max(most, paper.authors.count()):
        return YES
    return no(
        f"These are {many} authors; {paper.conference.name} takes {most} at most. "
        "If all of them belong there, write to the chairs: they can allow more."
    )


def may_be_named_once(entries: Sequence[Entry]) -> Verdict:
    """No address stands twice."""
    seen: dict[str, Entry] = {}
    for one in entries:
        if one.email and one.email in seen:
            return no(same_address(seen[one.email], one))
        seen[one.email] = one
    return YES


def same_address(first: Entry, second: Entry) -> str:
    return (
        f"{first.name or 'One author'} and {second.name or 'another'} have the same address, "
        f"{second.email}. Each author has their own."
    )


def may_be_written_as(author: Author, email: str) -> Verdict:
    """Who has claimed an entry keeps it: its address may become another one of theirs alone."""
    if author.person is None or email == author.email or _proven(author.person, email):
        return YES
    return no(
        f"{author.name} has claimed this entry with {author.email or 'their account'}. "
        "Another address would be another person: remove the entry and add a new one, "
        f"or let {author.name} add the address to their account first."
    )


def _proven(person: "Person", email: str) -> bool:
    mine = EmailAddress.objects.filter(user=person, verified=True)
    return bool(email) and mine.filter(email__iexact=email).exists()


def may_leave_out(person: "Person", paper: Paper, gone: Sequence[Author]) -> Verdict:
    """Nobody locks themselves out by mistake."""
    own = any(one.person_id == person.pk for one in gone)
    if not own or paper.contacts.filter(pk=person.pk).exists():
        return YES
    return no(
        "This would take yourself off the paper, and you could no longer open it. "
        "If you are no author of it, say so on the paper’s page instead."
    )
