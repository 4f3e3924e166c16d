"""The chairs’ own questions among the settings."""

from typing import Any

from django import forms
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from dls.conferences.models.conference import Conference
from dls.conferences.views.running import for_chairs
from dls.people.models import Person
from dls.web.http import Request
from dls.web.toasts import tell
from submissions.actions import questions as actions
from submissions.forms import answers
from submissions.forms.questions import QuestionForm
from submissions.models.papers import Paper
from submissions.models.questions import Question
from submissions.views.finding import settings_page

LIST = "submissions:settings-questions"


@for_chairs
def questions(request: Request, conference: Conference) -> HttpResponse:
    """All questions in their order, and those that are no longer asked."""
    rows = Question.objects.filter(conference=conference).prefetch_related("categories")
    every = list(_counted(rows, request.user))
    context = {
        "title": "Own questions",
        "questions": [one for one in every if not one.is_retired],
        "retired": [one for one in every if one.is_retired],
    }
    return settings_page(request, conference, "writing/questions", context)


def _counted(rows: Any, person: Person) -> Any:
    """With how many papers have answered, of those this chair handles."""
    handled = Paper.objects.run_by(person).order_by().values("pk")
    answered = Count("answers", Q(answers__paper__in=handled), distinct=True)
    sent = Q(files__paper__in=handled, files__removed_at=None)
    return rows.annotate(many=answered + Count("files__paper", sent, distinct=True))


@for_chairs
def new(request: Request, conference: Conference) -> HttpResponse:
    blank = Question(conference=conference, kind=Question.Kind.LINE)
    form = QuestionForm(request.POST or None, instance=blank)
    if form.is_valid():
        made = actions.add(conference, form.values(), by=request.user)
        tell(request, "Question added")
        return redirect("submissions:question", conference.slug, made.number)
    return settings_page(
        request, conference, "writing/question", {"title": "Add a question", "form": form}
    )


def _one(conference: Conference, number: int) -> Question:
    found: Question = get_object_or_404(conference.questions, number=number)
    return found


@for_chairs
def question(request: Request, conference: Conference, number: int) -> HttpResponse:
    """One question, and how authors see it."""
    found = _one(conference, number)
    form = QuestionForm(request.POST or None, instance=_one(conference, number))
    if form.is_valid():
        saved = actions.change(found, form.values(), by=request.user)
        tell(request, "Question saved" if saved else "Nothing has changed")
        return redirect(request.path)
    context = {
        "title": "Question", "form": form, "question": found, "preview": _preview(found),
        "many": _counted(conference.questions.filter(pk=found.pk), request.user).get().many,
    }  # fmt: skip
    return settings_page(request, conference, "writing/question", context)


def _preview(question: Question) -> Any:
    """The field as authors see it; nothing to fill in for a file."""
    if question.kind == Question.Kind.FILE:
        return None
    form = forms.Form(auto_id="preview_%s")
    form.fields["answer"] = answers.field_for(question, None)
    form.fields["answer"].required = question.is_required
    return form


@require_POST
@for_chairs
def shift(request: Request, conference: Conference, number: int, way: str) -> HttpResponse:
    """One place up or down; htmx follows to the list and shows it alone."""
    actions.shift(_one(conference, number), -1 if way == "up" else 1, by=request.user)
    return redirect(LIST, conference.slug)


@require_POST
@for_chairs
def retire(request: Request, conference: Conference, number: int) -> HttpResponse:
    actions.retire(_one(conference, number), by=request.user)
    tell(request, "Question retired; its answers stay")
    return redirect(LIST, conference.slug)


@require_POST
@for_chairs
def ask_again(request: Request, conference: Conference, number: int) -> HttpResponse:
    actions.ask_again(_one(conference, number), by=request.user)
    tell(request, "Question is asked again")
    return redirect(LIST, conference.slug)
