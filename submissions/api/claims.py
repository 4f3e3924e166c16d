"""One's own papers everywhere, and those that name one."""

from typing import Any

from django.db.models import Q
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import exceptions
from rest_framework import serializers as drf
from rest_framework.response import Response

from dls.people.models import Person
from dls.web.api import Request, Resource
from dls.web.paging import Pagination
from submissions import links
from submissions.actions import claims as actions
from submissions.actions import contacts as contact_actions
from submissions.api import finding, serializers
from submissions.api.finding import OfPaper
from submissions.forms.lifecycle import ContactForm
from submissions.models.authors import Author
from submissions.models.papers import Paper
from submissions.rules import claims as rules


class NewestFirst(Pagination):
    ordering = ("-made_at", "-pk")


class ByPaper(Pagination):
    ordering = ("paper", "position")


class MyPapersResource(Resource[Paper]):
    tag = "Me"
    private = True
    serializer_class = serializers.PaperSerializer
    pagination_class = NewestFirst
    queryset = Paper.objects.none()

    def list(self, request: Request) -> HttpResponseBase:
        """Your papers in all conferences, as author or contact, the newest first."""
        mine = Paper.objects.visible_to(request.user).filter(Q(is_mine=True))
        rows = self.paginate_queryset(finding.with_all(mine, request.user))
        data = self.get_serializer(rows, many=True).data
        return self.unless_known([data], lambda: self.get_paginated_response(data))


class NamedSerializer(drf.ModelSerializer[Author]):
    """An entry in the list of authors of a paper that names one of your addresses."""

    conference = drf.CharField(source="paper.conference.slug", read_only=True)
    paper = drf.IntegerField(source="paper.number", read_only=True)
    title = drf.CharField(source="paper.title", read_only=True)
    mark = drf.SerializerMethodField(help_text="Its part of an address.")
    name = drf.CharField(read_only=True)
    is_claimed = drf.SerializerMethodField()

    class Meta:
        model = Author
        fields = (
            "conference", "paper", "title", "mark", "name", "email", "is_claimed", "is_denied"
        )  # fmt: skip
        read_only_fields = fields

    def get_mark(self, author: Author) -> str:
        return links.mark(author)

    def get_is_claimed(self, author: Author) -> bool:
        return author.person_id is not None


class ClaimableResource(Resource[Author]):
    tag = "Me"
    private = True
    serializer_class = NamedSerializer
    pagination_class = ByPaper
    queryset = Author.objects.none()
    shown = (
        "paper", "position", "paper__title", "paper__number", "paper__conference__slug",
        "given_name", "family_name", "email",
    )  # fmt: skip

    def list(self, request: Request) -> HttpResponseBase:
        """Entries that you may claim: they name an address you have proven."""
        return self.listed(Author.objects.claimable_by(request.user).with_paper())


class DenialSerializer(drf.Serializer[Any]):
    reason = drf.CharField(
        max_length=500, allow_blank=True, default="", help_text="The chairs read it."
    )


class NamedResource(Resource[Author]):
    tag = "Me"
    private = True
    serializer_class = NamedSerializer
    queryset = Author.objects.none()

    def entry(self, slug: str, number: int, mark: str) -> Author:
        """For who holds the link and has the address, or the entry itself."""
        found = links.author_at(slug, number, mark)
        person = self.request.user
        if found and (found.person_id == person.pk or found.email in rules.proven(person)):
            return found
        raise exceptions.NotFound

    @extend_schema(request=None)
    def claim(self, request: Request, slug: str, number: int, mark: str) -> Response:
        """Claim an entry: the paper is then yours to read and to change."""
        return self._told(actions.claim(self.entry(slug, number, mark), by=request.user))

    @extend_schema(request=DenialSerializer)
    def deny(self, request: Request, slug: str, number: int, mark: str) -> Response:
        """Say that you are no author of the paper; the chairs are told."""
        entry = self.entry(slug, number, mark)
        sent = DenialSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        return self._told(actions.deny(entry, sent.validated_data["reason"], by=request.user))

    @extend_schema(request=None)
    def take_back(self, request: Request, slug: str, number: int, mark: str) -> Response:
        """Take back that you are none."""
        return self._told(actions.take_back(self.entry(slug, number, mark), by=request.user))

    def _told(self, author: Author) -> Response:
        return Response(self.get_serializer(author).data)


class ContactSerializer(drf.Serializer[Any]):
    name = drf.CharField(read_only=True)
    email = drf.CharField()


class ContactsSerializer(drf.Serializer[Any]):
    contacts = ContactSerializer(many=True)


class ContactsResource(OfPaper[Paper]):
    """Who looks after a paper without being its author."""

    serializer_class = ContactsSerializer
    queryset = Paper.objects.none()

    def retrieve(self, request: Request, slug: str, number: int) -> HttpResponseBase:
        """Who looks after a paper: for its authors, and chairs who handle it."""
        people = self.own_paper(slug, number).contacts.order_by("family_name", "given_name", "pk")
        data = ContactsSerializer({"contacts": people}).data
        return self.unless_known([data], lambda: Response(data))

    @extend_schema(
        request=ContactSerializer, responses={202: OpenApiResponse(description="A letter is sent")}
    )
    def create(self, request: Request, slug: str, number: int) -> Response:
        """Ask somebody by letter to look after it, too."""
        paper = self.own_paper(slug, number)
        contact_actions.ask(paper, self._email(request), by=request.user)
        return Response(status=202)

    @extend_schema(
        request=ContactSerializer,
        responses={204: OpenApiResponse(description="They no longer look after it")},
    )
    def drop(self, request: Request, slug: str, number: int) -> Response:
        """Let somebody no longer look after it."""
        paper = self.own_paper(slug, number)
        contact: Person = get_object_or_404(paper.contacts, email=self._email(request))
        contact_actions.drop(paper, contact, by=request.user)
        return Response(status=204)

    def _email(self, request: Request) -> str:
        sent = ContactSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        form = ContactForm(sent.validated_data)
        if not form.is_valid():
            raise finding.invalid("email", str(form.errors["email"][0]))
        email: str = form.cleaned_data["email"]
        return email
