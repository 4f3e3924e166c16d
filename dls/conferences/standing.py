"""How a conference stands, in figures for its chairs. Each app registers its own."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Count, Q

from dls.conferences.models.audience import Subscriber
from dls.conferences.models.conference import Conference
from dls.conferences.models.roles import Role
from dls.mail.models import Letter
from dls.web import clock


@dataclass(frozen=True)
class Figure:
    """A number with its name; `of` is what it is part of, `url` where one sees it whole."""

    order: int
    label: str
    value: int | str
    of: str = ""
    url: str = ""


Source = Callable[[Conference], Iterable[Figure]]
_sources: list[Source] = []


def register(source: Source) -> None:
    _sources.append(source)


def of(conference: Conference) -> list[Figure]:
    """All figures, in order."""
    found = [figure for source in _sources for figure in source(conference)]
    return sorted(found, key=lambda figure: figure.order)


def committee(conference: Conference) -> Iterable[Figure]:
    """Who was asked and who joined."""
    counted = conference.roles.aggregate(
        joined=Count("pk", Q(state=Role.State.ACCEPTED)),
        waiting=Count("pk", Q(state=Role.State.INVITED)),
        declined=Count("pk", Q(state=Role.State.DECLINED)),
    )
    asked = sum(counted.values())
    yield Figure(50, "on the committee", counted["joined"], f"of {asked} asked")
    if counted["waiting"]:
        yield Figure(51, "invitations open", counted["waiting"])


def letters(conference: Conference) -> Iterable[Figure]:
    """What has left, and what came back."""
    counted = Letter.objects.filter(scope=conference.key).aggregate(
        sent=Count("pk", Q(state=Letter.State.SENT)),
        failed=Count("pk", Q(state=Letter.State.FAILED) | Q(bounced_at__isnull=False)),
    )
    yield Figure(60, "letters sent", counted["sent"])
    if counted["failed"]:
        yield Figure(61, "letters that did not arrive", counted["failed"])


def mailing_list(conference: Conference) -> Iterable[Figure]:
    """Who wants to hear from the series."""
    on_list = Subscriber.objects.confirmed().filter(series=conference.series_id).count()
    yield Figure(70, "on the mailing list", on_list)


def countdown(conference: Conference) -> Iterable[Figure]:
    """Days until the first day."""
    if conference.starts_on and (left := (conference.starts_on - clock.now().date()).days) > 0:
        yield Figure(90, "day to go" if left == 1 else "days to go", left)
