"""A conference as schema.org data, for search engines and calendars that read pages."""

import json
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from dls.conferences import front, plain
from dls.conferences.models.conference import Conference, Partner

# What could end the element the data stands in.
ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def event(conference: Conference, partners: Sequence[Partner]) -> SafeString:
    """The event as JSON-LD; nothing in it can end the element it stands in."""
    text = json.dumps(_event(conference, partners), ensure_ascii=True)
    return mark_safe(text.translate(ESCAPES))  # noqa: S308 -- translated above


def _event(conference: Conference, partners: Sequence[Partner]) -> dict[str, Any]:
    here = settings.SITE_URL + conference.get_absolute_url()
    facts = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": front.full_title(conference),
        "description": plain.summary(conference.call_text, 500),
        "startDate": conference.starts_on and conference.starts_on.isoformat(),
        "endDate": conference.last_day and conference.last_day.isoformat(),
        "eventStatus": "https://schema.org/EventScheduled",
        "url": here,
        "image": settings.SITE_URL + card_url(conference),
        "location": _place(conference),
        "organizer": _organizer(conference),
        "superEvent": _named(partners, Partner.Kind.PARENT, "Event"),
        "sponsor": _named(partners, Partner.Kind.SPONSOR, "Organization"),
    }
    return {key: value for key, value in facts.items() if value}


def card_url(conference: Conference) -> str:
    """The picture that stands for the page where it is shared, by its version."""
    return f"{reverse('conferences:card', args=[conference.slug])}?{conference.revision}"


def _place(conference: Conference) -> dict[str, Any] | None:
    address = {
        "addressLocality": conference.city,
        "addressRegion": conference.region,
        "addressCountry": conference.country,
    }
    known = {key: value for key, value in address.items() if value}
    if not known and not conference.venue:
        return None
    return {
        "@type": "Place",
        "name": conference.venue or conference.place,
        "address": {"@type": "PostalAddress", **known},
    }


def _organizer(conference: Conference) -> dict[str, Any]:
    series = conference.series
    url = settings.SITE_URL + series.get_absolute_url()
    return {"@type": "Organization", "name": series.title, "url": url}


def _named(partners: Sequence[Partner], kind: Partner.Kind, type_: str) -> list[dict[str, Any]]:
    found = [
        {"@type": type_, "name": one.name, "url": one.link} for one in partners if one.kind == kind
    ]
    return [{key: value for key, value in one.items() if value} for one in found]
