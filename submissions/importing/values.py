"""What is read from another system’s files: papers as they were there, and what is wrong."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import IO


class Cost(StrEnum):
    """What a problem costs."""

    NOTE = "note"  # nothing is lost
    FIELD = "field"  # a value is left out
    PAPER = "paper"  # the paper is left out
    FILE = "file"  # nothing of the file can be used


class Status(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    WITHDRAWN = "withdrawn"


class Tie(StrEnum):
    """Why somebody of the committee must not see a paper."""

    COAUTHOR = "co-author"
    INSTITUTION = "institution"
    ADVISOR = "advisor"
    PERSONAL = "personal"
    OTHER = "other"


@dataclass(frozen=True)
class Given:
    """A file as it was uploaded."""

    name: str
    stream: IO[bytes]


@dataclass(frozen=True)
class Problem:
    """Something wrong: where, in which field, and a sentence that says how to mend it."""

    place: str
    field: str
    sentence: str
    cost: Cost


@dataclass(frozen=True)
class Author:
    given_name: str = ""
    family_name: str = ""
    email: str = ""
    affiliation: str = ""
    country: str = ""  # ISO 3166-1, or empty
    orcid: str = ""
    is_contact: bool = False

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()


@dataclass(frozen=True)
class Conflict:
    email: str
    tie: Tie


@dataclass(frozen=True)
class Tag:
    name: str
    value: float | None = None


@dataclass(frozen=True)
class Document:
    """A file that belongs to a paper: `source` is its name in the uploaded archive."""

    role: str
    name: str
    source: str = ""
    sha256: str = ""
    inline: bytes = b""


@dataclass(frozen=True)
class Paper:
    """A paper as the other system told of it."""

    place: str
    title: str
    number: int | None = None
    abstract: str = ""
    authors: tuple[Author, ...] = ()
    topics: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    category: str = ""
    status: Status = Status.SUBMITTED
    submitted_at: datetime | None = None
    withdrawn_because: str = ""
    decision: str = ""
    conflicts: tuple[Conflict, ...] = ()
    collaborators: str = ""
    tags: tuple[Tag, ...] = ()
    answers: tuple[tuple[str, str], ...] = ()
    documents: tuple[Document, ...] = ()


@dataclass(frozen=True)
class Reading:
    """What came of an upload: only papers that can be made, and every problem there is."""

    system: str
    papers: tuple[Paper, ...]
    problems: tuple[Problem, ...]


@dataclass
class Notes:
    """Problems as they are found."""

    found: list[Problem] = field(default_factory=list)

    def at(self, place: str) -> "Place":
        return Place(place, self)


@dataclass(frozen=True)
class Place:
    """Where one reads: a paper, a line of a table, a file."""

    name: str
    notes: Notes

    def note(self, field: str, sentence: str, cost: Cost = Cost.NOTE) -> None:
        self.notes.found.append(Problem(self.name, field, sentence, cost))

    def lose(self, field: str, sentence: str) -> None:
        """A value is left out."""
        self.note(field, sentence, Cost.FIELD)

    def drop(self, field: str, sentence: str) -> None:
        """The whole paper is left out."""
        self.note(field, sentence, Cost.PAPER)


def kept(papers: Iterable[Paper], notes: Notes) -> tuple[Paper, ...]:
    """The papers that no problem leaves out."""
    listed = tuple(papers)  # reading them is what finds their problems
    lost = {problem.place for problem in notes.found if problem.cost == Cost.PAPER}
    return tuple(paper for paper in listed if paper.place not in lost)
