"""The public dates of a conference as a calendar file (RFC 5545)."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from icalendar import Calendar, Event

from dls.conferences import front
from dls.conferences.models.conference import Conference
from dls.conferences.models.deadlines import Deadline
from dls.web import zones

DAY = timedelta(days=1)


def of(conference: Conference, deadlines: Iterable[Deadline]) -> bytes:
    """One event a date, and the days of the conference; each keeps its UID for ever."""
    calendar = Calendar()
    calendar.add("prodid", "-//DLS//Dates of a conference//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", conference.name)
    calendar.add("x-published-ttl", "P1D")
    for deadline in deadlines:
        calendar.add_component(_deadline(conference, deadline))
    if conference.starts_on:
        calendar.add_component(_days(conference, conference.starts_on))
    return bytes(calendar.to_ical())


def _event(conference: Conference, name: str, summary: str, changed: datetime) -> Event:
    host = urlsplit(settings.SITE_URL).hostname
    event = Event()
    event.add("uid", f"{name}@{host}")
    event.add("dtstamp", changed.astimezone(UTC))
    event.add("summary", summary)
    event.add("url", settings.SITE_URL + conference.get_absolute_url())
    event.add("transp", "TRANSPARENT")
    return event


def _deadline(conference: Conference, deadline: Deadline) -> Event:
    moves = list(deadline.extensions.all())
    changed = max((one.at for one in moves if one.at), default=conference.made_at)
    event = _event(
        conference,
        f"{conference.slug}-date-{deadline.number}",
        f"{conference.name}: {deadline.label}",
        changed,
    )
    event.add("sequence", len(moves))
    event.add("description", _described(deadline))
    if not deadline.is_public:
        event.add("class", "PRIVATE")
    _put_in_time(event, deadline)
    return event


def _put_in_time(event: Event, deadline: Deadline) -> None:
    """A whole day is that day wherever the reader is; a moment is the same moment for all."""
    first, last = deadline.at, deadline.until or deadline.at
    if deadline.whole_day:
        zone = ZoneInfo(deadline.zone)
        event.add("dtstart", first.astimezone(zone).date())
        event.add("dtend", last.astimezone(zone).date() + DAY)
        return
    event.add("dtstart", first.astimezone(UTC))
    if deadline.until:
        event.add("dtend", last.astimezone(UTC))


def _described(deadline: Deadline) -> str:
    local = deadline.at.astimezone(ZoneInfo(deadline.zone))
    utc = deadline.at.astimezone(UTC)
    moment = f"{local:%Y-%m-%d, %H:%M} {zones.label(deadline.at, deadline.zone)}"
    return "\n".join(
        part for part in (f"{moment} = {utc:%Y-%m-%d, %H:%M} UTC", deadline.note) if part
    )


def _days(conference: Conference, first: date) -> Event:
    event = _event(conference, conference.slug, front.full_title(conference), conference.made_at)
    event.add("sequence", conference.revision)
    event.add("dtstart", first)
    event.add("dtend", (conference.last_day or first) + DAY)
    place = ", ".join(part for part in (conference.venue, conference.place) if part)
    if place:
        event.add("location", place)
    return event
