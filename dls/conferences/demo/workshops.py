"""The chapter of the Demo Workshops: one in each phase, dated from the day of installation."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Any

from dls.conferences import cloning
from dls.conferences.actions import conference as conferences
from dls.conferences.actions import deadlines, pages, partners, topics
from dls.conferences.actions import series as families
from dls.conferences.actions.announcing import Announcement, move_and_tell
from dls.conferences.actions.cloning import make_edition
from dls.conferences.actions.roles import Printed, record_role
from dls.conferences.days import When, whole_days
from dls.conferences.demo import cast, committees, facts, marks, profiles, publicity
from dls.conferences.models.conference import Conference
from dls.conferences.models.deadlines import Deadline
from dls.conferences.models.roles import Role
from dls.conferences.models.series import Series
from dls.mail.actions import mailings
from dls.people.models import Person
from dls.web.chapters import Chapter, Scene

PLAIN = (
    "slug", "name", "title", "ordinal", "theme", "city", "country", "zone", "venue", "map_link",
    "review_model", "profile", "agreement", "accent", "expected_attendance",
)  # fmt: skip
COMMON = ("call_text", "submit_text", "contact")
CALL = "Papers can be handed in from today. The dates stand beside this page."
MADE = 10  # days before the call opens
Told = dict[str, Any]


def told() -> list[Told]:
    """What is invented of each workshop."""
    found: list[Told] = facts.known("workshops")["workshops"]
    return found


def series_slug() -> str:
    return str(facts.known("workshops")["series"]["slug"])


def moment(day: date, days: int, hour: int = 9) -> datetime:
    """So many days after the day of installation."""
    return datetime.combine(day + timedelta(days=days), time(hour), UTC)


def scenes(day: date) -> Iterator[Scene]:
    first = min(workshop["opened"] for workshop in told()) - MADE
    at = partial(moment, day)
    yield Scene(at(first - 1, 9), _found_series)
    yield Scene(at(first - 1, 10), profiles.fill)
    yield from committees.tending(first, at)
    yield Scene(at(-3, 15), partial(_begin_next, day))
    yield Scene(at(-1, 12), partial(publicity.subscribe, series_slug()))
    for workshop in told():
        opened = workshop["opened"]
        yield Scene(moment(day, opened - MADE), partial(_make, workshop, day))
        yield Scene(moment(day, opened - MADE, 11), partial(_fill, workshop, day))
        yield Scene(moment(day, opened, 8), partial(_open, workshop))
        yield from committees.scenes(workshop, at)
        yield from publicity.scenes(workshop, at)
        yield from _milestones(workshop, day)
        yield from _news(workshop, day)
        if extension := workshop.get("extension"):
            yield Scene(moment(day, extension["moved"], 14), partial(_extend, workshop, day))


def _begin_next(day: date) -> None:
    """The chair of the first workshop begins the next edition: cloned, and far from ready."""
    chair, told = cast.person("Chair 1"), facts.known("workshops")["next"]
    earlier = Conference.objects.get(slug=told["earlier"])
    starts = day + timedelta(days=told["starts"])
    values = {field: told[field] for field in ("slug", "name", "title", "ordinal")}
    values |= {"starts_on": starts, "ends_on": starts + timedelta(days=1)}
    parts = [part.name for part in cloning.every()]
    make_edition(earlier.series, values, by=chair, earlier=earlier, parts=parts)


def _found_series() -> None:
    families.make(facts.known("workshops")["series"], by=cast.operator())


def _make(workshop: Told, day: date) -> None:
    """The operator makes it and names its chairs."""
    series = Series.objects.get(slug=series_slug())
    starts = day + timedelta(days=workshop["starts"])
    values = {field: workshop[field] for field in PLAIN if field in workshop}
    values |= {field: facts.known("workshops")["common"][field] for field in COMMON}
    values |= {"starts_on": starts, "ends_on": starts + timedelta(days=workshop["days"] - 1)}
    values |= {"logo": marks.mark(workshop["accent"], workshop["slug"])}
    conference = conferences.make(series, values, by=cast.operator())
    for place, number in enumerate(workshop["chairs"], 1):
        chair = cast.person(f"Chair {number}")
        printed = Printed(
            chair.name, chair.family_name, affiliation=chair.affiliation,
            country=chair.get_country_display(), position=place,
        )  # fmt: skip
        record_role(conference, Role.Kind.CHAIR, printed, by=cast.operator(), person=chair)


def conference_of(workshop: Told) -> Conference:
    found: Conference = Conference.objects.get(slug=workshop["slug"])
    return found


def first_chair(workshop: Told) -> Person:
    return cast.person(f"Chair {workshop['chairs'][0]}")


def _fill(workshop: Told, day: date) -> None:
    """The first chair fills in what the call needs."""
    conference, chair = conference_of(workshop), first_chair(workshop)
    common = facts.known("workshops")["common"]
    topics.add(conference, facts.topics_of(common["topics"]), by=chair)
    for partner in common["partners"]:
        logo = marks.mark("#5b6470", partner["name"])
        partners.add(conference, partner | {"logo": logo}, by=chair)
    for page in common["pages"]:
        pages.add(conference, page, by=chair)
    for kind, days in workshop["deadlines"].items():
        days = _first_days(workshop).get(kind, days)
        deadlines.add(conference, Deadline.Kind(kind), _due(day, days), {}, by=chair)
    for milestone in common["milestones"]:
        _plan(conference, milestone, day, workshop)


def _first_days(workshop: Told) -> dict[str, int]:
    """When what is extended later was due at first."""
    extension = workshop.get("extension")
    return {extension["kind"]: extension["from"]} if extension else {}


def _due(day: date, days: int) -> When:
    return whole_days(day + timedelta(days=days))


def _plan(conference: Conference, milestone: Told, day: date, workshop: Told) -> None:
    """A milestone of the chairs' own, with the second chair looking after it."""
    days = milestone.get("day", 0)
    if "after_start" in milestone:
        days = workshop["starts"] + milestone["after_start"]
    last = day + timedelta(days=milestone["until"]) if "until" in milestone else None
    values = {
        "title": milestone["title"],
        "is_public": milestone.get("is_public", False),
        "responsible": cast.person(f"Chair {workshop['chairs'][-1]}"),
    }
    when = whole_days(day + timedelta(days=days), last)
    deadlines.add(conference, Deadline.Kind.MILESTONE, when, values, by=first_chair(workshop))


