"""Papers with a secret in every field: open and double-blind, drafts and withdrawn ones.

`reach` says for each audience of the papers which viewers are in it; members of the committee
read submitted papers once they are due, which here is in the archived phase.
"""

import io
from datetime import UTC, datetime

import pikepdf
from django.utils import timezone

from dls.conferences.models.conference import Conference, Topic
from dls.conferences.models.deadlines import Deadline
from dls.journal.models import Entry
from dls.mail.models import Letter
from submissions import store
from submissions.demo.manuscript import Plan, manuscript
from submissions.models.authors import Author, AuthorAffiliation
from submissions.models.categories import Category
from submissions.models.conflicts import Conflict
from submissions.models.manuscripts import Manuscript, Supplement
from submissions.models.papers import Paper
from submissions.models.questions import Answer, Question
from submissions.models.reports import Finding, FormatReport, Waiver
from submissions.models.searches import SavedSearch
from submissions.models.tags import Tag, Tagging
from submissions.models.uploads import Upload
from tests.leaks import fields

HERE = "hunted"
DUE = "archived"  # the phase in which papers are due
STATES = ("submitted", "submitted", "draft", "withdrawn")
WRITER = "writer"  # an author, by letters alone
Reach = dict[str, set[str]]


def plant(world, conference: Conference) -> None:
    here = conference.slug == HERE
    if here and world.phase == DUE:
        Deadline.objects.filter(conference=conference, kind="papers").update(
            at=datetime(2020, 9, 1, 12, tzinfo=UTC)
        )
    open_one = _category(world, conference, "")
    blind = _category(world, conference, Conference.ReviewModel.DOUBLE_BLIND)
    _of_committee(world, conference)
    for place, state in enumerate(STATES):
        category = blind if place == 1 else open_one
        _paper(world, conference, category, state, _reach(world, here, category, state))


def _reach(world, here: bool, category: Category, state: str) -> Reach:
    handling = {"chair"} if here else {"elsewhere-chair"}
    inside = handling | {WRITER} | ({"author"} if here else set())
    read = here and world.phase == DUE and state == "submitted"
    members = {"member"} if read else set()
    return {
        fields.HANDLING: handling,
        fields.INSIDE: inside,
        fields.PAPER: inside | members,
        fields.NAMES: inside | (set() if category.blindness else members),
        # Whoever is named may claim the paper: they read its title and its authors to know it.
        fields.CLAIM: {WRITER} | ({"named"} if here else set()),
        fields.CHAIRS: inside,  # in the ledgers
    }


def _category(world, conference: Conference, blindness: str) -> Category:
    made = Category.objects.create(
        conference=conference,
        name=f"x{blindness}",
        blindness=blindness,
        position=conference.categories.count(),
    )
    return world.fill(made, f"category of {conference.slug}", at=conference.slug, shown=True)


def _of_committee(world, conference: Conference) -> None:
    """What people keep beside papers: searches, tags, questions."""
    at = conference.slug
    chair = world.people["chair" if at == HERE else "elsewhere-chair"]
    tag = Tag.objects.create(conference=conference, name="x", readers="chairs", about="x")
    world.fill(tag, "chairs’ tag", at=at)
    Tag.objects.create(conference=conference, name="plain", readers="chairs")  # has an address
    search = SavedSearch.objects.create(conference=conference, owner=chair, name="x", query="x")
    owner = "chair" if at == HERE else "elsewhere-chair"
    world.fill(search, "chair’s search", owner=owner, at="nowhere")
    for readers in Question.Readers.values:
        asked = Question.objects.create(
            conference=conference, label="x", kind="line", readers=readers
        )
        world.fill(asked, f"question for {readers}", at=at, shown=True)
    if at == HERE:
        own = Tag.objects.create(
            conference=conference, name="y", readers="one", owner=world.people["member"]
        )
        world.fill(own, "member’s tag", owner="member", at="nowhere")


def _paper(world, conference: Conference, category: Category, state: str, reach: Reach) -> None:
    now = timezone.now()
    label = f"{state}, {category.blindness or 'open'}, of {conference.slug}"
    paper = Paper.objects.create(
        conference=conference,
        category=category,
        title="x",
        status=state,
        submitted_at=now if state != "draft" else None,
        withdrawn_at=now if state == "withdrawn" else None,
        studies_performance=True,
        is_original=True,
        all_agree=True,
    )
    paper = world.fill(paper, label, at="nowhere", reach=reach)
    paper.topics.set(Topic.objects.filter(conference=conference))
    _authors(world, paper, label, reach)
    _files(world, paper, label, reach)
    _answers(world, paper, label, reach)
    _around(world, paper, label, reach)


