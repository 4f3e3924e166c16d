from django.db import transaction

from dls.conferences.actions import changes, ordering, revision
from dls.conferences.actions.changes import Values
from dls.conferences.models.conference import Conference, Partner
from dls.conferences.rules.conference import may_change
from dls.journal import ledger
from dls.people.models import Person
from dls.web.db import locked


@transaction.atomic
def add(conference: Conference, values: Values, *, by: Person) -> Partner:
    conference = locked(conference)
    may_change(by, conference).require()
    last = conference.partners.filter(kind=values["kind"]).count()
    partner: Partner = Partner.objects.create(conference=conference, position=last, **values)
    revision.grow(conference)
    ledger.record_within(by, "added", str(partner), conference)
    return partner


@transaction.atomic
def change(partner: Partner, values: Values, *, by: Person) -> bool:
    """Change a partner; true if anything differs."""
    conference = locked(partner.conference)
    may_change(by, conference).require()
    partner = locked(partner)
    told = changes.put(partner, values)
    if told:
        revision.grow(conference)
        ledger.record_within(by, "changed", str(partner), conference, changes=told)
    return bool(told)


@transaction.atomic
def shift(partner: Partner, steps: int, *, by: Person) -> None:
    """Move a partner up (−1) or down (+1) among those of its kind."""
    conference = locked(partner.conference)
    may_change(by, conference).require()
    ordering.shift(partner, conference.partners.filter(kind=partner.kind), steps)
    revision.grow(conference)


@transaction.atomic
def remove(partner: Partner, *, by: Person) -> None:
    conference = locked(partner.conference)
    may_change(by, conference).require()
    ledger.record_within(
        by, "removed a partner from", conference.name, conference, partner=partner.name
    )
    partner.delete()
    revision.grow(conference)
