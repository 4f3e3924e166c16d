"""Finds what ties the authors of a paper to members of a committee, and says why."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from submissions.ties import facts, names, sameness
from submissions.ties.index import Index
from submissions.ties.institutions import Relation
from submissions.ties.sameness import Sure, everybody_of, same_person
from submissions.ties.values import (
    Confidence,
    Fact,
    Former,
    Kind,
    Member,
    Paper,
    Somebody,
    Tie,
    Work,
)

GONE = 5  # years after which a former place no longer counts
MOST = 12  # facts kept for one tie
Found = Iterator[tuple[str, Fact]]
Keys = Callable[[Somebody], Iterable[str]]


@dataclass(frozen=True, eq=False)  # each stands for itself, and is quick to hash
class Listed:
    """Somebody in a list that belongs to a member: a collaborator, a co-author, a former self."""

    member: str
    somebody: Somebody
    work: Work | None = None
    former: Former | None = None
    paper: Paper | None = None


class Finder:
    """A committee and all papers, indexed once; then each paper is a few look-ups.

    `year` is that of the conference: what is long past counts less.
    """

    def __init__(self, members: Iterable[Member], others: Iterable[Paper], year: int) -> None:
        self.year = year
        self.members = {member.key: member for member in members}
        self.people: Index[str] = Index()
        self.places: Index[str] = Index()
        self.former: Index[Listed] = Index()
        self.collaborators: Index[Listed] = Index()
        self.everybody: Index[Listed] = Index()
        self.coauthors: Index[Listed] = Index()
        self.papers: Index[Listed] = Index()
        for member in self.members.values():
            self._know(member)
        for paper in others:
            self._read(paper)

    def ties(self, paper: Paper) -> tuple[Tie, ...]:
        """Every member that something ties to this paper, with the weightiest facts first."""
        found: dict[str, set[Fact]] = {}
        for member, fact in self._facts(paper):
            found.setdefault(member, set()).add(fact)
        return tuple(
            Tie(member, paper.key, weighed(found[member]))
            for member in self.members
            if member in found
        )

    def _know(self, member: Member) -> None:
        self.people.add(sameness.keys(member.person), member.key)
        self.places.add(sameness.place_keys(member.person), member.key)
        for former in member.former:
            place = Somebody("", affiliations=(former.institution,))
            if former.until is None or former.until >= self.year - GONE:
                self._add(
                    self.former, sameness.place_keys, Listed(member.key, place, former=former)
                )
        for entry in member.collaborators:
            listed = Listed(member.key, entry)
            if everybody_of(entry):
                self._add(self.everybody, sameness.place_keys, listed)
            else:
                self._add(self.collaborators, sameness.keys, listed)
        for name, work in newest_works(member).items():
            self._add(self.coauthors, sameness.keys, Listed(member.key, Somebody(name), work=work))

    @staticmethod
    def _add(index: Index[Listed], keys: Keys, entry: Listed) -> None:
        index.add(keys(entry.somebody), entry)

    def _read(self, paper: Paper) -> None:
        """Remember with whom members wrote a paper."""
        for author in paper.authors:
            for key in self.people.under(sameness.keys(author)):
                same = same_person(author, self.members[key].person)
                if same.sure == Sure.YES:
                    self._wrote(key, author, paper)

    def _wrote(self, member: str, self_there: Somebody, paper: Paper) -> None:
        for author in paper.authors:
            if author != self_there:
                self._add(self.papers, sameness.keys, Listed(member, author, paper=paper))

    def _facts(self, paper: Paper) -> Found:
        for author in paper.authors:
            yield from self._authorship(author)
            yield from self._places(author)
            yield from self._lists(author)
            yield from self._published(author)
            yield from self._papers(author, paper.key)
        for entry in paper.collaborators:
            yield from self._named(entry)

    def _authorship(self, author: Somebody) -> Found:
        for key in self.people.under(sameness.keys(author)):
            same = same_person(author, self.members[key].person)
            if same.sure:
                yield key, facts.authorship(author, self.members[key], same)

    def _places(self, author: Somebody) -> Found:
        for key in self.places.under(sameness.place_keys(author)):
            found = sameness.shared(author, self.members[key].person)
            if found:
                yield key, facts.same_place(author, self.members[key], found)
        for entry in self.former.under(sameness.place_keys(author)):
            found = sameness.shared(author, entry.somebody)
            if found and entry.former:
                member = self.members[entry.member]
                yield (
                    entry.member,
                    facts.former_place(author, member, entry.former, found, self.year),
                )

    def _lists(self, author: Somebody) -> Found:
        for entry in self.collaborators.under(sameness.keys(author)):
            same = same_person(author, entry.somebody)
            if same.sure:
                member = self.members[entry.member]
                yield entry.member, facts.named_by_member(author, member, entry.somebody, same)
        for entry in self.everybody.under(sameness.place_keys(author)):
            place = at(author, entry.somebody)
            if place:
                member = self.members[entry.member]
                yield entry.member, facts.everybody_named(place, member, author.name)

    def _published(self, author: Somebody) -> Found:
        for entry in self.coauthors.under(sameness.keys(author)):
            same = same_person(author, entry.somebody)
            if same.sure and entry.work:
                member = self.members[entry.member]
                yield entry.member, facts.published(author, member, entry.work, same, self.year)

    def _papers(self, author: Somebody, own: str) -> Found:
        for entry in self.papers.under(sameness.keys(author)):
            same = same_person(author, entry.somebody)
            if same.sure and entry.paper and entry.paper.key != own:
                member = self.members[entry.member]
                yield (
                    entry.member,
                    facts.wrote_together(author, member, entry.paper, same, self.year),
                )

    def _named(self, entry: Somebody) -> Found:
        if everybody_of(entry):
            for key in self.places.under(sameness.place_keys(entry)):
                place = at(self.members[key].person, entry)
                if place:
                    yield key, facts.everybody_named(place, self.members[key], "")
            return
        for key in self.people.under(sameness.keys(entry)):
            same = same_person(entry, self.members[key].person)
            if same.sure:
                yield key, facts.named_by_authors(self.members[key], entry, same)


def newest_works(member: Member) -> dict[str, Work]:
    """With whom a member has published, and the newest work of each."""
    found: dict[str, Work] = {}
    for work in sorted(member.works, key=lambda work: work.year or 0):
        for name in work.authors:
            if not names.match(name, member.person.name):
                found[name] = work
    return found


def at(somebody: Somebody, entry: Somebody) -> str:
    """The name of the place that is certainly the same."""
    found = sameness.shared(somebody, entry)
    return found.theirs if found and found.relation == Relation.SAME else ""


def weighed(found: Iterable[Fact]) -> tuple[Fact, ...]:
    """The surest first, each sentence once; that somebody is an author says all there is to say."""
    ordered = sorted(
        found,
        key=lambda fact: (-fact.confidence, fact.kind, -(fact.year or 0), fact.says, fact.theirs),
    )
    once = list({fact.says: fact for fact in reversed(ordered)}.values())[::-1]
    certain = [
        fact for fact in once if (fact.kind, fact.confidence) == (Kind.AUTHOR, Confidence.HIGH)
    ]
    return tuple((certain or once)[:MOST])
