from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from dls.people.actions.profile import change_profile
from dls.people.forms.own import ProfileForm
from dls.people.models import Person
from dls.people.questions import orcid_is_proved
from dls.web.http import page


@login_required
@require_http_methods(["GET", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    person = Person.objects.get(pk=cast(Person, request.user).pk)
    form = ProfileForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        change_profile(person, by=person, values=form.cleaned_data)
        messages.success(request, "Profile saved.")
        return redirect("people:profile")
    context = {"title": "Profile", "form": form, "orcid_is_proved": orcid_is_proved(person)}
    return page(request, "people/profile.html", context)
