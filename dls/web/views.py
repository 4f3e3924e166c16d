from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from dls.web import content_reports, health, metrics
from dls.web.context import THEMES

YEAR = 365 * 24 * 3600


@require_POST
def look(request: HttpRequest) -> HttpResponse:
    """Keep the choice of light or dark in a cookie."""
    back = request.POST.get("back", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}):
        back = "/"
    response = redirect(back)
    theme = request.POST.get("theme", "auto")
    if theme in THEMES:
        response.set_cookie("theme", theme, max_age=YEAR, samesite="Lax", secure=settings.SECURE)
    return response


@csrf_exempt
@require_POST
def csp_report(request: HttpRequest) -> HttpResponse:
    """Browsers tell here what the content policy stopped."""
    return HttpResponse(status=204 if content_reports.note(request.read(20_000)) else 400)


@require_GET
def figures(request: HttpRequest) -> HttpResponse:
    """What Prometheus reads; for everybody without the token it does not exist."""
    if not metrics.may_read(request):
        raise Http404
    return HttpResponse(metrics.text(), content_type="text/plain; version=0.0.4; charset=utf-8")


@require_GET
def alive(request: HttpRequest) -> HttpResponse:
    """This process answers."""
    return HttpResponse("alive\n", content_type="text/plain")


@require_GET
def ready(request: HttpRequest) -> HttpResponse:
    """This process can work: database, cache and broker answer."""
    found = health.look()
    ok = all(state == "ok" for state in found.values())
    return JsonResponse({"ready": ok, **found}, status=200 if ok else 503)
