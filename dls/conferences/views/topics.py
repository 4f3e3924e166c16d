from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from dls.conferences.actions import topics as actions
from dls.conferences.forms.fields import changed
from dls.conferences.forms.topics import TopicForm, TopicListForm
from dls.conferences.models.conference import Conference
from dls.conferences.views.running import for_chairs
from dls.conferences.views.settings import settings_page
from dls.web.http import Request
from dls.web.toasts import tell

LIST = "conferences:settings-topics"


@for_chairs
def topics(request: Request, conference: Conference) -> HttpResponse:
    """All topics in their order, and a field for more."""
    form = TopicListForm(request.POST or None)
    if form.is_valid():
        new = actions.add(conference, form.cleaned_data["topics"], by=request.user)
        tell(request, "Topic added" if new == 1 else f"{new} topics added")
        return redirect(LIST, conference.slug)
    context = {"title": "Topics", "form": form, "topics": _in_groups(conference)}
    return settings_page(request, conference, "topics", context)


def _in_groups(conference: Conference) -> list[dict[str, object]]:
    """Each topic that stands under nothing, with those under it."""
    every = list(conference.topics.all())
    return [
        {"topic": one, "under": [other for other in every if other.parent_id == one.pk]}
        for one in every
        if one.parent_id is None
    ]


@for_chairs
def topic(request: Request, conference: Conference, number: int) -> HttpResponse:
    """Rename a topic, or put it under another."""
    found = get_object_or_404(conference.topics, number=number)
    form = TopicForm(request.POST or None, instance=found)
    if form.is_valid():
        actions.change(found, changed(form), by=request.user)
        tell(request, "Topic saved")
        return redirect(LIST, conference.slug)
    context = {"title": "Topic", "form": form, "topic": found}
    return settings_page(request, conference, "topic", context)


@require_POST
@for_chairs
def shift(request: Request, conference: Conference, number: int, way: str) -> HttpResponse:
    """One place up or down; htmx follows to the list and shows it alone."""
    found = get_object_or_404(conference.topics, number=number)
    actions.shift(found, -1 if way == "up" else 1, by=request.user)
    return redirect(LIST, conference.slug)


@require_POST
@for_chairs
def remove(request: Request, conference: Conference, number: int) -> HttpResponse:
    actions.remove(get_object_or_404(conference.topics, number=number), by=request.user)
    tell(request, "Topic removed")
    return redirect(LIST, conference.slug)
