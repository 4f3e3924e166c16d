"""The chapter of papers: those of the real editions, and those of the Demo Workshops."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from dls.conferences.days import whole_days
from dls.conferences.demo import facts as editions
from dls.conferences.demo.workshops import moment, told
from dls.web.chapters import Chapter, Scene
from submissions.demo import curve, deeds, facts
from submissions.demo.curve import Times
from submissions.demo.sketches import Fate, Sketch, of_edition, of_workshop
from submissions.models.papers import Paper

NEWEST = 14  # the hour of the day before installation when the youngest paper comes
TALKED = timedelta(hours=5)  # after the last paper came, the chairs mark some
REGRETTED = timedelta(days=3)  # after papers were due


def scenes(day: date) -> Iterator[Scene]:
    for edition in facts.EDITIONS:
        yield from _of_edition(edition)
    for workshop in told():
        yield from _of_workshop(workshop, day)


def _of_edition(edition: str) -> Iterator[Scene]:
    due = whole_days(_due(edition)).at
    opened = due - timedelta(days=facts.known(edition)["open_days"])
    yield Scene(opened - timedelta(days=1), partial(deeds.prepare, edition))
    sketches = of_edition(edition)
    for sketch, life in zip(
        sketches, curve.times(len(sketches), opened, due, edition), strict=True
    ):
        yield from _life(edition, sketch, life, due)


def _due(edition: str) -> date:
    """When papers were due at last; or by when they are entered, where that is not known."""
    entered: date | None = facts.known(edition).get("entered")
    if entered:
        return entered
    dates = editions.known(edition)["deadlines"]
    found: date = next(one["dates"][-1] for one in dates if one["kind"] == "papers")
    return found


def _of_workshop(workshop: dict[str, Any], day: date) -> Iterator[Scene]:
    slug, opened = workshop["slug"], moment(day, workshop["opened"], 10)
    yield Scene(opened - timedelta(hours=1), partial(deeds.prepare, slug))
    due = whole_days(day + timedelta(days=workshop["deadlines"]["papers"])).at
    until = min(due, moment(day, -1, NEWEST))
    sketches = of_workshop(slug)
    lives = curve.times(len(sketches), opened, until, slug)
    begins = _latest_begin(workshop, day)
    for sketch, life in zip(sketches, lives, strict=True):
        begun = min(life.begun, begins) if begins else life.begun
        yield from _life(slug, sketch, Times(begun, life.submitted, life.revised), due)
        yield from _company(slug, sketch, life)
    yield from _incidents(slug, list(zip(sketches, lives, strict=True)), day)


def _company(slug: str, sketch: Sketch, life: Times) -> Iterator[Scene]:
    """Co-authors hear that a paper names them; of larger groups one claims it the same day."""
    if sketch.fate == Fate.SUBMITTED and len(sketch.entries) > 3:
        at = life.submitted + timedelta(hours=2)
        yield Scene(at, partial(deeds.claim, slug, sketch, 2))


def _incidents(slug: str, papers: list[tuple[Sketch, Times]], day: date) -> Iterator[Scene]:
    """What keeps chairs busy: somebody who is no author, a paper that needs more time."""
    told = facts.workshops()[slug]
    yield Scene(max(life.submitted for _, life in papers) + TALKED, partial(deeds.tag, slug))
    if told.get("denied"):
        submitted = [one for one in papers if one[0].fate == Fate.SUBMITTED]
        sketch, life = next(one for one in submitted if len(one[0].entries) in (3, 5))
        last = len(sketch.entries)
        yield Scene(life.submitted + timedelta(days=1), partial(deeds.deny, slug, sketch, last))
    if days := told.get("longer"):
        draft = next(sketch for sketch, _ in papers if sketch.fate == Fate.DRAFT)
        until = whole_days(day + timedelta(days=days))
        yield Scene(moment(day, -2, 11), partial(deeds.open_longer, slug, draft, until))


def _latest_begin(workshop: dict[str, Any], day: date) -> datetime | None:
    """Where abstracts are due first, no paper is begun later."""
    days = workshop["deadlines"].get("abstracts")
    return whole_days(day + timedelta(days=days)).at - curve.LATEST if days else None


def _life(slug: str, sketch: Sketch, life: Times, due: datetime) -> Iterator[Scene]:
    """Begun, uploaded, submitted, and for some more."""
    yield Scene(life.begun, partial(deeds.begin, slug, sketch))
    if sketch.pages:
        before = life.begun + (life.submitted - life.begun) * 0.9
        yield Scene(before, partial(deeds.upload, slug, sketch))
    if sketch.fate == Fate.DRAFT:
        return
    yield Scene(life.submitted, partial(deeds.declare, slug, sketch))
    yield Scene(life.submitted, partial(deeds.submit, slug, sketch))
    if life.revised:
        yield Scene(life.revised, partial(deeds.upload, slug, sketch, 2))
    if sketch.fate == Fate.WITHDRAWN:
        yield Scene(due + REGRETTED, partial(deeds.withdraw, slug, sketch))


def is_told() -> bool:
    return Paper.objects.filter(conference__slug="dls2019").exists()


CHAPTER = Chapter("papers", 30, is_told, scenes)
