"""What a paper still lacks before it can be submitted: the checklist, and the rule."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from dls.conferences.models.conference import Conference
from submissions import rule_names
from submissions.models import setup
from submissions.models.manuscripts import Manuscript
from submissions.models.papers import Paper
from submissions.models.questions import Question
from submissions.models.reports import Finding
from submissions.models.setup import Setup
from submissions.rules import questions

MUST = Setup.Asked.MUST


@dataclass(frozen=True)
class Lack:
    """Something missing: what, how to mend it, and the part of the paper where that is done."""

    what: str
    how: str
    part: str  # fields, authors, conflicts, manuscript


def fetched(papers: Sequence[Paper], conference: Conference) -> None:
    """Fetch for many papers of a conference what lacking() asks of each."""
    setup.keep(conference)
    prefetch_related_objects([conference], "topics", "questions__categories")
    for paper in papers:
        paper.conference = conference
    prefetch_related_objects(papers, "topics", "authors__affiliations", "answers", "supplements")
    latest = [one for paper in papers if (one := paper.latest)]
    rows = Finding.objects.standing().filter(report__manuscript__in=latest).order_by("pk")
    found: dict[int, list[Finding]] = {one.pk: [] for one in latest}
    for finding in rows.filter(level=Finding.Level.BLOCK).select_related("report"):
        found[finding.report.manuscript_id].append(finding)
    for one in latest:
        one.__dict__["blocking"] = found[one.pk]


def blocking(manuscript: Manuscript) -> list[Finding]:
    """The findings that keep its paper from being submitted."""
    known: list[Finding] | None = manuscript.__dict__.get("blocking")
    if known is not None:
        return known
    rows = Finding.objects.standing().filter(report__manuscript=manuscript)
    return list(rows.filter(level=Finding.Level.BLOCK))


def lacking(paper: Paper) -> list[Lack]:
    asked = setup.of(paper.conference)
    return [
        *_of_text(paper, asked),
        *_of_authors(paper, asked),
        *_of_reproducibility(paper, asked),
        *_of_declarations(paper, asked),
        *_of_questions(paper),
        *_of_manuscript(paper),
    ]


def _of_text(paper: Paper, asked: Setup) -> Iterator[Lack]:
    words = len(paper.abstract.split())
    if not words:
        yield Lack("the abstract", "Write or paste it under Fields.", "fields")
    elif words > asked.abstract_words:
        yield Lack(
            f"a shorter abstract ({words} words, {asked.abstract_words} are the most)",
            f"Cut about {words - asked.abstract_words} words.",
            "fields",
        )
    offered = paper.conference.topics.exists()
    if offered and not asked.topics_least <= (chosen := paper.topics.count()) <= asked.topics_most:
        yield Lack(
            f"topics (chosen {chosen}, from {asked.topics_least} to {asked.topics_most} allowed)",
            "Choose those that fit best.",
            "fields",
        )
    if asked.keywords == MUST and not paper.keywords:
        yield Lack("keywords", "Write some, separated by commas.", "fields")
    if asked.collaborators == MUST and not paper.collaborators:
        yield Lack("collaborators", "List them one a line, or write “none”.", "fields")


def _of_authors(paper: Paper, asked: Setup) -> Iterator[Lack]:
    fetched = "authors" in getattr(paper, "_prefetched_objects_cache", {})
    rows = paper.authors.all()
    authors = list(rows if fetched else rows.prefetch_related("affiliations"))
    if not authors:
        yield Lack("authors", "Add at least one.", "authors")
        return
    if len(authors) > asked.authors_most:
        yield Lack(
            f"fewer authors ({len(authors)}, {asked.authors_most} are the most)",
            "Ask the chairs if all of them belong there.",
            "authors",
        )
    if not any(one.is_corresponding for one in authors):
        yield Lack("a corresponding author", "Mark the one chairs write to.", "authors")
    for one in authors:
        places = list(one.affiliations.all())
        gaps = [] if one.email else ["an email address"]
        gaps += [] if places else ["an affiliation"]
        if places and asked.countries == MUST and not all(place.country for place in places):
            gaps.append("a country")
        if gaps:
            yield Lack(f"{' and '.join(gaps)} of {one.name}", "Fill it in.", "authors")


def _of_reproducibility(paper: Paper, asked: Setup) -> Iterator[Lack]:
    if asked.reproducibility != MUST:
        return
    for name in ("algorithms", "releases", "data_sets", "hardware"):
        if not getattr(paper, name).strip():
            label = str(paper._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
            yield Lack(label, "Name them, or write “none”: the call asks for it.", "fields")
    if paper.studies_performance is None:
        yield Lack("whether it is a performance study", "Say yes or no.", "fields")
    elif paper.studies_performance and not paper.benchmark:
        yield Lack(
            "the benchmark of the performance study",
            "Name it, such as MLPerf, or ResNet-50 on ImageNet-1K.",
            "fields",
        )


def _of_declarations(paper: Paper, asked: Setup) -> Iterator[Lack]:
    if asked.declarations != MUST:
        return
    if not paper.is_original:
        yield Lack("that it is original and unpublished", "Tick it if it is so.", "fields")
    if not paper.all_agree:
        yield Lack("that all authors agree", "Ask them, then tick it.", "fields")


def _of_questions(paper: Paper) -> Iterator[Lack]:
    for question, lack in questions.unanswered(paper):
        what = f"the answer to “{question.label}”"
        if question.kind == Question.Kind.FILE:
            yield Lack(what, "Upload the file.", "manuscript")
        elif lack == "an answer":
            yield Lack(what, "The chairs ask for it.", "fields")
        else:
            yield Lack(f"{what}: {lack}", "Change it under Fields.", "fields")


def _of_manuscript(paper: Paper) -> Iterator[Lack]:
    latest = paper.latest
    if latest is None:
        if paper.category.needs_manuscript:
            yield Lack("the PDF", "Upload it.", "manuscript")
        return
    for finding in blocking(latest):
        yield Lack(f"a PDF with {rule_names.kept(finding.rule)}", finding.message, "manuscript")
