from django.db import transaction

from dls.conferences.actions import changes, revision
from dls.conferences.actions.changes import Values
from dls.conferences.models.series import OutsideEdition, Series
from dls.conferences.rules.series import may_change_series, may_operate
from dls.journal import ledger
from dls.people.models import Person
from dls.web.db import locked


@transaction.atomic
def make(values: Values, *, by: Person) -> Series:
    may_operate(by).require()
    series: Series = Series.objects.create(**values)
    ledger.record(by, "made the series", series)
    return series


@transaction.atomic
def change(series: Series, values: Values, *, by: Person) -> bool:
    """Change a series; true if anything differs."""
    series = locked(series)
    may_change_series(by, series).require()
    told = changes.put(series, values)
    if told:
        revision.grow_series(series)
        ledger.record(by, "changed the series", series, changes=told)
    return bool(told)


@transaction.atomic
def add_outside(series: Series, values: Values, *, by: Person) -> OutsideEdition:
    """Write down an edition that was held without DLS."""
    series = locked(series)
    may_change_series(by, series).require()
    edition: OutsideEdition = OutsideEdition.objects.create(series=series, **values)
    revision.grow_series(series)
    ledger.record(by, "added an earlier edition to", series, edition=edition.title)
    return edition


@transaction.atomic
def change_outside(edition: OutsideEdition, values: Values, *, by: Person) -> bool:
    edition = locked(edition)
    may_change_series(by, edition.series).require()
    told = changes.put(edition, values)
    if told:
        revision.grow_series(edition.series)
        ledger.record(
            by, "changed an earlier edition of", edition.series, edition=edition.title, changes=told
        )
    return bool(told)


@transaction.atomic
def remove_outside(edition: OutsideEdition, *, by: Person) -> None:
    edition = locked(edition)
    may_change_series(by, edition.series).require()
    series, title = edition.series, edition.title
    edition.delete()
    revision.grow_series(series)
    ledger.record(by, "removed an earlier edition from", series, edition=title)
