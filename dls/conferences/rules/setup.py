"""What leads from an empty conference to an open call: each step says what is missing."""

from dataclasses import dataclass

from django.db.models import Count, Q

from dls.conferences.models.conference import Conference
from dls.conferences.models.deadlines import Deadline
from dls.conferences.models.roles import Role
from dls.web import clock


@dataclass(frozen=True)
class Step:
    """One line of the checklist; the call cannot open while a required one lacks something."""

    label: str
    lacks: str  # what is missing, empty when done
    note: str  # what there is
    url_name: str
    deed: str = ""  # what a chair does about it: Set the dates
    required: bool = True

    @property
    def address(self) -> str:
        return f"conferences:{self.url_name}"

    @property
    def done(self) -> bool:
        return not self.lacks

    @property
    def tone(self) -> str:
        if self.done:
            return "good"
        return "bad" if self.required else ""


def steps(conference: Conference) -> list[Step]:
    """All steps in the order in which one takes them."""
    counted = _counts(conference)
    return [
        _days(conference),
        _call(conference),
        _topics(counted["topics_named"]),
        _deadlines(conference),
        _committee(counted["asked"], counted["joined"]),
        _contact(conference),
        _look(conference),
    ]


def lacking(conference: Conference) -> list[str]:
    """What must be there before the call opens; of a past edition only its days."""
    if is_past(conference):
        return []
    required = [
        _days(conference),
        _call(conference),
        _deadlines(conference),
        _contact(conference),
    ]
    return [step.lacks for step in required if step.lacks]


def is_past(conference: Conference) -> bool:
    return conference.last_day is not None and conference.last_day < clock.now().date()


def _counts(conference: Conference) -> dict[str, int]:
    found: dict[str, int] = Conference.objects.filter(pk=conference.pk).aggregate(
        topics_named=Count("topics", distinct=True),
        asked=Count(
            "roles", Q(roles__invited_at__isnull=False) | Q(roles__state="accepted"), distinct=True
        ),
        joined=Count("roles", Q(roles__state=Role.State.ACCEPTED), distinct=True),
    )
    return found


def _days(conference: Conference) -> Step:
    missing = [
        word
        for word, there in (
            ("the title", conference.title),
            ("the first day", conference.starts_on),
            ("the city", conference.city),
        )
        if not there
    ]
    when = f"{conference.place}" if not missing else ""
    deed = "Give title, days and place"
    return Step("Title, days and place", _all_of(missing), when, "settings-basics", deed)


def _call(conference: Conference) -> Step:
    lacks = "" if conference.call_text.strip() else "the text of the call"
    words = len(conference.call_text.split())
    return Step("Text of the call", lacks, f"{words} words", "settings-call", "Write the call")


def _topics(named: int) -> Step:
    lacks = "" if named else "topics, so that papers find reviewers"
    return Step("Topics", lacks, f"{named} named", "settings-topics", required=False)


def _deadlines(conference: Conference) -> Step:
    """Papers due must be set; proposals of a clone must be looked at."""
    there = conference.dated()
    deed = "Set the dates"
    if not any(one.kind == Deadline.Kind.PAPERS for one in there):
        lacks = "the day when papers are due"
    elif proposed := sum(one.is_proposal for one in there):
        lacks = f"your yes to {proposed} proposed {'date' if proposed == 1 else 'dates'}"
        deed = "Confirm the dates"
    else:
        lacks = ""
    return Step("Dates", lacks, f"{len(there)} set", "dates-edit", deed)


def _committee(asked: int, joined: int) -> Step:
    """Its chairs are there from the start, so one person is not yet a committee."""
    lacks = "" if asked > 1 else "a committee: paste names and addresses to invite them"
    return Step("Committee", lacks, f"{asked} asked, {joined} joined", "roles", required=False)


def _contact(conference: Conference) -> Step:
    lacks = "" if conference.contact else "the contact address"
    deed = "Give a contact address"
    return Step("Contact address", lacks, conference.contact, "settings-contact", deed)


def _look(conference: Conference) -> Step:
    lacks = "" if conference.logo else "a logo; the colour alone will do"
    return Step("Look", lacks, "logo and colour", "settings-look", required=False)


def _all_of(missing: list[str]) -> str:
    *first, last = missing or [""]
    return f"{', '.join(first)} and {last}" if first else last
