"""Moving and deleting a conference that nobody outside has seen."""

from django.db import transaction

from dls.conferences.actions import revision
from dls.conferences.actions.telling import chairs
from dls.conferences.models.conference import Conference
from dls.conferences.rules import unseen as rules
from dls.conferences.rules.addresses import may_be_called
from dls.journal import ledger
from dls.mail import outbox
from dls.people.models import Person
from dls.web.db import locked


@transaction.atomic
def change_address(conference: Conference, slug: str, *, by: Person) -> None:
    """Give it another address; the one it had leads nowhere from now on."""
    conference = locked(conference)
    rules.may_move_house(by, conference).require()
    if slug == conference.slug:
        return
    may_be_called(slug).require()
    was, conference.slug = conference.slug, slug
    conference.save(update_fields=["slug"])
    revision.grow(conference)
    ledger.record(
        by, "changed the address of", conference, scope=conference, changes={"address": [was, slug]}
    )


@transaction.atomic
def take_away(conference: Conference, *, by: Person) -> None:
    """Take it away with everything in it, and tell its other chairs."""
    conference = locked(conference)
    rules.may_delete(by, conference).require()
    series = conference.series
    others = [one for one in chairs(conference) if one.person != by]
    words = {"deleted": conference.name, "deleted_by": by.name}
    outbox.post("conferences/deleted", others, about=series, words=words)
    ledger.record(by, "deleted an edition of", series, edition=conference.name)
    conference.delete()
    revision.grow_series(series)
