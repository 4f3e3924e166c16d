"""Asking others to spread the word."""

from typing import TYPE_CHECKING

from django.db import transaction

from dls.conferences import publicity
from dls.conferences.publicity import Facts
from dls.conferences.rules.publicity import may_advertise
from dls.mail.actions import mailings
from dls.mail.models import Mailing

if TYPE_CHECKING:
    from dls.people.models import Person

AUDIENCE = "roles/all"


@transaction.atomic
def draft_advertising(facts: Facts, *, by: "Person") -> Mailing:
    """Draft a letter to the committee with the call in it, for the chair to look at and send."""
    may_advertise(by, facts.conference).require()
    subject, body = publicity.advertising(facts)
    return mailings.draft(facts.conference, by=by, audience=AUDIENCE, subject=subject, body=body)
