"""The chapter of the real editions: entered as they were, from the facts the project keeps."""

import itertools
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Any

from dls.conferences.actions import conference as conferences
from dls.conferences.actions import deadlines, partners, topics
from dls.conferences.actions import series as families
from dls.conferences.actions.roles import Printed, record_role
from dls.conferences.days import whole_days
from dls.conferences.demo import cast, facts
from dls.conferences.models.conference import Conference
from dls.conferences.models.deadlines import Deadline
from dls.conferences.models.roles import Role
from dls.conferences.models.series import Series
from dls.web.chapters import Chapter, Scene

BEFORE = timedelta(days=150)  # an edition is entered that long before its first day
KNOWN_LATER = ("attendance", "attendance_note", "recorded_submissions", "recorded_accepted")
SETTINGS = (
    "slug", "name", "title", "ordinal", "theme", "starts_on", "ends_on", "city", "region",
    "country", "venue", "map_link", "zone", "profile", "agreement", "contact",
    "expected_attendance", "call_text", "submit_text", "format_text", "outreach_text",
    "relevance_text", "outcome_text",
)  # fmt: skip


def scenes(_: date) -> Iterator[Scene]:
    first = min(_noon(facts.known(name)["starts_on"]) for name in facts.EDITIONS) - BEFORE
    yield Scene(first - timedelta(days=1), _found_series)
    for name in facts.EDITIONS:
        starts = _noon(facts.known(name)["starts_on"])
        yield Scene(starts - BEFORE, partial(_enter, name))
        yield Scene(_opening(name, starts), partial(_publish, name))
        yield Scene(starts + timedelta(days=1), partial(_tell_figures, name))
        yield Scene(starts + timedelta(days=90), partial(_archive, name))


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def _opening(name: str, starts: datetime) -> datetime:
    """In time for papers where all is known that a call needs, else once it was over."""
    is_whole = "contact" in facts.known(name)
    return starts - BEFORE + timedelta(days=1) if is_whole else starts + timedelta(days=1)


def _found_series() -> None:
    """The series, and the editions that were held without DLS."""
    told = facts.known("series")
    words = {"slug": told["slug"], "title": told["title"], "short": told["short"]}
    series = families.make(words | {"scope_text": told["scope"]}, by=cast.operator())
    for edition in told["outside"]:
        values = dict(edition)
        values["format_text"] = values.pop("format")
        families.add_outside(series, values, by=cast.operator())


def _enter(name: str) -> None:
    """An edition with all that is printed of it, looked after by Demo Chair 1, who is not."""
    told = facts.known(name)
    series = Series.objects.get(slug=facts.known("series")["slug"])
    values = {field: told[field] for field in SETTINGS if field in told}
    edition = conferences.make(series, values, by=cast.operator())
    chair = cast.person("Chair 1")
    unseen = Printed(chair.name, chair.family_name, is_listed=False)
    record_role(edition, Role.Kind.CHAIR, unseen, by=cast.operator(), person=chair)
    if lines := facts.topics(name):
        topics.add(edition, lines, by=chair)
    for partner in told.get("partners", []):
        partners.add(edition, partner, by=chair)
    for dates in told.get("deadlines", []):
        _set_date(edition, dates)
    for kind, printed in facts.committee(name):
        record_role(edition, kind, printed, by=None)


def _set_date(edition: Conference, told: dict[str, Any]) -> None:
    """A date, after all the dates it had before: who moved it, and why, nobody wrote down."""
    chair = cast.person("Chair 1")
    values: dict[str, Any] = {
        field: told[field] for field in ("title", "is_public") if field in told
    }
    days = [whole_days(day, told.get("until")) for day in told["dates"]]
    deadline = deadlines.add(edition, Deadline.Kind(told["kind"]), days[-1], values, by=chair)
    for was, became in itertools.pairwise(days):
        deadlines.remember(deadline, was.at, became.at, by=chair)


def _publish(name: str) -> None:
    """The page opens."""
    edition = Conference.objects.get(slug=name)
    conferences.move(edition, Conference.State.PUBLIC, by=cast.person("Chair 1"))


def _tell_figures(name: str) -> None:
    """What is known once the edition is over."""
    edition, told = Conference.objects.get(slug=name), facts.known(name)
    if figures := {field: told[field] for field in KNOWN_LATER if field in told}:
        conferences.change(edition, figures, by=cast.person("Chair 1"))


def _archive(name: str) -> None:
    edition = Conference.objects.get(slug=name)
    conferences.move(edition, Conference.State.ARCHIVED, by=cast.person("Chair 1"))


def is_told() -> bool:
    return Series.objects.filter(slug=facts.known("series")["slug"]).exists()


CHAPTER = Chapter("editions", 10, is_told, scenes)
