"""A paper begins with its title."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect

from dls.conferences import finder
from dls.conferences.models.conference import Conference
from dls.web.http import Request
from dls.web.toasts import tell
from submissions.actions import authors as actions
from submissions.actions import papers
from submissions.forms.papers import StartForm
from submissions.models.papers import Paper
from submissions.rules.papers import may_start
from submissions.views.finding import conference_page


@login_required
def start(request: Request, slug: str) -> HttpResponse:
    """Give it a title; everything else can come later."""
    conference = finder.seen(slug, request.user)
    verdict = may_start(request.user, conference)
    runs = bool(conference.runs)
    form = StartForm(request.POST or None, conference=conference, runs=runs)
    if form.is_valid() and verdict:
        paper = _begun(request, conference, form)
        tell(request, f"Draft {paper.number} made")
        return redirect("submissions:fields", conference.slug, paper.number)
    context = {
        "title": "Submit a paper", "form": form, "verdict": verdict,
        "due": conference.due("papers"),
    }  # fmt: skip
    return conference_page(request, conference, "writing/start", context)


def _begun(request: Request, conference: Conference, form: StartForm) -> Paper:
    """One’s own, or for others, whom a chair names among the authors."""
    said = form.cleaned_data
    if said.get("whose") == "others":
        kind = {"category": said["category"]} if said.get("category") else {}
        return papers.start(conference, said["title"], by=request.user, **kind)
    return actions.start_own(
        conference, said["title"], by=request.user, category=said.get("category")
    )
