"""What a paper's way tells the rooms below."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from django.db.models import Count
from django.http import HttpRequest
from django.urls import reverse

from dls.conferences import figures, scoping, standing
from dls.conferences.figures import Figures
from dls.conferences.models.conference import Conference
from dls.mail import audiences, kinds, reminders
from dls.people import closing, exporting, merging
from dls.web import clock, keys, places, scopes, todo
from dls.web.places import Place
from submissions import audiences_of, letters, own_papers, own_tasks
from submissions.actions import belongings
from submissions.models.categories import Category
from submissions.models.papers import Paper

if TYPE_CHECKING:
    from dls.web.scopes import Scope


def register() -> None:
    for kind in letters.KINDS:
        kinds.register(kind)
    for audience in audiences_of.every():
        audiences.register(audience)
    audiences.register_sizes(audiences_of.sizes)
    for reminder in audiences_of.REMINDERS:
        reminders.register(reminder)
    places.register(side)
    todo.register(own_tasks.tasks)
    standing.register(own_tasks.figures)
    figures.register(counted)
    scoping.register("category", categories)
    merging.register(belongings.move_papers)
    exporting.register(belongings.everything_about)
    closing.object_when(belongings.objection)
    closing.anonymise_with(belongings.anonymise_papers)


def side(request: HttpRequest, scope: "Scope") -> Iterable[Place]:
    """One's own papers, for everybody who is signed in; chairs are not told how many."""
    if not request.user.is_authenticated:
        return
    url = reverse("submissions:mine", args=[scope.slug])
    if scopes.runs_here(request.user, scope):
        yield Place("My work", 10, "My papers", url)
        return
    found = own_papers.counted(scope, request.user)
    if found.own or found.named or scope.is_public:
        tone = "accent" if found.named else ""
        yield Place("My work", 10, "My papers", url, str(found.own or found.named or ""), tone)


def categories(conference: Conference) -> Mapping[str, str]:
    """What a date for one kind of paper is called by."""
    return {keys.key(one): one.name for one in Category.objects.filter(conference=conference)}


def counted(conferences: Sequence[Conference]) -> Mapping[int, Figures]:
    """How many papers an edition got: told once it is over."""
    today = clock.now().date()
    over = [one.pk for one in conferences if one.last_day and one.last_day < today]
    rows = Paper.objects.submitted().filter(conference__in=over).order_by()
    found = rows.values_list("conference").annotate(many=Count("pk"))
    return {pk: Figures(submissions=many) for pk, many in found}
