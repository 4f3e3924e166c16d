"""Tags: those one sees, making and changing them; and what is done with chosen papers."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from dls.conferences import finder
from dls.conferences.forms.fields import changed
from dls.conferences.models.conference import Conference
from dls.conferences.rules.conference import runs_here
from dls.web.http import Request
from dls.web.toasts import tell
from submissions.actions import bulk
from submissions.actions import tags as actions
from submissions.forms.tags import MoveForm, NewTagForm, TagForm, TaggingForm
from submissions.models.papers import Paper, PaperQuerySet
from submissions.models.tags import Tag, Tagging
from submissions.rules import tags as rules
from submissions.table.asking import numbers
from submissions.views.finding import conference_page, for_committee

TABLE = "submissions:papers"


@for_committee
def tags(request: Request, conference: Conference) -> HttpResponse:
    """The tags one sees here, and a form for another."""
    runs = runs_here(request.user, conference)
    form = NewTagForm(
        request.POST or None, instance=Tag(conference=conference, readers="one"), is_chair=runs
    )
    if form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("colour", "has_value", "about")}
        given = form.cleaned_data
        actions.make(conference, given["name"], given["readers"], by=request.user, **values)
        tell(request, f"Tag “{given['name']}” made")
        return redirect(request.path)
    many = Tagging.objects.visible_to(request.user).filter(tag__conference=conference).counted()
    every = Tag.objects.visible_to(request.user).filter(conference=conference)
    rows = [(one, many.get(one.pk, 0), one.owner_id or runs) for one in every]
    context = {"title": "Tags", "form": form, "rows": rows}
    return conference_page(request, conference, "tags/tags", context)


def _tag(request: Request, conference: Conference, readers: str, name: str) -> Tag:
    visible = Tag.objects.visible_to(request.user).filter(conference=conference, name=name)
    found: Tag = get_object_or_404(visible.filter(readers=readers))
    return found


@for_committee
def tag(request: Request, conference: Conference, readers: str, name: str) -> HttpResponse:
    """Change or remove a tag."""
    found = _tag(request, conference, readers, name)
    rules.may_change(request.user, found).require()
    form = TagForm(request.POST or None, instance=found)
    if form.is_valid():
        saved = actions.change(found, changed(form), by=request.user)
        tell(request, "Tag saved" if saved else "Nothing has changed")
        return redirect("submissions:tags", conference.slug)
    context = {"title": f"Tag {name}", "form": form, "tag": found}
    return conference_page(request, conference, "tags/tag", context)


@require_POST
@for_committee
def remove(request: Request, conference: Conference, readers: str, name: str) -> HttpResponse:
    actions.remove(_tag(request, conference, readers, name), by=request.user)
    tell(request, f"Tag “{name}” removed")
    return redirect("submissions:tags", conference.slug)


def _chosen(request: Request, conference: Conference) -> PaperQuerySet:
    visible = Paper.objects.visible_to(request.user).filter(conference=conference)
    found: PaperQuerySet = visible.filter(number__in=numbers(request.POST.getlist("paper")))
    return found


@require_POST
@for_committee
def put(request: Request, conference: Conference, said: str) -> HttpResponse:
    """Set a tag on chosen papers, or take it off."""
    form = TaggingForm(request.POST)
    name = form.cleaned_data["tag"] if form.is_valid() else ""
    found = bulk.tag_named(conference, name, by=request.user)
    papers = _chosen(request, conference)
    if said == "yes":
        many = actions.put(found, papers, form.number(), by=request.user)
        tell(request, f"{_papers(many)} tagged {name}")
    else:
        many = actions.take_off(found, papers, by=request.user)
        tell(request, f"{name} taken off {_papers(many)}")
    return redirect(f"../../?{request.GET.urlencode()}")


def _papers(many: int) -> str:
    return f"{many} paper{'' if many == 1 else 's'}"


@login_required
@require_POST
def move(request: HttpRequest, slug: str) -> HttpResponse:
    """Put chosen papers into another category."""
    conference, person = finder.managed(slug, request.user), cast(Request, request).user
    form = MoveForm(request.POST)
    number = form.cleaned_data["category"] if form.is_valid() else 0
    category = get_object_or_404(conference.categories, number=number)
    chosen = numbers(request.POST.getlist("paper"))
    papers = Paper.objects.run_by(person).filter(conference=conference, number__in=chosen)
    many = bulk.move(papers, category, by=person)
    tell(request, f"{_papers(many)} moved to “{category.name}”")
    return redirect(TABLE, slug)
