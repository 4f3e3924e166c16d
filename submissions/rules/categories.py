"""What chairs may do with the kinds of papers their conference takes."""

from typing import TYPE_CHECKING

from dls.conferences.rules.conference import may_change
from dls.web.verdicts import Verdict, no
from submissions.models.categories import Category

if TYPE_CHECKING:
    from dls.web.keys import Viewer


def may_remove(person: "Viewer", category: Category) -> Verdict:
    """As long as no paper is of it, and another one is left."""
    if not (verdict := may_change(person, category.conference)):
        return verdict
    if category.papers.exists():
        return no(
            f"There are papers in “{category.name}”, so it stays. Close it to new papers, "
            "or move its papers to another category first."
        )
    if category.conference.categories.count() == 1:
        return no("A conference takes at least one kind of paper.")
    return verdict
