"""What templates say often: moments, icons, Markdown, components with a body."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from dls.web import clock, markdown, zones
from dls.web.staticfiles import JOINED, SHEETS

register = template.Library()


@register.simple_tag
def styles() -> SafeString:
    """The style sheets: joined into one file where they were collected."""
    backend = settings.STORAGES["staticfiles"]["BACKEND"]
    collected = backend == "dls.web.staticfiles.Storage" and not settings.DEBUG
    names = [JOINED] if collected else [f"css/{sheet}.css" for sheet in SHEETS]
    return format_html_join(
        "\n", '<link rel="stylesheet" href="{}">', ((static(name),) for name in names)
    )


@register.filter
def to_html(text: str) -> SafeString:
    """Markdown as clean HTML."""
    return markdown.to_html(text)


@register.simple_block_tag
def card(content: str, title: str) -> str:
    return render_to_string("ui/card.html", {"content": content, "title": title})


@register.inclusion_tag("ui/icon.html")
def icon(name: str) -> dict[str, str]:
    return {"name": name}


@register.simple_tag
def day(moment: datetime, zone: str = zones.AOE) -> SafeString:
    """A day as people write it: 16 Sep 2019."""
    local = moment.astimezone(ZoneInfo(zone))
    return format_html(
        '<time datetime="{}">{}</time>', local.date().isoformat(), f"{local.day} {local:%b %Y}"
    )


@register.simple_tag
def at(moment: datetime, zone: str = zones.AOE) -> SafeString:
    """A moment with its zone: 16 Sep 2019, 23:59 AoE."""
    local = moment.astimezone(ZoneInfo(zone))
    return format_html(
        '<time datetime="{}">{} {}</time>',
        moment.astimezone(UTC).isoformat(timespec="minutes"),
        f"{local.day} {local:%b %Y, %H:%M}",
        zones.label(moment, zone),
    )


@register.simple_tag(takes_context=True)
def at_mine(context: template.Context, moment: datetime) -> SafeString:
    """The same moment where the reader is, if a script has told us where."""
    request = context.get("request")
    zone = zones.of_reader(request) if isinstance(request, HttpRequest) else ""
    return at(moment, zone) if zone else SafeString("")


@register.filter
def until(moment: datetime) -> str:
    """How long from now, in the two largest units: in 2 days, 17 hours."""
    return distance(moment, clock.now())


def distance(moment: datetime, now: datetime) -> str:
    seconds = int((moment - now).total_seconds())
    minutes = abs(seconds) // 60
    parts = [(minutes // 1440, "day"), (minutes // 60 % 24, "hour"), (minutes % 60, "minute")]
    while parts and not parts[0][0]:
        parts.pop(0)
    told = [f"{count} {unit}{'' if count == 1 else 's'}" for count, unit in parts[:2] if count]
    if not told:
        return "now"
    return f"in {', '.join(told)}" if seconds > 0 else f"{', '.join(told)} ago"
