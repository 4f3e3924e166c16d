from django.db import transaction
from django.urls import reverse

from dls.conferences.actions import changes, revision
from dls.conferences.actions.changes import Values
from dls.conferences.models.conference import Conference
from dls.conferences.models.series import Series
from dls.conferences.rules.addresses import may_be_called
from dls.conferences.rules.conference import may_change
from dls.conferences.rules.series import may_make_edition
from dls.conferences.rules.state import may_become
from dls.journal import ledger
from dls.people.models import Person
from dls.people.rules import has_second_factor
from dls.web import clock
from dls.web.db import locked
from dls.web.verdicts import Refused

SAID = {
    Conference.State.PREPARING: "took back",
    Conference.State.PUBLIC: "published",
    Conference.State.ARCHIVED: "archived",
}


@transaction.atomic
def make(series: Series, values: Values, *, by: Person) -> Conference:
    """A new, empty edition: slug, name and title, and whatever else is known."""
    series = locked(series)
    may_make_edition(by, series).require()
    may_be_called(values["slug"]).require()
    conference: Conference = Conference.objects.create(series=series, **values)
    revision.grow(conference)
    ledger.record(by, "made", conference, scope=conference)
    return conference


@transaction.atomic
def change(conference: Conference, values: Values, *, by: Person) -> bool:
    """Change settings; true if anything differs from what was there."""
    conference = locked(conference)
    may_change(by, conference).require()
    _keep_the_door(conference, values, by)
    told = changes.put(conference, values)
    if told:
        revision.grow(conference)
        ledger.record(by, "changed settings of", conference, scope=conference, changes=told)
    return bool(told)


def _keep_the_door(conference: Conference, values: Values, by: Person) -> None:
    """Nobody locks themselves out by asking for a second factor they do not have."""
    asks = values.get("second_factor_required", False)
    if asks and not conference.second_factor_required and not has_second_factor(by):
        raise Refused(
            "You have no second factor yourself, so you would lock yourself out. "
            "Add one in your account first, then require it here.",
            button="Add a second factor",
            url=reverse("mfa_index"),
        )


@transaction.atomic
def move(conference: Conference, to: Conference.State, *, by: Person) -> None:
    """Open the call, take it back, archive the conference or bring it back."""
    conference = locked(conference)
    may_become(by, conference, to).require()
    back = conference.state == Conference.State.ARCHIVED
    conference.move_to(to)
    if conference.published_at is None and conference.is_public:
        conference.published_at = clock.now()
    conference.save(update_fields=["state", "published_at"])
    revision.grow(conference)
    ledger.record(by, "brought back" if back else SAID[to], conference, scope=conference)
