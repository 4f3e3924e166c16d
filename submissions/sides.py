"""The places of papers at the side of pages."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.urls import reverse

from dls.web.places import Place
from submissions.models.papers import Paper

if TYPE_CHECKING:
    from dls.web.scopes import Scope

# Order, name of the address, label, and whether authors and chairs alone may open it. Each part
# of the papers adds its line here when its page is there.
OF_PAPER: tuple[tuple[int, str, str, bool], ...] = (
    (10, "paper", "Overview", False),
    (20, "fields", "Fields", True),
    (30, "authors", "Authors", True),
    (40, "conflicts", "Conflicts", True),
    (50, "manuscript", "Manuscript", True),
    (60, "supplements", "Supplements", True),
    (90, "journal", "Journal", True),
)  # fmt: skip


def of_paper(request: HttpRequest, scope: "Scope") -> Iterable[Place]:
    """The pages of the paper whose page this is."""
    paper: Paper | None = getattr(request, "paper", None)
    if paper is None:
        return
    inside = paper.is_mine or paper.is_chaired
    for order, name, label, insiders in OF_PAPER:
        if inside or not insiders:
            url = reverse(f"submissions:{name}", args=[scope.slug, paper.number])
            yield Place(str(paper), order, label, url)
