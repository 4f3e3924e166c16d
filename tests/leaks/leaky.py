"""Pages with a hole of every kind, to see that the hunt finds each. They exist in its own test only.

Each shows to whoever asks what only chairs of the hunted conference may read.
"""

import base64
import gzip
import io
import zipfile

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template import engines
from django.urls import path
from rest_framework import serializers
from rest_framework.decorators import api_view
from rest_framework.response import Response

from dls import urls
from dls.conferences.models.deadlines import Deadline
from dls.conferences.models.roles import Role
from dls.mail.models import Letter
from dls.web.verdicts import Refused
from tests.leaks.world import HERE


def declined() -> Role:
    return Role.objects.get(conference__slug=HERE, state=Role.State.DECLINED)


def template(request: HttpRequest) -> HttpResponse:
    text = "<p title='{{ role.answer }}'>{{ role.name }}</p>"
    return HttpResponse(engines["django"].from_string(text).render({"role": declined()}))


class Everything(serializers.ModelSerializer):
    class Meta:
        model = Role
        fields = ("kind", "suggestion")


@api_view()
def serializer(request):
    return Response(Everything(declined()).data)


def table(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"kind,email\nmember,{declined().email}\n", content_type="text/csv")


def header(request: HttpRequest) -> HttpResponse:
    return HttpResponse(headers={"X-Note": declined().message})


def etag(request: HttpRequest) -> HttpResponse:
    sealed = base64.b64encode(f"role {declined().answer}".encode()).decode()
    return HttpResponse(headers={"ETag": f'"{sealed}"'})


def cookie(request: HttpRequest) -> HttpResponse:
    response = HttpResponse()
    response.set_cookie("last", declined().answer)
    return response


def redirect(request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect(f"/?from={declined().email}")


def error_text(request: HttpRequest) -> HttpResponse:
    raise Refused(f"{declined().name} has declined already.")


def missing_text(request: HttpRequest) -> HttpResponse:
    return JsonResponse({"detail": f"No role for {declined().email}"}, status=404)


def feed(request: HttpRequest) -> HttpResponse:
    private = Deadline.objects.filter(conference__slug=HERE, is_public=False).earliest("at")
    return HttpResponse(
        f"BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:{private.at:%Y%m%d}\r\nEND:VEVENT\r\n",
        content_type="text/calendar",
    )


def number(request: HttpRequest) -> HttpResponse:
    grace = Deadline.objects.get(conference__slug=HERE, kind="papers").grace
    return HttpResponse(f"<p>Closed {grace} minutes later</p>")


def packed(request: HttpRequest) -> HttpResponse:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as folder:
        folder.writestr("people.txt", declined().answer * 3)
    return HttpResponse(target.getvalue(), content_type="application/zip")


def squeezed(request: HttpRequest) -> HttpResponse:
    return HttpResponse(gzip.compress(declined().answer.encode()))


def letter(request: HttpRequest) -> HttpResponse:
    Letter.objects.create(
        kind="x", to=request.user.email, subject="About a role", body=declined().answer,
        about_kind="role", about_id=declined().pk,
    )  # fmt: skip
    return HttpResponse("sent")


# These say nothing by themselves: only comparing with a world without the secret shows them.


def count(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{Role.objects.filter(conference__slug=HERE).count()} people")


def status(request: HttpRequest) -> HttpResponse:
    if Role.objects.filter(state=Role.State.DECLINED).exists():
        return HttpResponse("No", status=403)
    raise Http404


def version(request: HttpRequest) -> HttpResponse:
    last = Deadline.objects.order_by("-at").first()
    return HttpResponse("same", headers={"ETag": f'"{hash(last.at) if last else 0}"'})


def order(request: HttpRequest) -> HttpResponse:
    hidden = Role.objects.filter(conference__slug=HERE, state=Role.State.DECLINED).exists()
    return HttpResponse("b a" if hidden else "a b")


PLAIN = [template, serializer, table, header, etag, cookie, redirect, error_text, missing_text,
         feed, number, packed, squeezed, letter]  # fmt: skip
SILENT = [count, status, version, order]
holes = [path(f"leak/{view.__name__}/", view) for view in PLAIN + SILENT]
urlpatterns = [*holes, *urls.urlpatterns]
