"""Submitting, withdrawing, bringing back, opening for longer."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from dls.web.http import Request
from dls.web.toasts import tell
from submissions import addressing, inside_paper, receipts
from submissions.actions import extending
from submissions.actions import papers as actions
from submissions.forms.lifecycle import LongerForm, WithdrawForm
from submissions.models.papers import Paper
from submissions.rules import papers as rules
from submissions.rules.completeness import lacking
from submissions.views.finding import for_insiders, paper_page

PAPER = "submissions:paper"


def _back(paper: Paper, name: str = PAPER) -> HttpResponse:
    return redirect(name, paper.conference.slug, paper.number)


def _size(paper: Paper) -> str:
    return receipts.size(paper.latest) if paper.latest else ""


@for_insiders
def submit(request: Request, paper: Paper) -> HttpResponse:
    """Ask once more, and hand it in; who comes back to it finds the receipt."""
    if request.method == "POST":
        actions.submit(paper, by=request.user)
        tell(request, "Paper submitted")
    if request.method == "POST" or paper.is_submitted:
        return _back(paper, "submissions:receipt")
    lacks = inside_paper.linked(lacking(paper), paper)
    context = {
        "title": "Submit paper", "may_submit": rules.may_submit(request.user, paper),
        "lacks": lacks, "latest": paper.latest, "due": paper.due, "size": _size(paper),
        "authors": paper.authors.prefetch_related("affiliations"),
    }  # fmt: skip
    return paper_page(request, paper, "lifecycle/submit", context)


@for_insiders
def receipt(request: Request, paper: Paper) -> HttpResponse:
    """What was handed in, with the hash of its file, to print and keep."""
    context = {
        "title": "Receipt",
        "latest": paper.latest,
        "due": paper.due,
        "authors": paper.authors.prefetch_related("affiliations"),
        "size": _size(paper),
    }
    return paper_page(request, paper, "lifecycle/receipt", context)


@for_insiders
def withdraw(request: Request, paper: Paper) -> HttpResponse:
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        actions.withdraw(paper, form.cleaned_data["reason"], by=request.user)
        tell(request, "Paper withdrawn")
        return _back(paper)
    context = {
        "title": "Withdraw paper", "form": form,
        "may_withdraw": rules.may_withdraw(request.user, paper),
        "told": addressing.told(paper),
    }  # fmt: skip
    return paper_page(request, paper, "lifecycle/withdraw", context)


@require_POST
@for_insiders
def revive(request: Request, paper: Paper) -> HttpResponse:
    back = actions.revive(paper, by=request.user)
    tell(request, f"Paper is {back.get_status_display().lower()} again")
    return _back(paper)


@for_insiders
def longer(request: Request, paper: Paper) -> HttpResponse:
    """Chairs open one paper for longer."""
    verdict, own = rules.may_extend(request.user, paper), extending.own_date(paper)
    form = LongerForm(paper.conference, own, request.POST or None)
    if form.is_valid():
        due = extending.open_longer(paper, form.until, form.cleaned_data["reason"], by=request.user)
        tell(request, f"{paper} is open until {receipts.spoken(due)}")
        return _back(paper)
    context = {
        "title": "Open for longer", "form": form, "may_extend": verdict, "own": own,
        "due": paper.due, "told": addressing.insiders(paper),
    }  # fmt: skip
    return paper_page(request, paper, "lifecycle/longer", context)


@require_POST
@for_insiders
def close(request: Request, paper: Paper) -> HttpResponse:
    extending.close(paper, by=request.user)
    tell(request, "The date of all papers holds again")
    return _back(paper)
