from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST

from dls.people import links, rules
from dls.people.actions import operators as acting
from dls.people.actions.accounts import make_first_operator
from dls.people.forms.accounts import FirstOperatorForm, OperatorForm
from dls.people.models import Person
from dls.web.http import page
from dls.web.limits import limited

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@login_required
@require_http_methods(["GET", "POST"])
def operators(request: HttpRequest) -> HttpResponse:
    """Who runs this site; for those who do."""
    found = get_object_or_404(Person.objects.operators(), pk=request.user.pk)
    form = OperatorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = Person.objects.by_email(form.cleaned_data["email"]).confirmed().first()
        if person is not None:
            acting.make_operator(person, by=found)
            messages.success(request, f"{person.name} is an operator now.")
            return redirect("people:operators")
        form.add_error("email", "Nobody has an account with this address. Ask them to make one.")
    context = {"title": "Operators", "form": form, "operators": Person.objects.operators()}
    return page(request, "people/operators.html", context)


@login_required
@require_POST
def end(request: HttpRequest) -> HttpResponse:
    by = get_object_or_404(Person.objects.operators(), pk=request.user.pk)
    found = get_object_or_404(Person.objects.operators(), email=request.POST.get("email", ""))
    acting.end_operator(found, by=by)
    messages.success(request, f"{found.name} is no longer an operator.")
    return redirect("people:operators" if found != by else "home")


@limited("first-operator", times=20, seconds=600)
@require_http_methods(["GET", "POST"])
def first(request: HttpRequest, token: str) -> HttpResponse:
    """The link that `manage.py operator_link` prints."""
    if not links.is_for_first_operator(token):
        raise Http404
    rules.may_make_first_operator().require()
    form = FirstOperatorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = make_first_operator(**form.cleaned_data)
        login(request, person, backend=BACKEND)
        return redirect("home")
    context = {"title": "Welcome. Who runs this site?", "form": form}
    return page(request, "people/first_operator.html", context)
