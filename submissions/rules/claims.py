"""Who may say that they are an author of a paper, or that they are none."""

from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress

from dls.conferences.rules.conference import is_open
from dls.web.verdicts import Verdict, no
from submissions.models.authors import Author

if TYPE_CHECKING:
    from dls.web.keys import Viewer


def proven(person: "Viewer") -> list[str]:
    """The addresses this person has proven, in small letters."""
    if not person.is_authenticated:
        return []
    rows = EmailAddress.objects.filter(user=person, verified=True)
    return [email.lower() for email in rows.values_list("email", flat=True)]


def may_claim(person: "Viewer", author: Author) -> Verdict:
    """Whoever has proven the address that the paper gives for this author."""
    if author.person_id is not None:
        if author.person_id == person.pk:
            return no("You have claimed this paper.")
        return no(f"Somebody has claimed to be {author.name} on this paper. Write to the chairs.")
    if author.is_denied:
        return no("You said that you are no author of this paper. Take that back first.")
    if not person.is_authenticated:
        return no("Sign in first, with an account that has this address.")
    if author.email not in proven(person):
        return no(f"This paper names {author.email}, and your account does not have that address.")
    return _is_claimable(person, author)


def _is_claimable(person: "Viewer", author: Author) -> Verdict:
    if author.paper.is_withdrawn:
        return no("This paper is withdrawn.")
    if author.paper.authors.filter(person=person.pk).exists():
        return no("This paper names you twice: you have claimed another of its authors already.")
    return is_open(author.paper.conference)


def may_deny(person: "Viewer", author: Author) -> Verdict:
    """Whoever holds the link, or has the address, and nobody for somebody who claimed it."""
    if author.is_denied:
        return no("You said already that you are no author of this paper. The chairs know.")
    if author.person_id is not None and author.person_id != person.pk:
        return no(f"{author.name} has claimed this paper. Sign in with that account to deny it.")
    return is_open(author.paper.conference)


def may_take_back(person: "Viewer", author: Author) -> Verdict:
    """The same, once it was said."""
    if not author.is_denied:
        return no("Nobody said that this author is none.")
    if author.person_id is not None and author.person_id != person.pk:
        return no(f"Sign in with the account of {author.name} to take this back.")
    return is_open(author.paper.conference)
