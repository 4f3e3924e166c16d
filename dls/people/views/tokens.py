from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from dls.people.actions.tokens import make_token, revoke_token
from dls.people.forms.own import TokenForm
from dls.people.models import Person, Token
from dls.web.http import page


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """All tokens; a new one is shown in the answer to the form, and never again."""
    person = cast(Person, request.user)
    form = TokenForm(request.POST or None)
    shown = {}
    if request.method == "POST" and form.is_valid():
        made, text = make_token(person, by=person, **form.cleaned_data)
        shown = {"made": made, "text": text}
        form = TokenForm()
    found = Token.objects.visible_to(person)
    context = {"title": "Tokens", "form": form, "tokens": found, **shown}
    return page(request, "people/tokens.html", context)


@login_required
@require_POST
def revoke(request: HttpRequest, handle: str) -> HttpResponse:
    found = get_object_or_404(
        Token.objects.visible_to(request.user).select_related("user"), handle=handle
    )
    revoke_token(found, by=cast(Person, request.user))
    messages.success(request, "Token revoked.")
    return redirect("people:tokens")
