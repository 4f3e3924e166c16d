from collections.abc import Collection
from datetime import timedelta

from django.db import transaction

from dls.conferences import cloning
from dls.conferences.actions import conference as conferences
from dls.conferences.actions.changes import Values
from dls.conferences.actions.roles import Printed, record_role
from dls.conferences.models.conference import Conference
from dls.conferences.models.roles import Role
from dls.conferences.models.series import Series
from dls.conferences.rules.series import chairs_one_of
from dls.journal import ledger
from dls.people.models import Person
from dls.web.db import locked

YEAR = timedelta(weeks=52)  # so that days keep their weekday


@transaction.atomic
def make_edition(
    series: Series,
    values: Values,
    *,
    by: Person,
    earlier: Conference | None = None,
    parts: Collection[str] = (),
) -> Conference:
    """The next edition: empty, or with parts of an earlier one. A chair stays chair."""
    made = conferences.make(series, {**values, "cloned_from": earlier}, by=by)
    if chairs_one_of(by, series):
        printed = _as_printed(series, by)
        record_role(made, Role.Kind.CHAIR, printed, by=None, person=by)
    if earlier is not None:
        clone = cloning.Clone(earlier, made, by, _between(earlier, made))
        for part in cloning.every():
            if part.name in parts:
                part.copy(clone)
        ledger.record_within(by, "took over", f"{earlier.name} into {made.name}", made)
    return locked(made)


def _as_printed(series: Series, person: Person) -> Printed:
    """The name and affiliation under which somebody chaired last."""
    rows = person.roles.running().filter(conference__series=series).order_by("-since", "-pk")
    role = rows.first()
    if role is None:
        return Printed(person.name, person.family_name)
    return Printed(role.name, role.family_name, role.title, role.affiliation, role.country)


def _between(earlier: Conference, new: Conference) -> timedelta:
    """How far dates shift: from first day to first day, else by a year of whole weeks."""
    if earlier.starts_on and new.starts_on:
        return new.starts_on - earlier.starts_on
    return YEAR
