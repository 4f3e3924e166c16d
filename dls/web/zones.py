"""Time zones: AoE (anywhere on Earth) first, the others by their names."""

from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from django.http import HttpRequest

AOE = "Etc/GMT+12"
PREFIXES = ("Africa/", "America/", "Antarctica/", "Asia/", "Atlantic/", "Australia/", "Europe/",
            "Indian/", "Pacific/")  # fmt: skip


@cache
def names() -> frozenset[str]:
    return frozenset(available_timezones())


@cache
def choices() -> list[tuple[str, str]]:
    """What a menu of zones offers."""
    places = sorted(name for name in names() if name.startswith(PREFIXES))
    return [
        (AOE, "AoE, anywhere on Earth (UTC−12)"),
        ("UTC", "UTC"),
        *((name, name.replace("_", " ")) for name in places),
    ]


def is_zone(name: str) -> bool:
    return name in names()


def label(moment: datetime, zone: str) -> str:
    """What people call the zone at that moment: AoE, CET, EST."""
    if zone == AOE:
        return "AoE"
    name = moment.astimezone(ZoneInfo(zone)).tzname() or zone
    return f"UTC{name[:3]}" if name[:1] in "+-" else name


def of_reader(request: HttpRequest) -> str:
    """The zone a script wrote into a cookie; none if it is not a zone we know."""
    name = request.COOKIES.get("zone", "")
    return name if is_zone(name) else ""
