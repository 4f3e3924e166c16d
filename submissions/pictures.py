"""Pictures of a conference’s papers for its chairs: how they came in, and of what they are."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from dls.conferences.models.conference import Conference
from dls.conferences.models.deadlines import Deadline
from dls.people.models import Person
from dls.web import countries
from submissions.models.authors import AuthorAffiliation
from submissions.models.papers import Paper, PaperQuerySet

WIDTH, HEIGHT = 640, 200
LONG = timedelta(days=60)  # before papers are due
MOST_BARS = 20


@dataclass(frozen=True)
class Bar:
    name: str
    many: int
    wide: float  # in hundredths of the widest


@dataclass(frozen=True)
class Curve:
    """How many there were, along the time; `path` for an SVG of WIDTH by HEIGHT."""

    name: str
    path: str
    last: int


@dataclass(frozen=True)
class Drawn:
    curves: tuple[Curve, ...]
    most: int
    days: int  # from the left edge to the date papers were due
    topics: tuple[Bar, ...]
    countries: tuple[Bar, ...]
    categories: tuple[Bar, ...]


def of(conference: Conference, person: Person) -> Drawn:
    """Of the papers this chair handles."""
    papers = Paper.objects.run_by(person).live().filter(conference=conference)
    keys = papers.order_by().values("pk")
    topics = Paper.topics.through.objects.filter(paper__in=keys)
    places = AuthorAffiliation.objects.filter(author__paper__in=keys).exclude(country="")
    where = {(pk, code) for pk, code in places.order_by().values_list("author__paper", "country")}
    curves, most = _curves(conference, person)
    return Drawn(
        curves,
        most,
        LONG.days,
        bars(topics.values_list("topic__name", flat=True)),
        bars(countries.name(code) for _, code in where),
        bars(papers.order_by().values_list("category__name", flat=True)),
    )


def bars(names: Iterable[str]) -> tuple[Bar, ...]:
    """The most frequent first."""
    counted = Counter(names)
    top = sorted(counted.items(), key=lambda one: (-one[1], one[0]))[:MOST_BARS]
    widest = max((many for _, many in top), default=1)
    return tuple(Bar(name, many, round(100 * many / widest, 1)) for name, many in top)


def _curves(conference: Conference, person: Person) -> tuple[tuple[Curve, ...], int]:
    """Started and submitted here; submitted to the last edition, for comparison."""
    mine = Paper.objects.run_by(person).filter(conference=conference)
    series = [
        ("started", _before_due(conference, mine.values_list("made_at", flat=True))),
        ("submitted", _submitted(conference, mine)),
    ]
    last = _last_edition(conference)
    if last and (earlier := _submitted(last, last.papers.all())):
        series.append((f"submitted to {last}", earlier))
    most = max((len(days) for _, days in series), default=0)
    return tuple(Curve(name, _path(days, most), len(days)) for name, days in series if days), most


def _submitted(conference: Conference, papers: PaperQuerySet) -> list[float]:
    moments = papers.order_by().values_list("submitted_at", flat=True)
    return _before_due(conference, (at for at in moments if at))


def _before_due(conference: Conference, moments: Iterable[datetime]) -> list[float]:
    """Days before papers were due, the earliest first."""
    due = conference.due(Deadline.Kind.PAPERS)
    if due is None:
        return []
    return sorted(((due.at - moment) / timedelta(days=1) for moment in moments), reverse=True)


def _last_edition(conference: Conference) -> Conference | None:
    if conference.starts_on is None:
        return None
    rows = Conference.objects.filter(
        series=conference.series_id, starts_on__lt=conference.starts_on
    )
    found: Conference | None = rows.exclude(state="preparing").order_by("-starts_on").first()
    return found


def _path(days: Sequence[float], most: int) -> str:
    """Steps from the left, LONG before the date, to a little after it."""
    points = [f"M0 {HEIGHT}"]
    for count, day in enumerate(days, 1):
        along = min(max(1 - day / LONG.days, 0.0), 1.1) / 1.1
        points.append(f"H{along * WIDTH:.1f}V{HEIGHT - count / most * HEIGHT:.1f}")
    return "".join(points)
