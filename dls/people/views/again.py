"""It is still you: shown by a code, where there is neither a password nor a second factor."""

from collections.abc import Callable
from typing import Any, cast

from allauth.account.internal.flows.login import record_authentication
from allauth.account.views import BaseReauthenticateView
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from dls.people import proofs
from dls.people.actions.accounts import ask_for_proof
from dls.people.forms.accounts import CodeForm
from dls.people.models import Person
from dls.web.limits import limited


class ByCodeView(BaseReauthenticateView):
    """Send a code to one’s main address, and type it."""

    form_class = CodeForm
    template_name = "account/reauthenticate_by_code.html"
    extra_context = {"title": "Is it you?"}

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        email = proofs.pending(self.request.session, proofs.STILL_ME)
        context: dict[str, Any] = super().get_context_data(email=email, **more)
        return context

    def post(self, request: HttpRequest) -> HttpResponse:
        """Only a press of the button sends a letter; opening the page does not."""
        if "send" not in request.POST:
            answer: HttpResponse = super().post(request)
            return answer
        person = cast(Person, request.user)
        proof = proofs.begin(request.session, person.email, proofs.STILL_ME)
        ask_for_proof(person, proof.code, by=person)
        return redirect(request.get_full_path())

    def form_valid(self, form: CodeForm) -> HttpResponse:
        session = self.request.session
        if not proofs.is_right(session, form.cleaned_data["code"], proofs.STILL_ME):
            form.add_error("code", "This is not the code we sent, or it is too old.")
            wrong: HttpResponse = self.form_invalid(form)
            return wrong
        proofs.forget(session, proofs.STILL_ME)
        person = self.request.user
        record_authentication(self.request, person, method="code", reauthenticated=True)
        answer: HttpResponse = super().form_valid(form)
        return answer


_shown = cast(Callable[[HttpRequest], HttpResponse], ByCodeView.as_view())
by_code = login_required(never_cache(limited("still-me", times=10, seconds=600)(_shown)))
