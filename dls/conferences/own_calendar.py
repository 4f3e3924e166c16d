"""A chair's own address of all dates, private ones too, for calendars that cannot sign in."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from dls.conferences.models.conference import Conference
from dls.conferences.models.deadlines import Deadline
from dls.conferences.models.roles import Role

if TYPE_CHECKING:
    from dls.people.models import Person

PURPOSE = "conferences.own-calendar"


def address(conference: Conference, person: "Person") -> str:
    """The link; it ends with the role, and when the password changes."""
    token = _token(conference, person, settings.SECRET_KEY)
    return settings.SITE_URL + reverse("conferences:own-calendar", args=[conference.slug, token])


def _token(conference: Conference, person: "Person", secret: str) -> str:
    """The same for as long as it holds, and nothing of whose it is can be read from it."""
    about = f"{conference.pk}:{person.pk}:{person.password}"
    return salted_hmac(PURPOSE, about, secret=secret, algorithm="sha256").hexdigest()


def conference_of(slug: str, token: str) -> Conference | None:
    """The conference the link is for, as long as whoever got the link runs it."""
    chairs = Role.objects.running().filter(conference__slug=slug, person__is_active=True)
    for role in chairs.select_related("conference", "person"):
        if role.person and _fits(token, role.conference, role.person):
            return Conference.objects.run_by(role.person).filter(pk=role.conference.pk).first()
    return None


def _fits(token: str, conference: Conference, person: "Person") -> bool:
    """Whether this is their link, made with the site's key or an earlier one still believed."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return any(constant_time_compare(token, _token(conference, person, key)) for key in keys)


def dates(conference: Conference) -> QuerySet[Deadline]:
    """All dates that chairs have set, those for chairs alone among them."""
    rows: QuerySet[Deadline] = conference.deadlines.listed().filter(is_proposal=False)
    return rows.prefetch_related("extensions").select_related("responsible")
