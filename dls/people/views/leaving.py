from typing import cast

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from dls.people import exporting, rules
from dls.people.actions.closing import close_account
from dls.people.forms.accounts import ClosingForm
from dls.people.fresh import freshly_proved
from dls.people.models import Person
from dls.web import clock
from dls.web.http import page


@login_required
def data(request: HttpRequest) -> HttpResponse:
    """What one can take along, merge or give up."""
    person = cast(Person, request.user)
    context = {"title": "Your data", "verdict": rules.may_close(person, person)}
    return page(request, "people/data.html", context)


@freshly_proved
@never_cache
@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """Everything about me, as a file."""
    told = exporting.everything(cast(Person, request.user))
    answer = JsonResponse(told, json_dumps_params={"indent": 2, "ensure_ascii": False})
    name = f"about-me-{clock.now():%Y-%m-%d}.json"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@freshly_proved
@require_http_methods(["GET", "POST"])
def close(request: HttpRequest) -> HttpResponse:
    person = cast(Person, request.user)
    form = ClosingForm(person, request.POST or None)
    if request.method == "POST" and form.is_valid():
        close_account(person, by=person)
        logout(request)
        return redirect("people:closed")
    verdict = rules.may_close(person, person)
    context = {"title": "Close the account", "form": form, "verdict": verdict}
    return page(request, "people/close.html", context)


def closed(request: HttpRequest) -> HttpResponse:
    """The last page somebody sees."""
    return page(request, "people/closed.html", {"title": "Your account is closed"})
