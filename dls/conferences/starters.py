"""Texts of ours with which the usual pages begin. Chairs change them as they like."""

from django.template.loader import render_to_string

from dls.conferences.models.conference import Conference
from dls.conferences.models.pages import Page

USUAL = (Page.Kind.CONDUCT, Page.Kind.PRIVACY, Page.Kind.IMPRINT)


def of(kind: str, conference: Conference) -> dict[str, str]:
    """What a new page of this kind begins with; one of the chairs' own begins empty."""
    if kind not in USUAL:
        return {}
    words = {"name": conference.name, "contact": conference.contact or "the chairs"}
    text = render_to_string(f"conferences/starters/{kind}.md", words)
    return {"title": Page.Kind(kind).label, "slug": kind, "body": text.strip() + "\n"}
