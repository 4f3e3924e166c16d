"""Django looks here for all models of the app."""

from submissions.models import (
    authors,
    categories,
    conflicts,
    manuscripts,
    papers,
    questions,
    reports,
    searches,
    setup,
    tags,
    uploads,
)

__all__ = [
    "authors",
    "categories",
    "conflicts",
    "manuscripts",
    "papers",
    "questions",
    "reports",
    "searches",
    "setup",
    "tags",
    "uploads",
]
