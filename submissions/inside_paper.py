"""What authors see of their paper beyond its other readers, and chairs who handle it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.urls import reverse

from dls.journal.models import Entry
from submissions import links
from submissions.models.authors import Author
from submissions.models.papers import Paper
from submissions.rules import papers as rules
from submissions.rules.completeness import Lack, lacking

if TYPE_CHECKING:
    from dls.people.models import Person

SOME = 5
# What authors read of their paper’s history; all else that happens to it is the chairs’.
FOR_AUTHORS = frozenset({
    "started", "took in", "changed", "answered for", "changed the authors of", "uploaded",
    "said where the references start of", "added a supplement to", "removed a supplement of",
    "submitted", "withdrew", "brought back", "kept open", "took back the later date of",
    "claimed", "denied to be an author of", "took back the denial of", "asked a contact for",
    "became a contact of", "removed a contact from", "waived a rule for", "ended a waiver for",
    "asked the authors to mend",
})  # fmt: skip
LABELS = {
    "fields": ("Fields", "Fill in"),
    "authors": ("Authors", "Complete"),
    "conflicts": ("Conflicts", "Look"),
    "manuscript": ("Manuscript", "Upload"),
}
PAGES = {"fields": "Title, abstract and fields", "authors": "Authors", "manuscript": "Manuscript"}


@dataclass(frozen=True)
class Part:
    """A line of the checklist: a part of the paper, in order or with what it lacks."""

    label: str
    lacks: tuple[Lack, ...]
    url: str
    deed: str

    @property
    def is_done(self) -> bool:
        return not self.lacks

    @property
    def note(self) -> str:
        return "; ".join(one.what for one in self.lacks)


def shown(paper: Paper, person: "Person") -> dict[str, Any]:
    """How it stands, what may be done with it, what happened to it."""
    lacks = [] if paper.is_withdrawn else lacking(paper)
    due, mine = paper.due, mine_of(paper.shown_authors, person)
    return {
        "inside": True,
        "may_submit": rules.may_submit(person, paper, lacks),
        "may_edit": rules.may_edit(person, paper),
        "may_withdraw": rules.may_withdraw(person, paper),
        "may_revive": rules.may_revive(person, paper),
        "may_extend": rules.may_extend(person, paper),
        "lacks": linked(lacks, paper),
        "parts": checklist(paper, lacks),
        "entries": history(paper)[:SOME],
        "tellers": tellers(paper),
        "no_author": denying(mine, paper) if mine else "",
        "own_date": due if due and due.scope == paper.key else None,
    }


def address(name: str, paper: Paper) -> str:
    """The page of a part."""
    return reverse(f"submissions:{name}", args=[paper.conference.slug, paper.number])


def linked(lacks: Iterable[Lack], paper: Paper) -> list[tuple[Lack, str, str]]:
    """Each lack with the page that mends it, and the deed."""
    return [(one, address(one.part, paper), LABELS[one.part][1]) for one in lacks]


def checklist(paper: Paper, lacks: list[Lack]) -> list[Part]:
    """All parts of a paper, in order or not."""
    by_part = {name: tuple(one for one in lacks if one.part == name) for name in LABELS}
    return [
        Part(label, by_part[name], address(name, paper), LABELS[name][1])
        for name, label in PAGES.items()
        if name != "manuscript" or paper.category.needs_manuscript or paper.latest
    ]


def mine_of(authors: Iterable[Author], person: "Person") -> Author | None:
    """The reader’s own entry."""
    return next((one for one in authors if one.person_id == person.pk), None)


def denying(author: Author, paper: Paper) -> str:
    """The page where the reader says that they are no author after all."""
    if not author.email:
        return ""
    args = [paper.conference.slug, paper.number, links.mark(author)]
    return reverse("submissions:named", args=args)


def history(paper: Paper) -> QuerySet[Entry]:
    """What happened to it, the newest first: for authors, what is theirs to know."""
    rows = Entry.objects.filter(about_kind="paper", about_id=paper.pk)
    if not paper.is_chaired:
        rows = rows.filter(verb__in=FOR_AUTHORS) if paper.is_mine else rows.none()
    found: QuerySet[Entry] = rows.select_related("by").order_by("-pk")
    return found


def tellers(paper: Paper) -> set[int]:
    """Whose names its history tells authors: their own people’s. All others are “a chair”."""
    claimed = {one.person_id for one in paper.authors.all() if one.person_id}
    return claimed | set(paper.contacts.order_by().values_list("pk", flat=True))
