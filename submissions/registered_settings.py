"""What the kinds of papers tell the rooms below."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from django.http import HttpRequest
from django.urls import reverse

from dls.conferences import cloning, settings_pages
from dls.conferences.cloning import Clone, Part
from dls.conferences.models.conference import Conference
from dls.conferences.rules.conference import runs_here
from dls.conferences.settings_pages import SettingsPage
from dls.jobs import kinds
from dls.mail import kinds as mail_kinds
from dls.mail.kinds import Kind as MailKind
from dls.web import places
from dls.web.places import Place
from submissions.actions import rejudging
from submissions.actions.categories import take_over
from submissions.letters import PAPER

if TYPE_CHECKING:
    from dls.web.scopes import Scope

MEND = MailKind(
    "submissions/mend",
    "To authors: mend the PDF",
    {
        **PAPER,
        "findings": "what was found, one a line",
        "manuscript_url": "the report on their PDF",
    },
    markdown=frozenset({"findings"}),
)


def register() -> None:
    kinds.register(rejudging.KIND)
    mail_kinds.register(MEND)
    places.register(side)
    settings_pages.register(SettingsPage(34, "Categories", "submissions:categories"))
    cloning.register(Part(25, "categories", "Categories of papers", copy))


def side(request: HttpRequest, scope: "Scope") -> Iterable[Place]:
    """What the checks found, for chairs."""
    if runs_here(request.user, cast(Conference, scope)):
        desk = reverse("submissions:format-desk", args=[scope.slug])
        yield Place("Papers", 30, "Format desk", desk)


def copy(clone: Clone) -> None:
    take_over(clone.earlier, clone.new)
