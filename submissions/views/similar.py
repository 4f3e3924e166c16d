"""Papers that share text, and preprints that say they are elsewhere: for chairs."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from dls.conferences.models.conference import Conference
from dls.conferences.views.running import for_chairs
from dls.web.http import Request
from dls.web.toasts import tell
from submissions import similar
from submissions.actions import likeness as actions
from submissions.forms.similar import DismissForm
from submissions.models.likeness import Likeness, LikenessQuerySet
from submissions.rules.likeness import may_judge
from submissions.views.finding import conference_page

A_PAGE = 50


def _pairs(request: Request, conference: Conference) -> LikenessQuerySet:
    found: LikenessQuerySet = Likeness.objects.visible_to(request.user).within(conference)
    return found


def _listed(
    request: Request, conference: Conference, rows: LikenessQuerySet, tab: str
) -> HttpResponse:
    found = Paginator(rows.ranked(), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": "Duplicates", "tab": tab, "found": found,
        "rows": [similar.sided(one, conference) for one in found],
        "waiting": similar.waiting(conference, request.user),
    }  # fmt: skip
    return conference_page(request, conference, "similar/pairs", context)


@for_chairs
def standing(request: Request, conference: Conference) -> HttpResponse:
    """Pairs that share much text, the likest first."""
    return _listed(request, conference, _pairs(request, conference).standing(), "standing")


@for_chairs
def dismissed(request: Request, conference: Conference) -> HttpResponse:
    """Pairs that a chair found harmless, and why."""
    return _listed(request, conference, _pairs(request, conference).dismissed(), "dismissed")


@for_chairs
def pair(request: Request, conference: Conference, ref: str) -> HttpResponse:
    """The passages two papers share, side by side; a chair may dismiss the pair."""
    likeness = get_object_or_404(_pairs(request, conference).ranked(), ref=ref)
    form = DismissForm(request.POST or None)
    if form.is_valid():
        actions.dismiss(likeness, form.cleaned_data["reason"], by=request.user)
        tell(request, f"{likeness} dismissed")
        return redirect("submissions:duplicates", conference.slug)
    context = {
        "title": str(likeness), "likeness": likeness, "form": form,
        "pair": similar.sided(likeness, conference), "judges": may_judge(request.user, likeness),
    }  # fmt: skip
    return conference_page(request, conference, "similar/pair", context)


@require_POST
@for_chairs
def restore(request: Request, conference: Conference, ref: str) -> HttpResponse:
    """Put a dismissed pair back on the list."""
    likeness = get_object_or_404(_pairs(request, conference), ref=ref)
    actions.restore(likeness, by=request.user)
    tell(request, f"{likeness} back on the list")
    return redirect("submissions:duplicates", conference.slug)


@for_chairs
def preprints(request: Request, conference: Conference) -> HttpResponse:
    """Papers whose preprint is said to be under review, or out, somewhere else."""
    found = similar.preprints(conference, request.user)
    context = {"title": "Duplicates", "tab": "preprints", "rows": found}
    return conference_page(request, conference, "similar/preprints", context)
