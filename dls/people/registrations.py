"""What people tell the rooms below, and their own part of what all apps do for a person."""

from dls.mail import kinds
from dls.people import closing, exporting, letters, merging
from dls.people.actions.closing import anonymise_own
from dls.people.actions.merging import move_own
from dls.people.models import Person
from dls.people.own import everything_own
from dls.web import keys


def register() -> None:
    keys.show(Person, Person.objects.self_only)
    for kind in letters.KINDS:
        kinds.register(kind)
    exporting.register(everything_own)
    merging.register(move_own)
    closing.anonymise_with(anonymise_own)
