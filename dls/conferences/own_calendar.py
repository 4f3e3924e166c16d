"""A chair's own address of all dates, private ones too, for calendars that cannot sign in."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import signing
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from dls.conferences.models.conference import Conference
from dls.conferences.models.deadlines import Deadline

if TYPE_CHECKING:
    from dls.people.models import Person

PURPOSE = "conferences.own-calendar"


def address(conference: Conference, person: "Person") -> str:
    """The link; it ends with the role, and when the password changes."""
    token = _signer().sign_object([person.pk, conference.slug, _stamp(person)])
    return settings.SITE_URL + reverse("conferences:own-calendar", args=[conference.slug, token])


def _signer() -> signing.Signer:
    """Without a time: the link is the same whenever a page shows it."""
    return signing.Signer(salt=PURPOSE)


def _stamp(person: "Person") -> str:
    return person.get_session_auth_hash()[:16]


def conference_of(slug: str, token: str) -> Conference | None:
    """The conference the link is for, as long as whoever got the link runs it."""
    try:
        pk, named, stamp = _signer().unsign_object(token)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    person = get_user_model()._default_manager.filter(pk=pk, is_active=True).first()
    if named != slug or person is None or not constant_time_compare(stamp, _stamp(person)):
        return None
    rows: QuerySet[Conference] = Conference.objects.run_by(person)
    return rows.filter(slug=slug).first()


def dates(conference: Conference) -> QuerySet[Deadline]:
    """All dates that chairs have set, those for chairs alone among them."""
    rows: QuerySet[Deadline] = conference.deadlines.filter(is_proposal=False)
    return rows.prefetch_related("extensions").select_related("responsible")
