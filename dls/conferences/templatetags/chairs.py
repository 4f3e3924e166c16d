"""What pages of chairs say often."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from dls.conferences import days, plain
from dls.web import clock, zones

register = template.Library()


@register.filter
def md(text: str) -> str:
    """A fact as Markdown that shows exactly these words."""
    return plain.escaped(str(text))


@register.simple_tag
def moment_of(moment: datetime, zone: str = zones.AOE) -> SafeString:
    """A moment in a log: today, 07:52; 27 Sep, 21:40; 27 Sep 2018, 21:40."""
    local = moment.astimezone(ZoneInfo(zone))
    today = clock.now().astimezone(ZoneInfo(zone)).date()
    if local.date() == today:
        day = "today"
    elif local.year == today.year:
        day = days.without_year(local.date())
    else:
        day = days.day(local.date())
    stamp = moment.astimezone(ZoneInfo("UTC")).isoformat(timespec="minutes")
    return format_html('<time datetime="{}">{}, {}</time>', stamp, day, f"{local:%H:%M}")
