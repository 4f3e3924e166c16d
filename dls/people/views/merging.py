from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from dls.people import proofs, rules
from dls.people.actions.merging import ask_for_merge, merge
from dls.people.forms.accounts import CodeForm, OtherAddressForm
from dls.people.fresh import freshly_proved
from dls.people.models import Person
from dls.people.questions import possessions
from dls.web.http import page
from dls.web.limits import limited


@freshly_proved
@limited("merge", times=5, seconds=600)
@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Ask for the other address; whether an account has it, only its mailbox learns."""
    person = cast(Person, request.user)
    form = OtherAddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        proof = proofs.begin(request.session, form.cleaned_data["email"])
        ask_for_merge(person, proof.email, proof.code, by=person)
        return redirect("people:merge-code")
    context = {"title": "Merge two accounts", "form": form}
    return page(request, "people/merge.html", context)


@freshly_proved
@limited("merge-code", times=10, seconds=600)
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Type the code that went to the other address."""
    if (email := proofs.pending(request.session)) is None:
        return redirect("people:merge")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if proofs.check(request.session, form.cleaned_data["code"]):
            return redirect("people:merge-confirm")
        form.add_error("code", "This is not the code we sent, or it is too old.")
    context = {"title": "Type the code", "form": form, "email": email}
    return page(request, "people/merge_code.html", context)


@freshly_proved
@never_cache
def confirm(request: HttpRequest) -> HttpResponse:
    """What moves, and what goes, before it does."""
    kept = cast(Person, request.user)
    if (gone := proofs.proved(request.session)) is None:
        return redirect("people:merge")
    context = {
        "title": "Merge these two",
        "gone": gone,
        "moving": possessions(gone),
        "verdict": rules.may_merge(kept, kept, gone),
    }
    return page(request, "people/merge_confirm.html", context)


@freshly_proved
@require_POST
def do(request: HttpRequest) -> HttpResponse:
    kept = cast(Person, request.user)
    if (gone := proofs.proved(request.session)) is None:
        return redirect("people:merge")
    merge(kept, gone, by=kept)
    proofs.forget(request.session)
    messages.success(request, "The two accounts are one.")
    return redirect("people:profile")
