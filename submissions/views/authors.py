"""The list of authors of a paper."""

import json

from django.http import HttpResponse
from django.shortcuts import redirect

from dls.web import countries
from dls.web.http import Request
from dls.web.toasts import tell
from submissions import keeping
from submissions.actions import authors as actions
from submissions.bylines import Entry
from submissions.forms.authors import AuthorsForm, Row
from submissions.models import setup
from submissions.models.papers import Paper
from submissions.rules.papers import may_edit
from submissions.views.finding import for_insiders, paper_page


@for_insiders
def authors(request: Request, paper: Paper) -> HttpResponse:
    """Saving merges with what others saved; the other buttons work on what is typed."""
    if request.method != "POST":
        return _page(request, paper, AuthorsForm(paper))
    if request.POST.get("deed", "save") != "save":
        return _page(request, paper, _done(request, paper))
    return _saved(request, paper)


def _saved(request: Request, paper: Paper) -> HttpResponse:
    outcome = keeping.keep(
        paper,
        lambda: AuthorsForm(paper, request.POST),
        lambda form: _save(request, paper, form),
        lambda: AuthorsForm(paper),
    )
    if keeping.by_script(request):
        return outcome.answer()
    if outcome.is_whole:
        tell(request, "Authors saved")
        return redirect(request.path)
    return _page(request, paper, outcome.form, outcome.status)


def _done(request: Request, paper: Paper) -> AuthorsForm:
    """The rows after a button that saves nothing."""
    form = AuthorsForm(paper, request.POST)
    form.do(request.POST["deed"], actions.own_entry(request.user))
    return form


def _save(request: Request, paper: Paper, form: AuthorsForm) -> None:
    if form.check():
        form.kept = actions.put(paper, form.entries(), by=request.user)


def _page(request: Request, paper: Paper, form: AuthorsForm, status: int = 200) -> HttpResponse:
    mine = request.user.email.lower()
    context = {
        "title": "Authors",
        "form": form,
        "blank": Row(Entry("new-0")),
        "me_is_there": any(row.entry.email == mine for row in form.rows),
        "me": json.dumps(_typed(actions.own_entry(request.user))),
        "asked": setup.of(paper.conference),
        "countries": countries.choices(),
        "verdict": may_edit(request.user, paper),
        "drawer": keeping.drawer(request.user, request.path),
    }
    response = paper_page(request, paper, "writing/authors", context)
    response.status_code = status
    return response


def _typed(entry: Entry) -> dict[str, str]:
    """An author as typed into the fields of a row."""
    names = ("given_name", "family_name", "email", "orcid")
    place = Row(entry).places[0]
    return {**{name: getattr(entry, name) for name in names}, **place}
