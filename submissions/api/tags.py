"""Tags, and setting them on papers; searches kept under a name."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiExample, OpenApiResponse, extend_schema
from drf_spectacular.utils import extend_schema_serializer as described
from rest_framework import exceptions, serializers
from rest_framework.response import Response

from dls.conferences.models.conference import Conference
from dls.conferences.rules.conference import runs_here
from dls.web.api import M, Request
from dls.web.paging import Pagination
from submissions import concerned
from submissions.actions import tags as actions
from submissions.api.finding import OfCall
from submissions.forms.tags import NewTagForm
from submissions.models.papers import Paper
from submissions.models.searches import SavedSearch
from submissions.models.tags import Tag

READERS = f"Who sees it: {', '.join(Tag.Readers.values)} (one: you alone)."
COLOURS = f"One of {', '.join(filter(None, Tag.Colour.values))}; or empty."


class ByName(Pagination):
    ordering = ("name", "readers", "pk")


class ByNameAndNumber(Pagination):
    ordering = ("name", "number")


class TagSerializer(serializers.ModelSerializer[Tag]):
    """A label that people set on papers, with or without a number."""

    readers = serializers.CharField(help_text=READERS)
    colour = serializers.CharField(help_text=COLOURS, allow_blank=True, default="")
    has_value = serializers.BooleanField(default=False, help_text="It carries a number.")
    about = serializers.CharField(allow_blank=True, default="", max_length=300)
    name = serializers.CharField(help_text="Small letters, digits and hyphens: needs-look.")

    class Meta:
        model = Tag
        fields = ("name", "readers", "colour", "has_value", "about")


@described(examples=[OpenApiExample("Two papers", {"papers": [3, 7], "value": None})])
class TaggingSerializer(serializers.Serializer[Any]):
    """Papers by their numbers; those you do not see, or wrote yourself, are passed over."""

    papers = serializers.ListField(
        child=serializers.IntegerField(min_value=0, max_value=2**31 - 1), max_length=10_000
    )
    value = serializers.DecimalField(
        max_digits=9, decimal_places=3, required=False, allow_null=True, coerce_to_string=False,
        help_text="Where the tag carries a number.",
    )  # fmt: skip


class TaggedSerializer(serializers.Serializer[Any]):
    changed = serializers.IntegerField(help_text="On how many papers something is new.")


class ForCommittee(OfCall[M]):
    """What chairs and the committee have beside the papers."""

    def served(self, slug: str) -> Conference:
        conference = self.conference(slug)
        if not concerned.serves(self.request.user, conference):
            raise Http404
        return conference


class TagsResource(ForCommittee[Tag]):
    tag = "Tags"
    serializer_class = TagSerializer
    pagination_class = ByName
    queryset = Tag.objects.none()
    shown = TagSerializer.Meta.fields

    def list(self, request: Request, slug: str) -> HttpResponseBase:
        """The tags you see: your own, those of the committee, and as a chair those of chairs."""
        conference = self.served(slug)
        return self.listed(Tag.objects.visible_to(request.user).filter(conference=conference))

    @extend_schema(responses={201: TagSerializer})
    def create(self, request: Request, slug: str) -> Response:
        """Make a tag. Chairs make those that others see; a private one is yours alone."""
        conference = self.served(slug)
        sent = self.get_serializer(data=request.data)
        sent.is_valid(raise_exception=True)
        made = _made(conference, sent.validated_data, request)
        return Response(self.get_serializer(made).data, status=201)


def _made(conference: Conference, sent: dict[str, Any], request: Request) -> Tag:
    form = NewTagForm(
        sent,
        instance=Tag(conference=conference, readers=Tag.Readers.ONE),
        is_chair=runs_here(request.user, conference),
    )
    if not form.is_valid():
        raise exceptions.ValidationError(
            {name: list(map(str, told)) for name, told in form.errors.items()}
        )
    given = form.cleaned_data
    values = {name: given[name] for name in ("colour", "has_value", "about")}
    return actions.make(conference, given["name"], given["readers"], by=request.user, **values)


class TagResource(ForCommittee[Tag]):
    tag = "Tags"
    serializer_class = TaggingSerializer
    queryset = Tag.objects.none()

    def found(self, slug: str, readers: str, name: str) -> Tag:
        here = Tag.objects.visible_to(self.request.user).filter(conference=self.served(slug))
        tag: Tag = get_object_or_404(here, readers=readers, name=name)
        return tag

    @extend_schema(responses={204: OpenApiResponse(description="It is gone from all papers")})
    def destroy(self, request: Request, slug: str, readers: str, name: str) -> Response:
        """Remove a tag: your own, and as a chair those others see."""
        actions.remove(self.found(slug, readers, name), by=request.user)
        return Response(status=204)

    @extend_schema(responses=TaggedSerializer)
    def put(self, request: Request, slug: str, readers: str, name: str) -> Response:
        """Set a tag on papers, with its number if it carries one."""
        tag, sent = self.found(slug, readers, name), self._sent(request)
        papers = self._papers(tag, sent["papers"])
        many = actions.put(tag, papers, sent.get("value"), by=request.user)
        return Response({"changed": many})

    @extend_schema(responses=TaggedSerializer)
    def take_off(self, request: Request, slug: str, readers: str, name: str) -> Response:
        """Take a tag off papers."""
        tag, sent = self.found(slug, readers, name), self._sent(request)
        many = actions.take_off(tag, self._papers(tag, sent["papers"]), by=request.user)
        return Response({"changed": many})

    def _sent(self, request: Request) -> dict[str, Any]:
        sent = self.get_serializer(data=request.data)
        sent.is_valid(raise_exception=True)
        given: dict[str, Any] = sent.validated_data
        return given

    def _papers(self, tag: Tag, numbers: list[int]) -> QuerySet[Paper]:
        seen = Paper.objects.visible_to(self.request.user).filter(conference=tag.conference_id)
        found: QuerySet[Paper] = seen.filter(number__in=numbers)
        return found


class SearchSerializer(serializers.ModelSerializer[SavedSearch]):
    """A search kept under a name, with its columns and order."""

    columns = serializers.ListField(child=serializers.CharField(), read_only=True)
    is_mine = serializers.SerializerMethodField()

    class Meta:
        model = SavedSearch
        fields = ("number", "name", "query", "columns", "sort", "is_shared", "is_mine")
        read_only_fields = fields

    def get_is_mine(self, search: SavedSearch) -> bool:
        reader: Any = self.context["request"].user
        return bool(search.owner_id == reader.pk)


class SearchesResource(OfCall[SavedSearch]):
    serializer_class = SearchSerializer
    pagination_class = ByNameAndNumber
    queryset = SavedSearch.objects.none()
    shown = ("number", "name", "query", "columns", "sort", "is_shared", "owner")

    def list(self, request: Request, slug: str) -> HttpResponseBase:
        """Your saved searches, and those that chairs share."""
        conference = self.conference(slug)
        seen = SavedSearch.objects.visible_to(request.user).filter(conference=conference)
        return self.listed(seen)
