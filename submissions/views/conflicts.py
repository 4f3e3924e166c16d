"""Conflicts as authors and members say them."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from dls.conferences import finder
from dls.conferences.models.conference import Conference
from dls.conferences.models.roles import Role
from dls.web.http import Request
from dls.web.toasts import tell
from submissions import concerned, declared
from submissions.actions import conflicts as actions
from submissions.forms.conflicts import KINDS, CommitteeForm, OwnConflictForm
from submissions.models.conflicts import Conflict
from submissions.models.papers import Paper
from submissions.rules import conflicts as rules
from submissions.views.finding import conference_page, for_insiders, paper_page

A_PAGE = 100


@for_insiders
def of_paper(request: Request, paper: Paper) -> HttpResponse:
    """The committee, and for each of them what the authors say."""
    asked = request.GET.get("q", "").strip()
    every = [role for role in concerned.known(paper.conference) if _fits(role, asked)]
    found = Paginator(every, A_PAGE).get_page(request.GET.get("page"))
    there = {one.person_id: one for one in paper.conflicts.all()}
    form = CommitteeForm(request.POST or None, roles=list(found), said=declared.said(there))
    if request.method == "POST" and form.is_valid():
        changed = actions.declare(paper, form.wanted(), by=request.user)
        tell(request, f"{changed} conflict{'' if changed == 1 else 's'} saved")
        return redirect(request.get_full_path())
    context = {"title": "Conflicts", "form": form, "found": found, "asked": asked}
    context["rows"] = _rows(form, there)
    context["changes"] = rules.may_declare(request.user, paper)
    return paper_page(request, paper, "conflicts/of_paper", context)


def _rows(form: CommitteeForm, there: dict[int, Conflict]) -> list[dict[str, object]]:
    return [
        {"field": form[name], "role": role, "hint": declared.hint(there.get(role.person_id or 0))}
        for name, role in form.roles.items()
    ]


def _fits(role: Role, asked: str) -> bool:
    return asked.casefold() in f"{role.name} {role.affiliation}".casefold()


def _served(request: HttpRequest, slug: str) -> Conference:
    """The conference at this address, for its committee."""
    conference = finder.seen(slug, request.user)
    if not concerned.serves(request.user, conference):
        raise Http404
    return conference


@login_required
def mine(request: HttpRequest, slug: str) -> HttpResponse:
    """What a member has declared, what was found about them, and the papers they see."""
    conference = _served(request, slug)
    asked = request.GET.get("q", "").strip()
    own = Conflict.objects.filter(person=request.user.pk, paper__conference=conference)
    said = own.filter(source=Conflict.Source.MEMBER, state=Conflict.State.DECLARED)
    papers = Paper.objects.visible_at(conference, request.user).of_others()
    named = papers.filter(title__icontains=asked).prefetch_related("authors").order_by("number")
    context = {
        "title": "My conflicts", "asked": asked, "kinds": KINDS,
        "declared": said.select_related("paper"),
        "suggested": own.suggested_to(request.user).select_related("paper"),
        "found": Paginator(named, 50).get_page(request.GET.get("page")),
    }  # fmt: skip
    return conference_page(cast(Request, request), conference, "conflicts/mine", context)


@require_POST
@login_required
def declare(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A member has a conflict with this paper."""
    conference = finder.seen(slug, request.user)
    rows = Paper.objects.visible_to(request.user).filter(conference=conference)
    paper = get_object_or_404(rows.select_related("conference"), number=number)
    form = OwnConflictForm(request.POST)
    kind = form.cleaned_data["kind"] if form.is_valid() else Conflict.Kind.OTHER
    actions.declare_own(paper, kind, by=cast(Request, request).user)
    tell(request, f"Conflict with paper {number} declared")
    return redirect("submissions:my-conflicts", slug)


@require_POST
@login_required
def drop(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A member takes the declaration back."""
    own = Conflict.objects.filter(person=request.user.pk, source=Conflict.Source.MEMBER)
    conflict = get_object_or_404(own, paper__conference__slug=slug, paper__number=number)
    actions.drop(conflict, by=cast(Request, request).user)
    tell(request, f"Conflict with paper {number} taken back")
    return redirect("submissions:my-conflicts", slug)


@require_POST
@login_required
def answer(request: HttpRequest, slug: str, number: int, said: str) -> HttpResponse:
    """Yes or no to what was found about oneself."""
    own = Conflict.objects.suggested_to(request.user).select_related("paper__conference")
    conflict = get_object_or_404(own, paper__conference__slug=slug, paper__number=number)
    actions.answer(conflict, by=cast(Request, request).user, is_one=said == "yes")
    tell(request, "Thank you: the answer is kept")
    return redirect("submissions:my-conflicts", slug)
