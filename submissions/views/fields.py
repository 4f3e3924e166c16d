"""What a paper says about itself."""

from copy import copy
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect

from dls.web.http import Request
from dls.web.toasts import tell
from submissions import keeping
from submissions.actions import answers as actions
from submissions.forms.papers import BENCHMARKS, PaperForm
from submissions.models.papers import Paper
from submissions.rules.papers import may_edit
from submissions.views.finding import for_insiders, inside, paper_page


@for_insiders
def fields(request: Request, paper: Paper) -> HttpResponse:
    """Saves itself while it is typed; the button does the same where no script runs."""
    if request.method != "POST":
        return _page(request, paper, _form(paper))
    outcome = keeping.keep(
        paper,
        lambda: _form(_again(request, paper), request.POST),
        lambda form: _save(request, paper, form),
        lambda: _form(_again(request, paper)),
    )
    if keeping.by_script(request):
        return outcome.answer()
    if outcome.is_whole:
        tell(request, "Fields saved")
        return redirect(request.path)
    return _page(request, paper, outcome.form, outcome.status)


def _form(paper: Paper, data: Any = None) -> PaperForm:
    """Over a copy: the page goes on showing the paper as it is saved."""
    return PaperForm(data, instance=copy(paper))


def _save(request: Request, paper: Paper, form: PaperForm) -> None:
    form.is_valid()
    actions.fill(paper, form.values(), form.given(), by=request.user)


def _again(request: Request, paper: Paper) -> Paper:
    """The paper as it is now."""
    now: Paper = inside(paper.conference, request.user).select_related("category").get(pk=paper.pk)
    now.conference = now.category.conference = paper.conference
    return now


def _page(request: Request, paper: Paper, form: PaperForm, status: int = 200) -> HttpResponse:
    context = {
        "title": "Fields",
        "form": form,
        "benchmarks": BENCHMARKS,
        "verdict": may_edit(request.user, paper),
        "drawer": keeping.drawer(request.user, request.path),
    }
    response = paper_page(request, paper, "writing/fields", context)
    response.status_code = status
    return response
