"""What ties are looked for among, and what is found: plain values."""

from dataclasses import dataclass
from enum import IntEnum


@dataclass(frozen=True)
class Somebody:
    """An author, a member, or a name in a list: whatever is known of them."""

    name: str
    emails: tuple[str, ...] = ()
    affiliations: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()  # of the affiliations, as far as known: ISO 3166-1
    orcid: str = ""


@dataclass(frozen=True)
class Former:
    """A place where somebody was."""

    institution: str
    until: int | None = None


@dataclass(frozen=True)
class Work:
    """A publication, with its authors' names."""

    title: str
    authors: tuple[str, ...]
    year: int | None = None


@dataclass(frozen=True)
class Member:
    """Somebody of the committee, with all they told of themselves."""

    key: str
    person: Somebody
    former: tuple[Former, ...] = ()
    collaborators: tuple[Somebody, ...] = ()
    works: tuple[Work, ...] = ()


@dataclass(frozen=True)
class Paper:
    """Who wrote a paper, and whom they name as collaborators."""

    key: str
    authors: tuple[Somebody, ...]
    collaborators: tuple[Somebody, ...] = ()
    where: str = "this conference"  # as it reads in a sentence
    year: int | None = None


class Confidence(IntEnum):
    LOW = 1  # a person should look at it
    HIGH = 2  # holds until a person says otherwise


class Kind(IntEnum):
    """In the order in which they matter where there are several."""

    AUTHOR = 1  # is an author of it
    COAUTHOR = 2
    COLLABORATOR = 3
    INSTITUTION = 4


@dataclass(frozen=True)
class Fact:
    """One thing that speaks for a tie, as a sentence for chairs, and in its parts."""

    kind: Kind
    confidence: Confidence
    says: str
    author: str  # of the paper; empty where its list of collaborators speaks
    found_in: str  # email, orcid, name, affiliation, domain, publications, papers, lists
    ours: str  # what stands on the paper's side
    theirs: str  # what stands on the member's
    year: int | None = None


@dataclass(frozen=True)
class Tie:
    """A member and a paper that something ties together, with all that speaks for it."""

    member: str
    paper: str
    facts: tuple[Fact, ...]  # the weightiest first

    @property
    def kind(self) -> Kind:
        return self.facts[0].kind

    @property
    def confidence(self) -> Confidence:
        return self.facts[0].confidence
