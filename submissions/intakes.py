"""What papers of another system would become here. Asks the database, writes nothing."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, cast

from dls.conferences.models.conference import Conference, Topic
from dls.people.models import Person
from submissions import concerned, store
from submissions.actions import categories
from submissions.bylines import Entry
from submissions.importing import reading, values
from submissions.importing.values import Cost, Given, Problem, Reading
from submissions.models import setup
from submissions.models.categories import Category
from submissions.models.conflicts import Conflict
from submissions.models.imports import Intake, Origin
from submissions.models.papers import Paper
from submissions.models.questions import Question
from submissions.models.setup import Setup

HERE = "this conference"
YES = {"yes", "true", "y", "1"}
KINDS = {
    values.Tie.COAUTHOR: Conflict.Kind.COAUTHOR,
    values.Tie.INSTITUTION: Conflict.Kind.INSTITUTION,
    values.Tie.ADVISOR: Conflict.Kind.ADVISOR,
    values.Tie.PERSONAL: Conflict.Kind.PERSONAL,
    values.Tie.OTHER: Conflict.Kind.OTHER,
}
MANUSCRIPT = "submission"
UNUSUAL = re.compile(r"[^a-z0-9]+")
LONGEST_TAG = 30


@dataclass(frozen=True)
class Item:
    """A paper as it would be made."""

    told: values.Paper
    key: str
    number: int | None  # kept where it is free here
    category: Category
    topics: tuple[Topic, ...]
    ties: dict[Person, str]
    answers: dict[Question, Any]
    tags: dict[str, Decimal | None]

    @property
    def entries(self) -> list[Entry]:
        return [_entry(author, rank) for rank, author in enumerate(self.told.authors, 1)]

    @property
    def manuscript(self) -> values.Document | None:
        fit = [one for one in self.told.documents if one.role == MANUSCRIPT]
        return fit[0] if fit else None


@dataclass(frozen=True)
class Plan:
    """Everything an upload would do, and everything that is wrong with it."""

    system: str
    items: tuple[Item, ...]
    there: tuple[values.Paper, ...]  # taken in before
    problems: tuple[Problem, ...]
    lacking: tuple[str, ...]  # what this conference asks of every paper, and no file brings

    @property
    def left_out(self) -> list[Problem]:
        return [one for one in self.problems if one.cost in (Cost.PAPER, Cost.FILE)]


@contextmanager
def opened(intake: Intake) -> Iterator[list[Given]]:
    """The files as they were uploaded, to read."""
    with ExitStack() as stack:
        yield [
            Given(name, cast(Any, stack.enter_context(store.opened(sha256))))
            for sha256, name in intake.files.items()
        ]


def planned(intake: Intake) -> Plan:
    with opened(intake) as files:
        read = reading.read(files)
    return _Offer(intake.conference).plan(read)


def key_of(paper: values.Paper) -> str:
    """What tells a paper apart from others of its file, however often it is uploaded."""
    if paper.number is not None:
        return f"number {paper.number}"
    said = f"{paper.title.casefold()} {[author.name for author in paper.authors]}"
    return f"title {hashlib.sha256(said.encode()).hexdigest()[:40]}"


def _entry(author: values.Author, rank: int) -> Entry:
    places = ((author.affiliation, author.country),) if author.affiliation else ()
    return Entry(
        f"new-{rank}", author.given_name, author.family_name, author.email, author.orcid,
        is_corresponding=author.is_contact, affiliations=places,
    )  # fmt: skip


@dataclass
class _Offer:
    """What a conference has that a file’s words can mean."""

    conference: Conference
    missed: Counter[tuple[str, str]] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        conference = self.conference
        self.usual = categories.first(conference)
        self.categories = {one.name.casefold(): one for one in conference.categories.all()}
        self.topics = {one.name.casefold(): one for one in conference.topics.filter(children=None)}
        self.questions = {one.label.casefold(): one for one in conference.questions.all()}
        self.people = _people(conference)
        self.taken = set(
            Paper.objects.filter(conference=conference).values_list("number", flat=True)
        )
        self.origins = set(
            Origin.objects.filter(conference=conference).values_list("key", flat=True)
        )

    def plan(self, read: Reading) -> Plan:
        new = [paper for paper in read.papers if key_of(paper) not in self.origins]
        there = tuple(paper for paper in read.papers if key_of(paper) in self.origins)
        asked = setup.of(self.conference)
        fit = [paper for paper in new if len(paper.authors) <= asked.authors_most]
        items = tuple(self._item(paper) for paper in fit)
        crowds = _crowds(new, asked.authors_most)
        problems = (*read.problems, *crowds, *self._missed(), *_ignored(fit))
        return Plan(read.system, items, there, problems, tuple(_asked(asked)))

    def _item(self, paper: values.Paper) -> Item:
        number = paper.number if paper.number not in self.taken else None
        if paper.number and number is None:
            self.missed["number", str(paper.number)] += 1
        return Item(
            paper, key_of(paper), number, self._category(paper), tuple(self._topics(paper)),
            dict(self._ties(paper)), dict(self._answers(paper)), dict(self._tags(paper)),
        )  # fmt: skip

    def _category(self, paper: values.Paper) -> Category:
        found = self.categories.get(paper.category.casefold())
        if paper.category and found is None:
            self.missed["category", paper.category] += 1
        return found or self.usual

    def _topics(self, paper: values.Paper) -> Iterator[Topic]:
        for name in paper.topics:
            if topic := self.topics.get(name.casefold()):
                yield topic
            else:
                self.missed["topic", name] += 1

    def _ties(self, paper: values.Paper) -> Iterator[tuple[Person, str]]:
        for one in paper.conflicts:
            if person := self.people.get(one.email):
                yield person, KINDS[one.tie]
            else:
                self.missed["conflict", one.email] += 1

    def _answers(self, paper: values.Paper) -> Iterator[tuple[Question, Any]]:
        for label, said in paper.answers:
            question = self.questions.get(label.casefold())
            value = _answer(question, said) if question else None
            if question and value is not None:
                yield question, value
            else:
                self.missed["answer", label] += 1

    def _tags(self, paper: values.Paper) -> Iterator[tuple[str, Decimal | None]]:
        """Those of the chairs and of everybody: a private one says whose it is before its ~."""
        for one in paper.tags:
            name = UNUSUAL.sub("-", one.name.lstrip("~").casefold()).strip("-")
            if "~" in one.name.lstrip("~") or not name[:1].isalpha() or len(name) > LONGEST_TAG:
                self.missed["tag", one.name] += 1
            else:
                yield name, None if one.value is None else Decimal(str(round(one.value, 3)))

    def _missed(self) -> Iterator[Problem]:
        for (field_name, said), many in sorted(self.missed.items()):
            sentence = SENTENCES[field_name].format(said=said, papers=_papers(many))
            yield Problem(HERE, field_name, sentence, Cost.FIELD)


SENTENCES = {
    "number": "Number {said} is taken here; the paper gets the next free one.",
    "category": "“{said}” is no category here; the first one is taken for {papers}.",
    "topic": "“{said}” is no topic here; it is left out of {papers}. Settings can add it first.",
    "conflict": "{said} does not serve here; the conflict is left out of {papers}.",
    "tag": "The tag “{said}” is private or cannot be written here; it is left out of {papers}.",
    "answer": "“{said}” is no question here that the answer fits; it is left out of {papers}.",
}


def _papers(many: int) -> str:
    return "1 paper" if many == 1 else f"{many} papers"


def _people(conference: Conference) -> dict[str, Person]:
    """The committee and the chairs by each address they are known by."""
    found = {}
    for role in concerned.roles(conference):
        if role.person:
            found[role.person.email.lower()] = found[role.email.lower()] = role.person
    return found


def _answer(question: Question, said: str) -> Any:
    """The answer as the question keeps it; nothing if it does not fit."""
    if question.kind in (Question.Kind.LINE, Question.Kind.TEXT):
        return said
    if question.kind == Question.Kind.YES_NO:
        return said.casefold() in YES
    if question.kind == Question.Kind.NUMBER:
        return _number(said)
    if question.kind == Question.Kind.CHOICE:
        return said if said in question.choices else None
    chosen = [one for one in said.splitlines() if one in question.choices]
    return chosen or None


def _number(said: str) -> float | None:
    try:
        return float(said)
    except ValueError:
        return None


def _ignored(papers: list[values.Paper]) -> Iterator[Problem]:
    """What other systems keep with a paper and no paper keeps here."""
    decided = sum(bool(paper.decision) for paper in papers)
    if decided:
        sentence = f"The decisions on {_papers(decided)} are not taken over."
        yield Problem(HERE, "decision", sentence, Cost.NOTE)
    others = [one for paper in papers for one in paper.documents if one.role != MANUSCRIPT]
    if others:
        sentence = f"{len(others)} files are no manuscripts, such as “{others[0].role}”; left out."
        yield Problem(HERE, "files", sentence, Cost.NOTE)


def _crowds(papers: list[values.Paper], most: int) -> Iterator[Problem]:
    for paper in papers:
        if (many := len(paper.authors)) > most:
            sentence = f"These are {many} authors; this conference takes {most} at most."
            how = "Allow more under Settings, What papers bring, and look again."
            yield Problem(paper.place, "authors", f"{sentence} {how}", Cost.PAPER)


def _asked(asked: Setup) -> Iterator[str]:
    """What no other system knows: papers that lack it come as drafts."""
    if asked.reproducibility == Setup.Asked.MUST:
        yield "what others need to repeat the work"
    if asked.declarations == Setup.Asked.MUST:
        yield "that it is original and that all authors agree"
