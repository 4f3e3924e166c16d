"""The links in letters about papers: signed, each for one thing and for one address."""

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from dls.journal.models import Entry
from submissions.models.authors import Author
from submissions.models.papers import Paper

NAMED = "submissions.named"
ASKED = "submissions.asked"
REMOVED = "removed a contact from"  # as the journal says it
LONG = 32


def mark(author: Author) -> str:
    """The secret part of the address where somebody named claims a paper, or denies it."""
    return _mark(NAMED, author.paper_id, author.email, settings.SECRET_KEY)


def _mark(purpose: str, paper: int, email: str, secret: str) -> str:
    """The same for as long as the address stands there, and nothing can be read from it."""
    about = f"{paper}:{email.strip().lower()}"
    found = salted_hmac(purpose, about, secret=secret, algorithm="sha256").hexdigest()
    return found[:LONG]


def _fits(given: str, purpose: str, paper: int, email: str) -> bool:
    """Whether this was made with the site's key, or an earlier one still believed."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return any(constant_time_compare(given, _mark(purpose, paper, email, key)) for key in keys)


def address(author: Author) -> str:
    """The whole address for the letter to somebody named."""
    paper = author.paper
    args = [paper.conference.slug, paper.number, mark(author)]
    return settings.SITE_URL + reverse("submissions:named", args=args)


def author_at(slug: str, number: int, given: str) -> Author | None:
    """The entry a link is for; none if it is not whole, not ours, or the entry is gone."""
    entries = Author.objects.with_paper().filter(paper__conference__slug=slug, paper__number=number)
    named = entries.exclude(email="").prefetch_related("affiliations")
    return next((one for one in named if _fits(given, NAMED, one.paper_id, one.email)), None)


def contact_address(paper: Paper, email: str) -> str:
    """The whole address for the letter to somebody asked to look after a paper."""
    asked = _mark(_asking(paper), paper.pk, email, settings.SECRET_KEY)
    args = [paper.conference.slug, paper.number, asked]
    return settings.SITE_URL + reverse("submissions:contact-accept", args=args)


def is_asked(paper: Paper, given: str, emails: list[str]) -> bool:
    """Whether the link asks the owner of one of these addresses."""
    purpose = _asking(paper)
    return any(_fits(given, purpose, paper.pk, email) for email in emails)


def _asking(paper: Paper) -> str:
    """Links sent before somebody was removed as a contact let nobody in again."""
    gone = Entry.objects.filter(about_kind="paper", about_id=paper.pk, verb=REMOVED).count()
    return f"{ASKED}.{gone}"
