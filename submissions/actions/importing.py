"""Takes in papers of another system: uploaded, looked through, then made one by one."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import IO, Any

from django.db import transaction

from dls.conferences.models.conference import Conference
from dls.jobs import actions as jobs
from dls.jobs.kinds import Progress
from dls.jobs.models import Job
from dls.journal import ledger
from dls.people.models import Person
from dls.web import clock
from dls.web.db import locked
from dls.web.verdicts import Refused
from submissions import intakes, sniffing, store
from submissions.actions import answers, authors, conflicts, manuscripts, papers, tags, telling
from submissions.importing import archives
from submissions.importing.values import Given, Status
from submissions.intakes import Item
from submissions.models.imports import Intake, Origin
from submissions.models.papers import Paper
from submissions.models.tags import Tag
from submissions.rules import importing as rules
from submissions.rules.completeness import lacking

MAKE = "submissions/intake"
MOST_FILES = 10
SHOWN = 20  # numbers of papers in a sentence


@dataclass
class Tally:
    """What became of the papers of an import."""

    made: list[int] = field(default_factory=list)
    drafts: list[int] = field(default_factory=list)
    without_pdf: list[int] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def told(self) -> str:
        said = [f"{len(self.made)} paper{'' if len(self.made) == 1 else 's'} made"]
        if self.drafts:
            many = "1 of them a draft" if len(self.drafts) == 1 else f"{len(self.drafts)} drafts"
            said.append(f"{many}, for something is missing")
        if self.without_pdf:
            shown = ", ".join(map(str, self.without_pdf[:SHOWN]))
            said.append(f"the PDF could not be taken of {shown}")
        if self.refused:
            shown = " ".join(self.refused[:3])
            said.append(f"{len(self.refused)} could not be made: {shown}")
        return f"{'; '.join(said).rstrip('.')}."


def begin(conference: Conference, files: Iterable[tuple[str, IO[bytes]]], *, by: Person) -> Intake:
    """Keep what was uploaded, so that it can be looked through before anything is made."""
    rules.may_take_in(by, conference).require()
    given = list(files)
    if not given or len(given) > MOST_FILES:
        raise Refused(f"Upload from one to {MOST_FILES} files at once.")
    kept = {store.put(store.pieces(file)).sha256: sniffing.clean_name(name) for name, file in given}
    with transaction.atomic():
        intake: Intake = Intake.objects.create(conference=locked(conference), by=by, files=kept)
    return intake


@transaction.atomic
def discard(intake: Intake, *, by: Person) -> None:
    """Forget an upload that was only looked through."""
    intake = locked(intake)
    rules.may_go_on(by, intake).require()
    intake.delete()


@transaction.atomic
def confirm(intake: Intake, *, by: Person, tells_authors: bool) -> Job | None:
    """Begin to make the papers; a second click finds it begun."""
    intake = locked(intake)
    if not intake.is_draft:
        return None
    rules.may_go_on(by, intake).require()
    intake.state, intake.tells_authors = Intake.State.RUNNING, tells_authors
    intake.save(update_fields=["state", "tells_authors"])
    ledger.record(by, "began", intake, scope=intake.conference, files=intake.names)
    return jobs.start(
        MAKE, about=intake, by=by, scope=intake.conference, title=f"Import of {intake.names}"
    )


def work(job: Job, progress: Progress) -> dict[str, Any]:
    """Make what is not made yet: after a dead worker it goes on where that stopped."""
    intake = Intake.objects.select_related("conference", "by").get(pk=job.about_id)
    rules.may_take_in(intake.by, intake.conference).require()
    items, tally = intakes.planned(intake).items, Tally()
    with intakes.opened(intake) as files:
        for rank, item in enumerate(items):
            progress(rank, len(items), "Making papers")
            try:
                take_in(intake, item, files, tally)
            except Refused as refusal:  # the next paper has other faults, or none
                tally.refused.append(f"{item.told.place}: {refusal}")
    _finish(intake)
    return {"told": tally.told()}


@transaction.atomic
def take_in(intake: Intake, item: Item, files: list[Given], tally: Tally) -> Paper | None:
    """One paper, whole or not at all, and never a second time."""
    conference, by = locked(intake.conference), intake.by
    rules.may_take_in(by, conference).require()
    if Origin.objects.filter(conference=conference, key=item.key).exists():
        return None
    paper = papers.start(
        conference, item.told.title, by=by, category=item.category, number=item.number
    )
    Origin.objects.create(conference=conference, paper=paper, intake=intake, key=item.key)
    _fill(paper, item, by)
    if not _upload(paper, item, files, by):
        tally.without_pdf.append(paper.number)
    paper = _settle(paper, item, by, tally)
    if intake.tells_authors:
        telling.named(paper, by)
    if item.ties:  # last: from then on it may be kept from this chair, too
        conflicts.declare(paper, item.ties, by=by)
    tally.made.append(paper.number)
    return paper


def _fill(paper: Paper, item: Item, by: Person) -> None:
    told = item.told
    authors.put(paper, item.entries, by=by)
    plain = {
        "abstract": told.abstract,
        "keywords": _joined(told.keywords),
        "collaborators": told.collaborators,
        "topics": item.topics,
    }
    answers.fill(paper, plain, item.answers, by=by)
    for name, value in item.tags.items():
        tag = _tag(paper.conference, name, value, by)
        tags.put(tag, [paper], value, by=by)


def _tag(conference: Conference, name: str, value: Decimal | None, by: Person) -> Tag:
    """The chairs’ tag of this name, ready to carry a number if it must."""
    found: Tag | None = conference.tags.filter(name__iexact=name, owner=None).first()
    if found is None:
        return tags.make(conference, name, Tag.Readers.CHAIRS, by=by, has_value=value is not None)
    if value is not None and not found.has_value:
        tags.change(found, {"has_value": True}, by=by)
        found.has_value = True
    return found


def _joined(keywords: Iterable[str], most: int = 500) -> str:
    """As many as fit."""
    said = ""
    for word in keywords:
        longer = f"{said}, {word}" if said else word
        if len(longer) > most:
            break
        said = longer
    return said


def _upload(paper: Paper, item: Item, files: list[Given], by: Person) -> bool:
    """Its manuscript, if it has one; false if that could not be taken."""
    wanted = item.manuscript
    if wanted is None:
        return True
    data = archives.document(files, wanted)
    if data is None or len(data) > manuscripts.most(paper) or sniffing.not_a_paper(data[:1024]):
        return False
    kept = store.put([data])
    manuscripts.add(paper, kept, wanted.name or "paper.pdf", by=by, came_at=clock.now())
    return True


def _settle(paper: Paper, item: Item, by: Person, tally: Tally) -> Paper:
    """What it was there it becomes here, as far as nothing is missing that is asked here."""
    paper = locked(paper)
    told = item.told
    if told.status != Status.DRAFT and not lacking(paper):
        paper.move_to(Paper.Status.SUBMITTED)
        paper.submitted_at = min(told.submitted_at or clock.now(), clock.now())
    elif told.status == Status.SUBMITTED:
        tally.drafts.append(paper.number)
    if told.status == Status.WITHDRAWN:
        paper.move_to(Paper.Status.WITHDRAWN)
        paper.withdrawn_at, paper.withdrawn_why = clock.now(), told.withdrawn_because
    paper.save()
    ledger.record(by, "took in", paper, scope=paper.conference, origin=item.key, state=paper.status)
    return paper


@transaction.atomic
def _finish(intake: Intake) -> None:
    intake = locked(intake)
    intake.state = Intake.State.DONE
    intake.save(update_fields=["state"])
