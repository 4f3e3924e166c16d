from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST

from dls.people import bibtex, lists
from dls.people.actions import connections as connecting
from dls.people.actions import publications as publishing
from dls.people.forms.own import BibtexForm, ConnectionForm, NamesForm
from dls.people.models import Connection, Person, Publication
from dls.web.http import page
from dls.web.limits import limited

A_PAGE = 50


def _added(count: int, what: str) -> str:
    if not count:
        return f"Nothing new: no {what} was added."
    return f"{count} {what}{'' if count == 1 else 's'} added."


@login_required
def expertise(request: HttpRequest) -> HttpResponse:
    person = cast(Person, request.user)
    found = Publication.objects.visible_to(person)
    listed = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    names = list(Connection.objects.visible_to(person))
    context = {
        "title": "Expertise",
        "person": person,
        "page": listed,
        "collaborators": [one for one in names if one.kind == Connection.Kind.COLLABORATOR],
        "institutions": [one for one in names if one.kind == Connection.Kind.INSTITUTION],
        "bibtex_form": BibtexForm(),
        "names_form": NamesForm(),
    }
    return page(request, "people/expertise.html", context)


@login_required
@require_POST
@limited("bibtex", times=30, seconds=600)
def preview(request: HttpRequest) -> HttpResponse:
    """What the BibTeX says, before anything is kept."""
    form = BibtexForm(request.POST, request.FILES)
    context = {"title": "Add publications", "bibtex_form": form}
    if form.is_valid():
        reading = bibtex.read(form.cleaned_data["text"])
        fresh = set(map(id, publishing.new_works(cast(Person, request.user), reading.works)))
        numbered = [(number, work, id(work) in fresh) for number, work in enumerate(reading.works)]
        context |= {"works": numbered, "reading": reading, "fresh": len(fresh)}
        context["text"] = form.cleaned_data["text"]
    return page(request, "people/preview.html", context)


@login_required
@require_POST
@limited("bibtex-keep", times=30, seconds=600)
def keep(request: HttpRequest) -> HttpResponse:
    """Keep the works chosen in the preview."""
    person = cast(Person, request.user)
    form = BibtexForm(request.POST)
    if not form.is_valid():
        return redirect("people:expertise")
    chosen = set(request.POST.getlist("work"))
    works = bibtex.read(form.cleaned_data["text"]).works
    picked = [work for number, work in enumerate(works) if str(number) in chosen]
    count = publishing.add_publications(person, picked, by=person)
    messages.success(request, _added(count, "publication"))
    return redirect("people:expertise")


@login_required
@require_POST
def remove_publication(request: HttpRequest, handle: str) -> HttpResponse:
    found = get_object_or_404(Publication.objects.visible_to(request.user), handle=handle)
    publishing.remove_publication(found, by=cast(Person, request.user))
    messages.success(request, "Publication removed.")
    return redirect("people:expertise")


@login_required
@require_http_methods(["GET", "POST"])
def remove_all(request: HttpRequest) -> HttpResponse:
    """All publications at once, after a look at what that means."""
    person = cast(Person, request.user)
    if request.method == "POST":
        count = publishing.remove_all_publications(person, by=person)
        messages.success(request, f"{count} publications removed.")
        return redirect("people:expertise")
    context = {"title": "Remove all publications", "count": person.publications.count()}
    return page(request, "people/remove_all.html", context)


@login_required
@require_POST
def add_names(request: HttpRequest) -> HttpResponse:
    """Collaborators or former institutions, pasted one a line."""
    person = cast(Person, request.user)
    form = NamesForm(request.POST)
    odd: list[lists.Odd] = []
    if form.is_valid():
        lines, kind = lists.read(form.cleaned_data["names"]), form.cleaned_data["kind"]
        count = connecting.add_connections(person, kind, lines.found, by=person)
        messages.success(request, _added(count, "name"))
        if not lines.odd:
            return redirect("people:expertise")
        odd = lines.odd
        form = NamesForm(initial={"kind": kind, "names": "\n".join(one.text for one in odd)})
    context = {"title": "Add names", "names_form": form, "odd": odd}
    return page(request, "people/names.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def connection(request: HttpRequest, handle: str) -> HttpResponse:
    found = get_object_or_404(Connection.objects.visible_to(request.user), handle=handle)
    form = ConnectionForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        connecting.change_connection(found, by=cast(Person, request.user), values=values)
        messages.success(request, "Name saved.")
        return redirect("people:expertise")
    context = {"title": found.get_kind_display(), "form": form, "connection": found}
    return page(request, "people/connection.html", context)


@login_required
@require_POST
def remove_connection(request: HttpRequest, handle: str) -> HttpResponse:
    found = get_object_or_404(Connection.objects.visible_to(request.user), handle=handle)
    connecting.remove_connection(found, by=cast(Person, request.user))
    messages.success(request, "Name removed.")
    return redirect("people:expertise")