def _authors(world, paper: Paper, label: str, reach: Reach) -> None:
    here = paper.conference.slug == HERE
    for position, name in enumerate(("author", "named"), 1):
        person = world.people[name]
        author = Author.objects.create(
            paper=paper,
            position=position,
            given_name="x",
            family_name="x",
            email=f"a{position}@x.example",
            is_corresponding=position == 1,
            person=person if here and name == "author" else None,
            told_at=timezone.now(),
        )
        author = world.fill(author, f"{name}, {label}", at="nowhere", reach=reach)
        if here and name == "named":  # their address is their own
            Author.objects.filter(pk=author.pk).update(email=person.email)
        place = AuthorAffiliation.objects.create(author=author, institution="x", country="DE")
        world.fill(place, f"{name}, {label}", at="nowhere", reach=reach)


def _files(world, paper: Paper, label: str, reach: Reach) -> None:
    wrote = world.canaries.plant(f"author in the file ({label})", _may(world, reach, fields.NAMES))
    pdf = kept(signed(wrote))
    file = Manuscript.objects.create(paper=paper, name="x", **pdf)
    world.fill(file, label, at="nowhere", reach=reach)
    report = FormatReport.objects.create(
        manuscript=file, state="done", pages=8, judged_at=timezone.now()
    )
    world.fill(report, label, at="nowhere", reach=reach)
    finding = Finding.objects.create(report=report, rule="margins", level="warn", message="x")
    world.fill(finding, label, at="nowhere", reach=reach)
    waiver = Waiver.objects.create(paper=paper, rule="leading", reason="x", by=_chair(world, paper))
    world.fill(waiver, label, at="nowhere", reach=reach)
    table = kept(f"x\n{paper.pk}\n".encode())
    supplement = Supplement.objects.create(paper=paper, name="x", **{**table, "kind": "text/csv"})
    world.fill(supplement, label, at="nowhere", reach=reach)
    if paper.conference.slug == HERE:
        upload = Upload.objects.create(
            paper=paper, by=world.people["author"], purpose="manuscript", name="x", size=99
        )
        world.fill(upload, label, at="nowhere", reach={fields.INSIDE: {"author"}})


def kept(content: bytes) -> dict[str, object]:
    found = store.put([content])
    return {"sha256": found.sha256, "size": found.size, "kind": "application/pdf"}


def signed(name: str) -> bytes:
    """A PDF whose metadata tells who wrote it."""
    with pikepdf.open(io.BytesIO(manuscript(Plan("Hunted", "We hunt.", 1)))) as pdf:
        pdf.docinfo["/Author"] = name
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def _may(world, reach: Reach, audience: str) -> frozenset[str]:
    return world.may({audience}, "", "nowhere", shown=False, reach=reach)


def _chair(world, paper: Paper):
    return world.people["chair" if paper.conference.slug == HERE else "elsewhere-chair"]


def _answers(world, paper: Paper, label: str, reach: Reach) -> None:
    """To each of the chairs' own questions, as that question says."""
    author = reach[fields.INSIDE] - reach[fields.HANDLING]
    readers = {
        "authors": author,
        "chairs": reach[fields.INSIDE],
        "reviewers": reach[fields.PAPER],
        "public": reach[fields.PAPER],
    }
    for question in Question.objects.filter(conference=paper.conference):
        answer = Answer.objects.create(paper=paper, question=question, value="x")
        told = world.fill(
            answer,
            f"{question.readers}, {label}",
            at="nowhere",
            reach={fields.ANSWER: readers[question.readers]},
        )
        Answer.objects.filter(pk=told.pk).update(value=told.value["secret"])


def _around(world, paper: Paper, label: str, reach: Reach) -> None:
    """Conflicts, tags, letters and the journal."""
    handling = {fields.HANDLING: reach[fields.HANDLING], fields.CHAIRS: reach[fields.HANDLING]}
    concerned = ("conflicted", "conflicted-chair") if paper.conference.slug == HERE else ()
    for name in concerned:
        conflict = Conflict.objects.create(
            paper=paper, person=world.people[name], kind="other", source="found", state="confirmed",
            note="x",
        )  # fmt: skip
        conflict = world.fill(conflict, f"{name}, {label}", at="nowhere", reach=handling)
        said = [{"says": conflict.evidence["secret"], "confidence": "high"}]
        Conflict.objects.filter(pk=conflict.pk).update(evidence=said)
        _told(world, paper, conflict, f"conflict, {label}", handling)
    for tag in Tag.objects.filter(conference=paper.conference):
        Tagging.objects.create(tag=tag, paper=paper, by=_chair(world, paper))
    _told(world, paper, paper, label, reach)
    letter = Letter.objects.create(
        scope=paper.conference.key, about_kind="paper", about_id=paper.pk, subject="x", body="x",
        kind="submissions/receipt", to="x@x.example",
    )  # fmt: skip
    # The letters of a paper stand in the chairs' ledger alone.
    world.fill(letter, f"letter, {label}", at="nowhere", reach=handling)


def _told(world, paper: Paper, about, label: str, reach: Reach) -> None:
    entry = Entry.objects.create(
        scope=paper.conference.key, about_kind=about._meta.model_name, about_id=about.pk,
        by=_chair(world, paper), verb="changed", what="x",
    )  # fmt: skip
    world.fill(entry, f"entry, {label}", at="nowhere", reach=reach)
