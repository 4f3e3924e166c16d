"""The keywords papers come with; the app registers them when it is ready."""

from submissions.search import (
    about_authors,
    about_conflicts,
    about_manuscripts,
    about_papers,
    about_states,
    about_tags,
    keywords,
)

ROOMS = (
    about_papers,
    about_authors,
    about_manuscripts,
    about_states,
    about_tags,
    about_conflicts,
)


def register() -> None:
    for room in ROOMS:
        for keyword in room.KEYWORDS:
            keywords.register(keyword)
