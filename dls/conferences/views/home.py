from django.http import HttpRequest, HttpResponse

from dls.conferences.models.conference import Conference
from dls.web.http import page


def home(request: HttpRequest) -> HttpResponse:
    """All conferences this person sees."""
    found = Conference.objects.visible_to(request.user).select_related("series")
    return page(request, "conferences/site/home.html", {"title": "Conferences", "found": found})
