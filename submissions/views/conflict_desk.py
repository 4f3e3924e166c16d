"""Conflicts as chairs see them: what is to be decided, the matrix, one pair, files."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from dls.conferences.models.conference import Conference
from dls.conferences.views.running import for_chairs
from dls.web import tables
from dls.web.http import Request
from dls.web.toasts import tell
from submissions import concerned, conflict_lists
from submissions.actions import conflict_files
from submissions.actions import conflicts as actions
from submissions.forms.conflicts import ConflictFileForm, RulingForm
from submissions.models.conflicts import Conflict, ConflictQuerySet
from submissions.models.papers import Paper, PaperQuerySet
from submissions.views.finding import conference_page

A_PAGE = 50
PEOPLE_ACROSS = 40


def _handled(request: Request, conference: Conference) -> PaperQuerySet:
    found: PaperQuerySet = Paper.objects.run_by(request.user).filter(conference=conference)
    return found


def _conflicts(request: Request, conference: Conference) -> ConflictQuerySet:
    rows = Conflict.objects.run_by(request.user).filter(paper__conference=conference)
    found: ConflictQuerySet = rows.select_related("paper", "person", "by")
    return found


@for_chairs
def undecided(request: Request, conference: Conference) -> HttpResponse:
    """What was found and waits for a person, what holds first."""
    rows = _conflicts(request, conference).undecided().order_by("-state", "paper__number", "pk")
    context = {
        "title": "Conflicts",
        "tab": "undecided",
        "found": (found := Paginator(rows, A_PAGE).get_page(request.GET.get("page"))),
        "rows": [(conflict_lists.pair(one), one) for one in found],
    }
    return conference_page(request, conference, "conflicts/undecided", context)


@for_chairs
def matrix(request: Request, conference: Conference) -> HttpResponse:
    """Papers down, people across."""
    papers = _handled(request, conference).live().order_by("number")
    page = Paginator(papers.prefetch_related("conflicts"), A_PAGE).get_page(request.GET.get("page"))
    across = Paginator(concerned.roles(conference), PEOPLE_ACROSS).get_page(
        request.GET.get("people")
    )
    context = {
        "title": "Conflicts",
        "tab": "matrix",
        "found": page,
        "across": across,
        "rows": conflict_lists.matrix(page, list(across)),
    }
    return conference_page(request, conference, "conflicts/matrix", context)


@for_chairs
def pair(request: Request, conference: Conference, number: int, ref: str) -> HttpResponse:
    """One paper and one person: what was said and found, and what a chair decides."""
    paper = get_object_or_404(_handled(request, conference), number=number)
    role = next((one for one in concerned.roles(conference) if one.ref == ref), None)
    if role is None or role.person is None:
        raise Http404
    conflict = paper.conflicts.filter(person=role.person).select_related("by").first()
    form = RulingForm(request.POST or None, initial=_initial(conflict))
    if request.method == "POST" and form.is_valid():
        actions.rule(paper, role.person, form.ruling(), by=request.user)
        tell(request, f"Decided about paper {number} and {role.name}")
        return redirect("submissions:conflict-matrix", conference.slug)
    title = f"Paper {number} and {role.name}"
    context = {"title": title, "paper": paper, "role": role, "conflict": conflict, "form": form}
    return conference_page(request, conference, "conflicts/pair", context)


def _initial(conflict: Conflict | None) -> dict[str, object]:
    if conflict is None:
        return {}
    verdict = "yes" if conflict.holds else "no"
    return {"verdict": verdict, "kind": conflict.kind, "note": conflict.note}


@require_POST
@for_chairs
def decide(request: Request, conference: Conference, said: str) -> HttpResponse:
    """Confirm or dismiss the chosen ones."""
    named = set(request.POST.getlist("pair"))
    rows = _conflicts(request, conference).undecided()
    chosen = [one for one in rows if conflict_lists.pair(one) in named]
    many = conflict_files.decide(chosen, by=request.user, is_one=said == "yes")
    word = "confirmed" if said == "yes" else "dismissed"
    tell(request, f"{many} conflict{'' if many == 1 else 's'} {word}")
    return redirect("submissions:conflicts-found", conference.slug)


@for_chairs
def export(request: Request, conference: Conference) -> HttpResponse:
    """All pairs of papers one handles, for a spreadsheet; the import takes it back."""
    rows = conflict_lists.lines(_conflicts(request, conference).order_by("paper__number", "pk"))
    return tables.csv_file(f"{conference.slug}-conflicts", conflict_lists.HEAD, rows)


@for_chairs
def upload(request: Request, conference: Conference) -> HttpResponse:
    """A file of pairs: first what each line would do, then the deed."""
    form = ConflictFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and "lines" in request.POST:
        many = conflict_files.keep(conference, request.POST["lines"], by=request.user)
        tell(request, f"{many} pair{'' if many == 1 else 's'} set")
        return redirect("submissions:conflict-matrix", conference.slug)
    papers = _handled(request, conference)
    data = form.cleaned_data["file"].read() if form.is_valid() else b""
    lines = conflict_lists.read(data, conference, papers) if data else []
    context = {
        "title": "Conflicts", "tab": "upload", "form": form, "lines": lines,
        "sealed": conflict_files.sealed(lines),
        "wrong": [line for line in lines if line.problem],
        "right": [line for line in lines if not line.problem],
    }  # fmt: skip
    return conference_page(request, conference, "conflicts/upload", context)
