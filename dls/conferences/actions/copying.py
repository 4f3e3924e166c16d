"""The parts of a conference that a new edition can take over."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from dls.conferences import days
from dls.conferences.actions import changes
from dls.conferences.cloning import Clone, Part
from dls.conferences.models.conference import Partner, Topic
from dls.conferences.models.deadlines import Deadline
from dls.conferences.models.pages import Page
from dls.mail.actions.reminders import copy_reminders
from dls.mail.actions.texts import copy_texts

SETTINGS = (
    "city", "region", "country", "venue", "zone", "deadline_zone", "review_model", "profile",
    "call_text", "submit_text", "relevance_text", "format_text", "outcome_text", "outreach_text",
    "contact", "accent", "logo", "expected_attendance", "second_factor_required",
)  # fmt: skip


def settings(clone: Clone) -> None:
    """What is likely to hold again; the place only if it is known nowhere better."""
    values = {name: getattr(clone.earlier, name) for name in SETTINGS}
    if clone.earlier.ordinal and not clone.new.ordinal:
        values["ordinal"] = clone.earlier.ordinal + 1
    changes.put(clone.new, values)


def topics(clone: Clone) -> None:
    """All topics in their groups."""
    made: dict[int, Topic] = {}
    for old in clone.earlier.topics.order_by("parent__position", "position", "pk"):
        made[old.pk] = Topic.objects.create(
            conference=clone.new, name=old.name, position=old.position
        )
    for old in clone.earlier.topics.filter(parent__isnull=False):
        assert old.parent_id  # noqa: S101 -- as filtered
        made[old.pk].parent = made[old.parent_id]
        made[old.pk].save(update_fields=["parent"])


def partners(clone: Clone) -> None:
    for old in clone.earlier.partners.all():
        Partner.objects.create(
            conference=clone.new, kind=old.kind, name=old.name, link=old.link, logo=old.logo,
            position=old.position,
        )  # fmt: skip


def pages(clone: Clone) -> None:
    """As drafts: somebody should read them again."""
    for old in clone.earlier.pages.all():
        Page.objects.create(
            conference=clone.new, kind=old.kind, slug=old.slug, title=old.title, body=old.body,
            position=old.position,
        )  # fmt: skip


def letters(clone: Clone) -> None:
    """The chairs' own words, and what they decided about reminders."""
    copy_texts(clone.earlier, clone.new, by=clone.by)
    copy_reminders(clone.earlier, clone.new, by=clone.by)


def dates(clone: Clone) -> None:
    """Every date and milestone, shifted, as a proposal that a chair confirms or moves."""
    for old in clone.earlier.deadlines.filter(scope=""):
        Deadline.objects.create(
            conference=clone.new, kind=old.kind, title=old.title, zone=old.zone,
            whole_day=old.whole_day, grace=old.grace, is_public=old.is_public, note=old.note,
            at=_shifted(old.at, old.zone, clone.shift),
            until=_shifted(old.until, old.zone, clone.shift) if old.until else None,
            is_proposal=True,
        )  # fmt: skip


def _shifted(moment: datetime, zone: str, shift: timedelta) -> datetime:
    """The same time of the day, whatever clocks do in between."""
    local = moment.astimezone(ZoneInfo(zone))
    return days.moment((local + shift).date(), local.time(), zone)


PARTS = (
    Part(10, "settings", "Settings, call and look", settings),
    Part(20, "topics", "Topics", topics),
    Part(30, "dates", "Dates, shifted, as proposals", dates),
    Part(50, "partners", "Partners", partners),
    Part(60, "pages", "Pages, as drafts", pages),
    Part(70, "letters", "Texts of letters, and reminders", letters),
)
