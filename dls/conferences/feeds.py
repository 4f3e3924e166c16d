"""The news of a conference as an Atom feed."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed

from dls.conferences import front
from dls.conferences.models.conference import Conference
from dls.conferences.models.pages import News
from dls.web import markdown

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # what XML cannot hold


def of(conference: Conference, news: Iterable[News]) -> str:
    """All news, each under a name that never changes."""
    here = f"{settings.SITE_URL}{conference.get_absolute_url()}news/"
    feed = Atom1Feed(
        title=_clean(f"News of {front.full_title(conference)}"),
        link=here,
        description="",
        feed_url=f"{here}feed/",
        language="en",
    )
    host = urlsplit(settings.SITE_URL).hostname
    for one in news:
        feed.add_item(
            title=_clean(one.title),
            link=f"{here}#news-{one.number}",
            description=_clean(markdown.to_html(one.body)),
            unique_id=f"tag:{host},{conference.made_at:%Y-%m-%d}:{conference.slug}/news/{one.number}",
            pubdate=one.published_at,
            updateddate=one.published_at,
        )
    return feed.writeString("utf-8")


def _clean(text: str) -> str:
    return CONTROL.sub("", text)
