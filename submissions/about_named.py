"""What the page behind a link for somebody named shows them."""

from typing import TYPE_CHECKING, Any

from django.urls import reverse

from submissions import links
from submissions.models.authors import Author
from submissions.rules import claims as rules

if TYPE_CHECKING:
    from dls.web.keys import Viewer


def shown(author: Author, person: "Viewer") -> dict[str, Any]:
    """The paper and its authors, and what this person can say to it."""
    paper, mark = author.paper, links.mark(author)
    return {
        "author": author,
        "paper": paper,
        "conference": paper.conference,
        "authors": paper.authors.prefetch_related("affiliations"),
        "mark": mark,
        "here": reverse("submissions:named", args=[paper.conference.slug, paper.number, mark]),
        "has_address": author.email in rules.proven(person),
        "is_mine": author.person_id is not None and author.person_id == person.pk,
        "may_claim": rules.may_claim(person, author),
        "may_deny": rules.may_deny(person, author),
        "may_take_back": rules.may_take_back(person, author),
    }
