"""What becomes of papers when the account behind them is merged or closed."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q

from dls.conferences.models.conference import Conference
from submissions.actions import words
from submissions.models.authors import Author
from submissions.models.conflicts import Conflict
from submissions.models.likeness import Likeness
from submissions.models.manuscripts import Manuscript, Supplement
from submissions.models.papers import Paper
from submissions.models.reports import Waiver
from submissions.models.searches import SavedSearch
from submissions.models.tags import Tag, Tagging
from submissions.rules.claims import proven

if TYPE_CHECKING:
    from dls.people.models import Person

LEFT = "Somebody who left"
DONE_BY: tuple[tuple[type[models.Model], str], ...] = (
    (Paper, "made_by"), (Manuscript, "by"), (Supplement, "by"), (Waiver, "by"),
    (Tagging, "by"), (Conflict, "by"), (Likeness, "dismissed_by"),
)  # fmt: skip


def move_papers(kept: "Person", gone: "Person") -> None:
    """All that is the one account's becomes the other's; what both have, once."""
    Author.objects.filter(person=gone).update(person=kept)
    for paper in gone.contact_for.all():
        paper.contacts.add(kept)
        paper.contacts.remove(gone)
    for model, name in DONE_BY:
        model._default_manager.filter(**{name: gone}).update(**{name: kept})
    for conflict in Conflict.objects.filter(person=gone):
        _move_conflict(conflict, kept)
    for tag in Tag.objects.filter(owner=gone):
        _move_tag(tag, kept)
    for search in SavedSearch.objects.filter(owner=gone):
        _move_search(search, kept)


def _move_conflict(conflict: Conflict, kept: "Person") -> None:
    """One row for a pair: the one that holds; of two, the one that chairs have pinned."""
    other = Conflict.objects.filter(paper=conflict.paper_id, person=kept).first()
    if other is not None and _outweighs(conflict, other):
        other.delete()
    elif other is not None:
        conflict.delete()
        return
    conflict.person = kept
    conflict.save(update_fields=["person"])


def _outweighs(one: Conflict, other: Conflict) -> bool:
    return (one.holds, one.is_pinned) > (other.holds, other.is_pinned)


def _move_tag(tag: Tag, kept: "Person") -> None:
    """A tag of the same name takes over the papers of the other."""
    same = Tag.objects.filter(owner=kept, conference=tag.conference_id, name__iexact=tag.name)
    other = same.first()
    if other is None:
        tag.owner = kept
        tag.save(update_fields=["owner"])
        return
    there = Tagging.objects.filter(tag=other).values("paper")
    Tagging.objects.filter(tag=tag).exclude(paper__in=there).update(tag=other)
    tag.delete()


def _move_search(search: SavedSearch, kept: "Person") -> None:
    taken = SavedSearch.objects.filter(owner=kept, conference=search.conference_id)
    names = {name.casefold() for name in taken.values_list("name", flat=True)}
    plain, number = search.name[:56], 2
    while search.name.casefold() in names:
        search.name, number = f"{plain} {number}", number + 1
    search.owner = kept
    search.save(update_fields=["owner", "name"])


def everything_about(person: "Person") -> dict[str, Any]:
    """Papers one wrote or looks after, what names one, own conflicts, tags and searches."""
    named = Q(person=person) | Q(person=None, email__in=proven(person))
    entries = Author.objects.filter(named).select_related("paper__conference").order_by("pk")
    contact_for = person.contact_for.select_related("conference").order_by("pk")
    known = (
        Conflict.objects.visible_to(person)
        .filter(person=person)
        .exclude(source=Conflict.Source.CHAIR)
    )
    tags = Tag.objects.filter(owner=person).prefetch_related("taggings__paper").order_by("pk")
    searches = SavedSearch.objects.filter(owner=person).order_by("pk")
    return {
        "papers": [_entry(one) for one in entries.prefetch_related("affiliations")],
        "papers_looked_after": [_paper(one) for one in contact_for],
        "conflicts": [_conflict(one) for one in known.select_related("paper__conference")],
        "paper_tags": [_tag(one) for one in tags],
        "paper_searches": list(searches.values("name", "query", "columns", "sort")),
    }


def _paper(paper: Paper) -> dict[str, Any]:
    return {
        "conference": paper.conference.name,
        "number": paper.number,
        "title": paper.title,
        "state": paper.get_status_display(),
        "submitted_at": paper.submitted_at,
    }


def _entry(author: Author) -> dict[str, Any]:
    names = (
        "given_name", "family_name", "email", "orcid", "is_corresponding", "is_presenter",
        "told_at", "denied_at", "denied_why",
    )  # fmt: skip
    return {
        **_paper(author.paper),
        "claimed": author.person_id is not None,
        **{name: getattr(author, name) for name in names},
        "institutions": [place.institution for place in author.affiliations.all()],
    }


def _conflict(conflict: Conflict) -> dict[str, Any]:
    return {
        "conference": conflict.paper.conference.name,
        "paper": conflict.paper.number,
        "kind": conflict.get_kind_display(),
        "state": conflict.get_state_display(),
        "note": conflict.note if conflict.source == Conflict.Source.MEMBER else "",
    }


def _tag(tag: Tag) -> dict[str, Any]:
    return {"name": tag.name, "papers": [one.paper.number for one in tag.taggings.all()]}


def objection(person: "Person") -> str:
    """A paper must not be left without anybody who sees it."""
    live = Paper.objects.written_by(person).live().select_related("conference")
    for paper in live.exclude(conference__state=Conference.State.ARCHIVED).order_by("pk"):
        if not _others(paper, person):
            return (
                f"You alone look after {paper} of {paper.conference.name}, “{paper.title}”. Let a "
                "co-author claim it, name somebody else to look after it, or withdraw it; then "
                "close your account."
            )
    return ""


def _others(paper: Paper, person: "Person") -> bool:
    claimed = paper.authors.exclude(person=None).exclude(person=person).filter(denied_at=None)
    contacts = paper.contacts.exclude(pk=person.pk)
    return claimed.exists() or contacts.exists()


def anonymise_papers(person: "Person") -> None:
    """Bylines of papers that others answer for stay as they are; all else loses the name."""
    mine = Q(person=person) | Q(person=None, email__in=proven(person))
    for author in Author.objects.filter(mine).select_related("paper"):
        if not _stays(author.paper, person):
            _forget_evidence(author)
            author.given_name, author.family_name = "", LEFT
            author.affiliations.all().delete()
        author.person, author.email, author.orcid = None, "", ""
        author.denied_why = ""
        author.save()
        words.index(author.paper)
    for paper in person.contact_for.all():
        paper.contacts.remove(person)
    Conflict.objects.filter(person=person).delete()
    Tag.objects.filter(owner=person).delete()
    SavedSearch.objects.filter(owner=person).delete()


def _forget_evidence(author: Author) -> None:
    """Sentences about found conflicts that name somebody who is no longer named."""
    for conflict in author.paper.conflicts.exclude(evidence=[]):
        kept = [told for told in conflict.evidence if told.get("author") != author.name]
        if kept != conflict.evidence:
            conflict.evidence = kept
            conflict.save(update_fields=["evidence"])


def _stays(paper: Paper, person: "Person") -> bool:
    return paper.submitted_at is not None or _others(paper, person)
