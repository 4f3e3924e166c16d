"""Django looks here for all models of the app."""

from submissions.models import (
    authors,
    categories,
    conflicts,
    imports,
    likeness,
    manuscripts,
    papers,
    questions,
    reports,
    searches,
    setup,
    tags,
    ties,
    uploads,
)

__all__ = [
    "authors",
    "categories",
    "conflicts",
    "imports",
    "likeness",
    "manuscripts",
    "papers",
    "questions",
    "reports",
    "searches",
    "setup",
    "tags",
    "ties",
    "uploads",
]
