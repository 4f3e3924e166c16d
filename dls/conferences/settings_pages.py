"""The pages of a conference's settings. Each app registers its own."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class SettingsPage:
    """A page in the side list of the settings; its address takes the conference's slug."""

    order: int
    label: str
    url_name: str  # conferences:settings-basics


_pages: set[SettingsPage] = set()


def register(page: SettingsPage) -> None:
    _pages.add(page)


def every() -> list[SettingsPage]:
    return sorted(_pages)
