"""Questions about people that pages ask."""

from typing import Any

from allauth.socialaccount.models import SocialAccount
from django.db.models import Count, Q

from dls.people.models import Connection, Person


def orcid_is_proved(person: Person) -> bool:
    """Whether ORCID itself has told us that this number is theirs."""
    if not person.orcid:
        return False
    accounts = SocialAccount.objects.filter(user=person, provider="orcid", uid=person.orcid)
    return bool(accounts.exists())


def possessions(person: Person) -> dict[str, Any]:
    """What moves when an account is merged: how many of each, in one query."""
    institutions = Q(connections__kind=Connection.Kind.INSTITUTION)
    counts: dict[str, Any] = Person.objects.filter(pk=person.pk).aggregate(
        addresses=Count("emailaddress", distinct=True),
        publications=Count("publications", distinct=True),
        collaborators=Count("connections", filter=~institutions, distinct=True),
        institutions=Count("connections", filter=institutions, distinct=True),
        roles=Count("roles", distinct=True),
    )
    return counts
