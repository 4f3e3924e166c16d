"""What a person is in conferences, and is asked to be."""

from django.db.models import F, Q, QuerySet
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from dls.conferences.actions import answers
from dls.conferences.actions.accounts import Names
from dls.conferences.api import serializers
from dls.conferences.links import Held
from dls.conferences.models.roles import Role
from dls.people.models import Person
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
    lookup_field = "ref"
    shown = (
        "slug", "ref", "kind", "state", "name", "title", "since", "invited_at", "expires_at",
        "answered_at",
    )  # fmt: skip

    def list(self, request: Request) -> HttpResponseBase:
        """Your roles, and invitations to any of your addresses, newest first."""
        return self.listed(_mine(request.user))

    @extend_schema(request=serializers.AcceptSerializer)
    def accept(self, request: Request, ref: str) -> Response:
        """Accept an invitation. What you send is printed in this edition; the rest comes from your
        profile.
        """
        role = get_object_or_404(_mine(request.user), ref=ref)
        given = serializers.AcceptSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        names = Names(**{**_profile(request.user), **given.validated_data})
        answers.accept(Held(role, role.nonce), names, by=request.user)
        return self._now(request, ref)

    @extend_schema(request=serializers.DeclineSerializer)
    def decline(self, request: Request, ref: str) -> Response:
        """Decline an invitation, and perhaps say why, and whom to ask instead."""
        role = get_object_or_404(_mine(request.user), ref=ref)
        given = serializers.DeclineSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        answers.decline(Held(role, role.nonce), by=request.user, **given.validated_data)
        return self._now(request, ref)

    def _now(self, request: Request, ref: str) -> Response:
        answered = Role.objects.select_related("conference").get(ref=ref)
        return Response(self.get_serializer(answered).data)


def _mine(person: Person) -> QuerySet[Role]:
    """Roles that are this person's, and invitations still open to one of their addresses."""
    asked = Role.objects.open_for(person).values("pk")
    found: QuerySet[Role] = (
        Role.objects.filter(Q(person=person) | Q(pk__in=asked))
        .annotate(slug=F("conference__slug"))
        .select_related("conference")
    )
    return found


def _profile(person: Person) -> dict[str, str]:
    names = ("given_name", "family_name", "affiliation", "country")
    return {name: getattr(person, name) for name in names}
