"""People who look after a paper without being its authors."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from dls.people.models import Person
from dls.web.http import Request, page
from dls.web.limits import limited
from dls.web.toasts import tell
from submissions import links
from submissions.actions import contacts as actions
from submissions.forms.lifecycle import ContactForm
from submissions.models.papers import Paper
from submissions.rules import contacts as rules
from submissions.rules.claims import proven
from submissions.views.finding import for_insiders, paper_page


@limited("contacts", times=30, seconds=600)
@for_insiders
def contacts(request: Request, paper: Paper) -> HttpResponse:
    """Who looks after it, and asking somebody to."""
    form = ContactForm(request.POST or None)
    if form.is_valid():
        actions.ask(paper, form.cleaned_data["email"], by=request.user)
        tell(request, f"{form.cleaned_data['email']} is asked by letter")
        return redirect("submissions:contacts", paper.conference.slug, paper.number)
    people = list(paper.contacts.order_by("family_name", "given_name", "pk"))
    context = {
        "title": "Contacts", "form": form, "people": people,
        "may_name": rules.may_name(request.user, paper),
    }  # fmt: skip
    return paper_page(request, paper, "lifecycle/contacts", context)


@require_POST
@for_insiders
def drop(request: Request, paper: Paper) -> HttpResponse:
    email = request.POST.get("email", "")
    contact: Person = get_object_or_404(paper.contacts, email=email)
    actions.drop(paper, contact, by=request.user)
    tell(request, f"{contact.name} no longer looks after {paper}")
    return redirect("submissions:contacts", paper.conference.slug, paper.number)


@login_required
def accept(request: Request, slug: str, number: int, mark: str) -> HttpResponse:
    """The page behind the link of who was asked: 404 for anything we did not sign."""
    papers = Paper.objects.select_related("conference", "category")
    paper = papers.filter(conference__slug=slug, number=number).first()
    if paper is None or not links.is_asked(paper, mark, proven(request.user)):
        context = {"title": "This link opens nothing"}
        return page(request, "submissions/lifecycle/no_link.html", context, status=404)
    if request.method == "POST":
        actions.accept(paper, mark, by=request.user)
        tell(request, f"You look after {paper}")
        return redirect("submissions:paper", slug, number)
    about = {"title": "Look after a paper", "paper": paper, "conference": paper.conference}
    return page(request, "submissions/lifecycle/asked.html", about)