def _milestones(workshop: Told, day: date) -> Iterator[Scene]:
    for milestone in facts.known("workshops")["common"]["milestones"]:
        if milestone.get("done"):
            at = max(milestone["day"], workshop["opened"] - MADE) + 1
            yield Scene(moment(day, at, 16), partial(_tick, workshop, milestone["title"]))


def _tick(workshop: Told, title: str) -> None:
    milestone = conference_of(workshop).deadlines.get(title=title)
    deadlines.tick(milestone, by=cast.person(f"Chair {workshop['chairs'][-1]}"))


def _open(workshop: Told) -> None:
    conferences.move(conference_of(workshop), Conference.State.PUBLIC, by=first_chair(workshop))


def _extend(workshop: Told, day: date) -> None:
    """More time, with the reason; on the page as news, and by letter to the committee."""
    extension = workshop["extension"]
    deadline = conference_of(workshop).deadlines.get(kind=extension["kind"], scope="")
    move = deadlines.Move(_due(day, workshop["deadlines"][extension["kind"]]), extension["reason"])
    everywhere = Announcement(news=True, audiences=[publicity.COMMITTEE])
    move_and_tell(deadline, move, everywhere, by=first_chair(workshop))
    mailings.write_out()


def _news(workshop: Told, day: date) -> Iterator[Scene]:
    opened: int = workshop["opened"]
    hall = f"We meet in {workshop['venue']}, {workshop['city']}."
    yield Scene(moment(day, opened, 10), partial(_tell, workshop, "The call is open", CALL))
    yield Scene(moment(day, opened + 20), partial(_tell, workshop, "A hall is found", hall))


def _tell(workshop: Told, title: str, body: str) -> None:
    pages.tell(conference_of(workshop), {"title": title, "body": body}, by=first_chair(workshop))


def is_told() -> bool:
    return Series.objects.filter(slug=series_slug()).exists()


CHAPTER = Chapter("workshops", 20, is_told, scenes)
