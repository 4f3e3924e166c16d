"""What authors and chairs should do about papers now, and how papers stand."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, cast

from django.db.models import Count, Q
from django.urls import reverse

from dls.conferences.models.conference import Conference
from dls.conferences.rules.conference import runs_here
from dls.conferences.standing import Figure
from dls.web import clock, scopes
from dls.web.templatetags.ui import distance
from dls.web.todo import Task
from submissions import own_papers
from submissions.models.authors import Author
from submissions.models.papers import Paper
from submissions.own_papers import Row
from submissions.receipts import spoken

if TYPE_CHECKING:
    from dls.people.models import Person
    from dls.web.scopes import Scope

SOON = timedelta(days=3)
MOST = 5


def tasks(person: "Person", scope: "Scope") -> Iterator[Task]:
    """Drafts to finish, PDFs to mend, papers to claim; for chairs, who denies being an author."""
    conference = cast(Conference, scope)
    if conference.state != Conference.State.PUBLIC:
        return
    found = own_papers.counted(scope, person)
    for row in own_papers.rows(conference, person)[:MOST] if found.own else ():
        yield from _of(row)
    for one in own_papers.named(conference, person)[:MOST] if found.named else ():
        title = f"“{one.author.paper.title}” names you as an author"
        why = "Claim it, or say that you are none."
        yield Task(20, title, why, "Look and answer", one.url)
    if runs_here(person, conference):
        yield from _denied(person, conference)


def _of(row: Row) -> Iterator[Task]:
    if row.paper.is_withdrawn or row.due is None or not row.is_open:
        return
    left = row.due.at - clock.now()
    urgency = 8 if left < SOON else 35
    when = f"Due {spoken(row.due)}, {distance(row.due.at, clock.now())}."
    title = f"“{row.paper.title}”"
    if row.is_blocked:
        how = next((one.how for one in row.lacks if one.part == "manuscript"), "")
        why = f"{how} {when}".strip()
        url = reverse("submissions:manuscript", args=[row.paper.conference.slug, row.paper.number])
        yield Task(urgency, f"Mend the PDF of {title}", why, "See the report", url)
    elif row.paper.is_draft and row.lacks:
        lacks = f"Missing: {'; '.join(one.what for one in row.lacks[:3])}."
        yield Task(urgency, f"Finish {title}", f"{lacks} {when}", "Open the draft", row.url)
    elif row.paper.is_draft:
        why = f"All is there, and drafts are not reviewed. {when}"
        yield Task(urgency - 1, f"Submit {title}", why, "Look and submit", row.url)


def _denied(person: "Person", conference: Conference) -> Iterator[Task]:
    """Entries that somebody said are wrong, on papers that are still to be reviewed."""
    if not counted(person, conference)["denied"]:
        return
    papers = Paper.objects.run_by(person).submitted().filter(conference=conference)
    denied = papers.filter(authors__denied_at__isnull=False).distinct()
    for paper in denied.order_by("number")[:MOST]:
        title = f"Somebody says they are no author of {paper}"
        url = reverse("submissions:paper", args=[conference.slug, paper.number])
        yield Task(25, title, "Ask its other authors which is true.", "Look at it", url)


def counted(person: "Person", scope: "Scope") -> dict[str, int]:
    """How many papers of each state a chair handles, asked once a page."""

    def count() -> dict[str, int]:
        denied = Author.objects.exclude(denied_at=None).order_by().values("paper")
        handled = Paper.objects.run_by(person).filter(conference=scope.pk)
        found: dict[str, int] = handled.aggregate(
            draft=Count("pk", Q(status=Paper.Status.DRAFT)),
            submitted=Count("pk", Q(status=Paper.Status.SUBMITTED)),
            withdrawn=Count("pk", Q(status=Paper.Status.WITHDRAWN)),
            denied=Count("pk", Q(status=Paper.Status.SUBMITTED, pk__in=denied)),
        )
        return found

    return scopes.once(scope, person, "papers counted", count)


def figures(person: "Person", conference: Conference) -> Iterable[Figure]:
    """Papers by their state, as far as this chair may know of them."""
    found = counted(person, conference)
    noun = "paper submitted" if found["submitted"] == 1 else "papers submitted"
    yield Figure(10, noun, found["submitted"], url=_listed(conference, "submitted"))
    noun = "draft" if found["draft"] == 1 else "drafts"
    yield Figure(11, noun, found["draft"], url=_listed(conference, "draft"))
    if found["withdrawn"]:
        url = _listed(conference, "withdrawn")
        yield Figure(12, "withdrawn", found["withdrawn"], url=url)


def _listed(conference: Conference, status: str) -> str:
    return f"{reverse('submissions:papers', args=[conference.slug])}?q=status:{status}"
