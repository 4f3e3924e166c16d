"""What a person is in conferences, and is asked to be."""

from django.db.models import F, QuerySet
from django.http import HttpResponseBase

from dls.conferences.api import serializers
from dls.conferences.models.roles import Role
from dls.web.api import Request, Resource
from dls.web.paging import Pagination


class NewestFirst(Pagination):
    ordering = ("-since", "slug", "kind")


class MyRoleResource(Resource[Role]):
    tag = "Me"
    serializer_class = serializers.MyRoleSerializer
    pagination_class = NewestFirst
    private = True
    queryset = Role.objects.none()
    shown = (
        "slug", "ref", "kind", "state", "name", "title", "since", "invited_at", "expires_at",
        "answered_at",
    )  # fmt: skip

    def list(self, request: Request) -> HttpResponseBase:
        """Your roles and invitations, newest first."""
        return self.listed(_mine(request))


def _mine(request: Request) -> QuerySet[Role]:
    mine = Role.objects.visible_to(request.user).filter(person=request.user)
    found: QuerySet[Role] = mine.annotate(slug=F("conference__slug")).select_related("conference")
    return found
