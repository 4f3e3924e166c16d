from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_POST

from dls.people.casting import cast_list
from dls.people.models import Person
from dls.web.http import page

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """Everybody one can be in the demo."""
    if not settings.DEMO:
        raise Http404
    context = {"title": "Who do you want to be?", "groups": cast_list()}
    return page(request, "people/demo.html", context)


@require_POST
def sign_in(request: HttpRequest) -> HttpResponse:
    """Be somebody of the demo."""
    if not settings.DEMO:
        raise Http404
    person = get_object_or_404(Person.objects.demo(), email=request.POST.get("email", ""))
    login(request, person, backend=BACKEND)
    return redirect("home")
