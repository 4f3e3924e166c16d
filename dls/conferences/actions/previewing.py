from django.db import transaction

from dls.conferences.models.conference import Conference
from dls.conferences.rules.conference import is_chair
from dls.journal import ledger
from dls.people.models import Person


@transaction.atomic
def look_as_public(conference: Conference, *, by: Person) -> bool:
    """Write down that a chair looks at the pages as everybody else; others have no such look."""
    if not is_chair(by, conference):
        return False
    ledger.record(by, "looked as the public at", conference, scope=conference)
    return True
