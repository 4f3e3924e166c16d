"""The page behind the link for somebody named: read by who has it, changed by POST alone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from dls.web.http import page
from dls.web.limits import limited
from dls.web.toasts import tell
from submissions import about_named, links
from submissions.actions import claims as actions
from submissions.forms.lifecycle import DenyForm
from submissions.models.authors import Author

FRAME = "submissions/lifecycle"


@never_cache
def named(request: HttpRequest, slug: str, number: int, mark: str) -> HttpResponse:
    """What names whom, and what they can say to it."""
    author = links.author_at(slug, number, mark)
    if author is None:
        return _broken(request)
    return _shown(request, author, DenyForm())


def _broken(request: HttpRequest) -> HttpResponse:
    context = {"title": "This link opens nothing"}
    return page(request, f"{FRAME}/no_link.html", context, status=404)


def _shown(request: HttpRequest, author: Author, form: DenyForm) -> HttpResponse:
    status = 422 if form.errors else 200
    context = {"title": "A paper names you", "form": form}
    context |= about_named.shown(author, request.user)
    return page(request, f"{FRAME}/named.html", context, status=status)


def _here(author: Author) -> HttpResponse:
    paper = author.paper
    args = [paper.conference.slug, paper.number]
    return redirect("submissions:named", *args, links.mark(author))


@never_cache
@require_POST
@limited("named", times=30, seconds=600)
def claim(request: HttpRequest, slug: str, number: int, mark: str) -> HttpResponse:
    author = links.author_at(slug, number, mark)
    if author is None or not request.user.is_authenticated:
        return _broken(request)
    actions.claim(author, by=request.user)
    tell(request, "Paper claimed")
    return redirect("submissions:paper", slug, number)


@never_cache
@require_POST
@limited("named", times=30, seconds=600)
def deny(request: HttpRequest, slug: str, number: int, mark: str) -> HttpResponse:
    author = links.author_at(slug, number, mark)
    if author is None:
        return _broken(request)
    form = DenyForm(request.POST)
    if not form.is_valid():
        return _shown(request, author, form)
    actions.deny(author, form.cleaned_data["reason"], by=request.user)
    undo = reverse("submissions:named-undo", args=[slug, number, mark])
    tell(request, "The chairs are told that you are no author", undo=undo)
    return _here(author)


@never_cache
@require_POST
@limited("named", times=30, seconds=600)
def undo(request: HttpRequest, slug: str, number: int, mark: str) -> HttpResponse:
    author = links.author_at(slug, number, mark)
    if author is None:
        return _broken(request)
    actions.take_back(author, by=request.user)
    tell(request, "You are named as before")
    return _here(author)
