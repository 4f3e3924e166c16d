"""What authors and chairs do with the papers of the demo: through actions, as everybody does."""

import io
from dataclasses import replace
from decimal import Decimal
from typing import cast as cast_to

from dls.conferences.days import When
from dls.conferences.demo import cast
from dls.conferences.models.conference import Conference
from dls.people.models import Person
from submissions.actions import (
    authors,
    categories,
    claims,
    conflicts,
    extending,
    manuscripts,
    papers,
    questions,
    tags,
)
from submissions.bylines import Entry
from submissions.demo import facts
from submissions.demo.manuscript import Plan, Writer, manuscript
from submissions.demo.sketches import Fate, Sketch
from submissions.models.authors import Author
from submissions.models.conflicts import Conflict
from submissions.models.papers import Paper

HALF_FILLED = ("algorithms", "keywords")
KINDS = (Conflict.Kind.COAUTHOR, Conflict.Kind.INSTITUTION, Conflict.Kind.ADVISOR)


def conference_of(slug: str) -> Conference:
    found: Conference = Conference.objects.get(slug=slug)
    return found


def paper_of(slug: str, sketch: Sketch) -> Paper:
    rows = Paper.objects.select_related("category__conference__series")
    found: Paper = rows.get(conference__slug=slug, title=sketch.title)
    found.conference = found.category.conference
    return found


def hand(slug: str, sketch: Sketch) -> Person:
    """Whoever looks after the paper: its contact, or a chair."""
    return cast.person(sketch.contact) if sketch.contact else chair_of(slug)


def chair_of(slug: str) -> Person:
    """The first who runs it."""
    roles = conference_of(slug).roles.accepted().filter(kind="chair", person__isnull=False)
    return cast_to(Person, roles.order_by("position", "pk").select_related("person")[0].person)


def prepare(slug: str) -> None:
    """The chairs say which papers they take, and what those must bring."""
    told = facts.workshops().get(slug) or facts.known(slug)
    conference, chair = conference_of(slug), chair_of(slug)
    categories.add(conference, told["category"], by=chair)
    if "setup" in told:
        questions.set_up(conference, told["setup"], by=chair)


def begin(slug: str, sketch: Sketch) -> None:
    """A draft with its authors and what they say of it; drafts that stay ones lack something."""
    conference, by = conference_of(slug), hand(slug, sketch)
    entries = list(sketch.entries)
    if sketch.contact:
        paper = authors.start_own(conference, sketch.title, by=by)
        entries[0] = replace(entries[0], ref=str(paper.authors.get().pk))
    else:
        paper = papers.start(conference, sketch.title, by=by)
    authors.put(paper, entries, by=by)
    papers.change(paper, _values(conference, sketch), by=by)


def _values(conference: Conference, sketch: Sketch) -> dict[str, object]:
    offered = list(conference.topics.filter(children=None))
    topics = [offered[place - 1] for place in sketch.topics if place <= len(offered)]
    values = {"abstract": sketch.abstract, "topics": topics} | sketch.values
    if sketch.fate == Fate.DRAFT:
        values = {name: said for name, said in values.items() if name not in HALF_FILLED}
    return values


def upload(slug: str, sketch: Sketch, seed: int = 1) -> None:
    """The manuscript: anonymous where reviewers must not know who wrote it."""
    paper = paper_of(slug, sketch)
    writers = () if paper.category.is_double_blind else tuple(map(_writer, sketch.entries))
    plan = Plan(
        sketch.title, sketch.abstract, sketch.pages, sketch.sheet, writers, sketch.body, seed,
        sketch.flaw,
    )  # fmt: skip
    file = io.BytesIO(manuscript(plan))
    manuscripts.upload(paper, f"paper-v{seed}.pdf", file, by=hand(slug, sketch))


def _writer(entry: Entry) -> Writer:
    place = ", ".join(f"{name}, {code}" if code else name for name, code in entry.affiliations)
    return Writer(entry.name, place, entry.email)


def declare(slug: str, sketch: Sketch) -> None:
    """Conflicts with some of the committee, as far as it has come together."""
    paper = paper_of(slug, sketch)
    serve = paper.conference.roles.accepted().filter(kind="member", person__isnull=False)
    people = [cast_to(Person, role.person) for role in serve.select_related("person")]
    wanted = {
        people[(paper.number * 5 + rank * 3) % len(people)]: KINDS[
            (paper.number + rank) % len(KINDS)
        ]
        for rank in range(min(paper.number % 3, len(people)))
    }
    if wanted:
        conflicts.declare(paper, wanted, by=hand(slug, sketch))


def submit(slug: str, sketch: Sketch) -> None:
    papers.submit(paper_of(slug, sketch), by=hand(slug, sketch))


def claim(slug: str, sketch: Sketch, rank: int) -> None:
    """A co-author says: yes, that is me."""
    author = _author(slug, sketch, rank)
    claims.claim(author, by=cast.person(author.family_name))


def deny(slug: str, sketch: Sketch, rank: int) -> None:
    """Somebody says that they are no author of it."""
    author = _author(slug, sketch, rank)
    claims.deny(author, str(facts.texts()["denied"]), by=cast.person(author.family_name))


def _author(slug: str, sketch: Sketch, rank: int) -> Author:
    found: Author = Author.objects.get(paper=paper_of(slug, sketch), position=rank)
    return found


def open_longer(slug: str, sketch: Sketch, until: When) -> None:
    """The chairs give one paper more time."""
    reason = str(facts.texts()["longer"])
    extending.open_longer(paper_of(slug, sketch), until, reason, by=chair_of(slug))


def tag(slug: str) -> None:
    """The chairs mark what they talk about: some to look at, some that are good, an order."""
    conference, chair = conference_of(slug), chair_of(slug)
    handled = Paper.objects.run_by(chair).filter(conference=conference)
    rows = list(handled.submitted().order_by("number"))
    for told in facts.texts()["tags"]:
        made = tags.make(
            conference, told["name"], told["readers"], by=chair, colour=told["colour"],
            about=told["about"], has_value=told.get("has_value", False),
        )  # fmt: skip
        chosen = rows[told["first"] :: told["step"]]
        if made.has_value:
            for rank, paper in enumerate(chosen, 1):
                tags.put(made, [paper], Decimal(rank), by=chair)
        else:
            tags.put(made, chosen, None, by=chair)


def withdraw(slug: str, sketch: Sketch) -> None:
    reason = str(facts.texts()["withdrawn"])
    papers.withdraw(paper_of(slug, sketch), reason, by=hand(slug, sketch))
