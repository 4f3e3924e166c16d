"""Other files of a paper: what authors add, and what the chairs' own fields ask for."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from dls.web.http import Request
from dls.web.toasts import tell
from submissions import sending, sniffing, store, zips
from submissions.actions import supplements as actions
from submissions.forms.files import SupplementForm
from submissions.models.manuscripts import Supplement
from submissions.models.papers import Paper
from submissions.models.questions import Question
from submissions.rules import files as rules
from submissions.rules import questions as asking
from submissions.views.finding import for_insiders, for_readers, paper_page
from submissions.views.manuscripts import sent

LIST = "submissions:supplements"


@for_insiders
def every(request: Request, paper: Paper) -> HttpResponse:
    """All of them, and a place for one more."""
    form = SupplementForm(paper, *sent(request))
    if form.is_valid():
        file = form.cleaned_data["file"]
        actions.attach(paper, file.name, file, by=request.user)
        return redirect(LIST, paper.conference.slug, paper.number)
    return _page(request, paper, form)


@for_insiders
@require_POST
def answer(request: Request, paper: Paper, question: int) -> HttpResponse:
    """The file that one of the chairs' own fields asks for."""
    found = next((one for one in _asked(paper) if one.number == question), None)
    if found is None:
        raise Http404
    form = SupplementForm(paper, *sent(request))
    if form.is_valid():
        file = form.cleaned_data["file"]
        actions.attach(paper, file.name, file, by=request.user, question=found)
        return redirect(LIST, paper.conference.slug, paper.number)
    return _page(request, paper, form, found)


def _asked(paper: Paper) -> list[Question]:
    return [one for one in asking.shown_on(paper) if one.kind == Question.Kind.FILE]


def _page(
    request: Request, paper: Paper, form: SupplementForm, answering: Question | None = None
) -> HttpResponse:
    context = _context(request, paper) | {"form": form, "answering": answering}
    response = paper_page(request, paper, "files/supplements", context)
    response.status_code = form.status
    return response


def _context(request: Request, paper: Paper) -> dict[str, Any]:
    rows = list(_seen(request, paper).select_related("by", "question"))
    files = {one.question_id: one for one in rows if one.question_id}
    return {
        "title": "Supplements",
        "blank": SupplementForm(paper),
        "rows": [one for one in rows if not one.question_id],
        "asked": [(one, files.get(one.pk)) for one in _asked(paper)],
        "changes": rules.may_attach(request.user, paper),
        "edits": rules.may_detach(request.user, paper),
        "most": actions.most(paper),
    }


def _seen(request: Request, paper: Paper) -> Any:
    return Supplement.objects.visible_to(request.user).filter(paper=paper).current()


@for_readers
@require_safe
def one(request: Request, paper: Paper, file: int) -> HttpResponse:
    """What is known of a supplement; of an archive, what lies in it."""
    found = get_object_or_404(_seen(request, paper), number=file)
    context: dict[str, Any] = {"title": f"Supplement {file}", "supplement": found}
    if found.kind == sniffing.ZIP:
        with store.opened(found.sha256) as archive:
            context["listing"] = zips.listed(archive)
    return paper_page(request, paper, "files/supplement", context)


@for_readers
@require_safe
def file(request: Request, paper: Paper, file: int) -> HttpResponseBase:
    found = get_object_or_404(_seen(request, paper), number=file)
    return sending.supplement(request, paper, found)


@for_insiders
@require_POST
def remove(request: Request, paper: Paper, file: int) -> HttpResponse:
    found = get_object_or_404(_seen(request, paper), number=file)
    actions.detach(found, by=request.user)
    tell(request, f"Supplement {found.number} removed")
    return redirect(LIST, paper.conference.slug, paper.number)
