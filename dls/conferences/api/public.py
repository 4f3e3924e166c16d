"""Conferences, series, dates and committees: what anybody may read, and more for chairs."""

from datetime import date
from typing import Any

from django.db.models import Case, F, IntegerField, Prefetch, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from dls.conferences.actions.announcing import Announcement, move_and_tell
from dls.conferences.actions.deadlines import Move
from dls.conferences.api import filters, serializers
from dls.conferences.models.conference import Conference
from dls.conferences.models.deadlines import Deadline
from dls.conferences.models.pages import News
from dls.conferences.models.roles import Role
from dls.conferences.models.series import Series
from dls.conferences.rules.conference import is_chair
from dls.web.api import M, Request, Resource
from dls.web.paging import Pagination

FAR = date(9999, 1, 1)
RANK = Case(
    *(When(kind=kind, then=place) for place, kind in enumerate(Role.Kind.values)),
    output_field=IntegerField(),
)
UNPLACED = Case(When(position=0, then=Value(1)), default=Value(0), output_field=IntegerField())


def by_day(rows: QuerySet[Conference]) -> QuerySet[Conference]:
    """Newest first; those without a day yet are newer than all."""
    return rows.annotate(day=Coalesce("starts_on", Value(FAR)))


def ranked(roles: QuerySet[Role]) -> QuerySet[Role]:
    """With what puts a committee in order: chairs first, then by place and family name."""
    found = roles.annotate(rank=RANK, unplaced=UNPLACED)
    return found.prefetch_related("affiliations")


def _newest(rows: QuerySet[Conference]) -> QuerySet[Conference]:
    return rows.order_by(F("starts_on").desc(nulls_first=True), "slug")


class NewestFirst(Pagination):
    ordering = ("-day", "slug")


class BySlug(Pagination):
    ordering = "slug"


class ByTime(Pagination):
    ordering = ("at", "number")


class ByRank(Pagination):
    ordering = ("rank", "unplaced", "position", "family_name", "name", "pk")


class NewsFirst(Pagination):
    ordering = ("-published_at", "-number")


IN_A_LIST = (
    "slug", "name", "title", "series__slug", "ordinal", "theme", "state", "starts_on", "ends_on",
    "city", "region", "country", "venue", "zone",
)  # fmt: skip
DETAIL = (
    "map_link", "deadline_zone", "review_model", "profile", "contact", "accent", "call_text",
    "submit_text", "topics__position", "topics__name", "topics__parent__name",
)  # fmt: skip
PARTNERS = ("partners__kind", "partners__position", "partners__name", "partners__link")
OUTSIDE = tuple(
    f"outside_editions__{name}" for name in serializers.OutsideEditionSerializer.Meta.fields
)


class ConferenceResource(Resource[Conference]):
    tag = "Conferences"
    serializer_class = serializers.ConferenceSerializer
    filterset_class = filters.ConferenceFilter
    pagination_class = NewestFirst
    queryset = Conference.objects.none()
    lookup_field = "slug"
    shown = IN_A_LIST

    def get_serializer_class(self) -> type[serializers.ConferenceSerializer]:
        one = self.action == "retrieve"
        return serializers.ConferenceDetailSerializer if one else self.serializer_class

    def list(self, request: Request) -> HttpResponseBase:
        """All conferences you may see, newest first."""
        shown = Conference.objects.visible_to(request.user)
        return self.listed(by_day(shown).select_related("series"))

    def retrieve(self, request: Request, slug: str) -> HttpResponseBase:
        """One conference with its call, topics and partners."""
        rows = Conference.objects.visible_to(request.user).filter(slug=slug)
        version = [*self.version(rows), *rows.values_list(*DETAIL), *rows.values_list(*PARTNERS)]
        return self.unless_known(version, lambda: self._one(rows))

    def _one(self, rows: QuerySet[Conference]) -> Response:
        whole = rows.select_related("series").prefetch_related("topics__parent", "partners")
        return Response(self.get_serializer(get_object_or_404(whole)).data)


class SeriesResource(Resource[Series]):
    tag = "Series"
    serializer_class = serializers.SeriesSerializer
    pagination_class = BySlug
    queryset = Series.objects.none()
    lookup_field = "slug"
    shown = serializers.SeriesSerializer.Meta.fields

    def get_serializer_class(self) -> type[serializers.SeriesSerializer]:
        one = self.action == "retrieve"
        return serializers.SeriesDetailSerializer if one else self.serializer_class

    def list(self, request: Request) -> HttpResponseBase:
        """All series you may see."""
        return self.listed(Series.objects.visible_to(request.user))

    def retrieve(self, request: Request, slug: str) -> HttpResponseBase:
        """One series with its editions, here and elsewhere."""
        rows = Series.objects.visible_to(request.user).filter(slug=slug)
        editions = Conference.objects.visible_to(request.user).filter(series__slug=slug)
        versions = [*rows.values_list(*OUTSIDE), *editions.values_list(*IN_A_LIST)]
        shown = Prefetch("conferences", _newest(editions), "shown_editions")
        whole = rows.prefetch_related(shown, "outside_editions")
        return self.unless_known(
            [*self.version(rows), *versions],
            lambda: Response(self.get_serializer(get_object_or_404(whole)).data),
        )


class OfConference(Resource[M]):
    """What belongs to the conference in the address."""

    def conference(self) -> Conference:
        shown = Conference.objects.visible_to(self.request.user)
        found: Conference = get_object_or_404(shown, slug=self.kwargs["slug"])
        return found


class DeadlineResource(OfConference[Deadline]):
    tag = "Dates"
    serializer_class = serializers.DeadlineSerializer
    filterset_class = filters.DeadlineFilter
    pagination_class = ByTime
    queryset = Deadline.objects.none()
    lookup_field = "deadline"
    shown: tuple[str, ...] = (
        "number", "kind", "scope", "title", "at", "until", "zone", "whole_day", "note",
        "extensions__was", "extensions__became",
    )  # fmt: skip
    runs = False  # whether a chair of this conference asks

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "runs": self.runs}

    def rows(self) -> QuerySet[Deadline]:
        conference = self.conference()
        self.runs = is_chair(self.request.user, conference)
        if self.runs:
            self.shown = (*self.shown, *FOR_CHAIRS)
        rows: QuerySet[Deadline] = conference.deadlines.visible_to(self.request.user)
        return rows.prefetch_related("extensions").select_related("responsible")

    def list(self, request: Request, slug: str) -> HttpResponseBase:
        """The dates of a conference, in order; each with those it had before."""
        return self.listed(self.rows())

    def retrieve(self, request: Request, slug: str, deadline: str) -> HttpResponseBase:
        """One date."""
        found = _called(self.rows(), deadline)
        return self.unless_known(
            self.version(found),
            lambda: Response(self.get_serializer(get_object_or_404(found)).data),
        )

    @extend_schema(request=serializers.MoveSerializer)
    def move(self, request: Request, slug: str, deadline: str) -> Response:
        """Move a date. The old one stays on record with your reason; reminders move along."""
        found = get_object_or_404(_called(self.rows(), deadline).select_related("conference"))
        context = {"deadline": found}
        asked = serializers.MoveSerializer(data=request.data, context=context)
        asked.is_valid(raise_exception=True)
        given = asked.validated_data
        to = Move(given["when"], given["reason"], given["seen"])
        move_and_tell(found, to, Announcement(news=given["announce"]), by=request.user)
        return Response(self.get_serializer(self.rows().get(pk=found.pk)).data)


FOR_CHAIRS = (
    "is_public", "is_proposal", "grace", "done_at",
    "responsible__given_name", "responsible__family_name",
)  # fmt: skip


def _called(rows: QuerySet[Deadline], slug: str) -> QuerySet[Deadline]:
    """The deadline with this part of an address."""
    found = next((row for row in rows if serializers.slug_of(row) == slug), None)
    if found is None:
        raise Http404
    return rows.filter(pk=found.pk)


PRINTED = (
    "kind", "position", "name", "family_name", "title", "affiliation", "country",
    "affiliations__position", "affiliations__institution", "affiliations__country",
)  # fmt: skip


class CommitteeResource(OfConference[Role]):
    tag = "Committee"
    serializer_class = serializers.CommitteeSerializer
    filterset_class = filters.CommitteeFilter
    pagination_class = ByRank
    queryset = Role.objects.none()
    shown = ("rank", "unplaced", *PRINTED)

    def list(self, request: Request, slug: str) -> HttpResponseBase:
        """The committee as printed: chairs first, then by place and family name."""
        conference = self.conference()
        shown = Role.objects.visible_to(request.user).filter(conference=conference)
        return self.listed(ranked(shown.printed()))


class NewsResource(OfConference[News]):
    tag = "Conferences"
    serializer_class = serializers.NewsSerializer
    pagination_class = NewsFirst
    queryset = News.objects.none()
    shown = ("number", "title", "body", "published_at")

    def list(self, request: Request, slug: str) -> HttpResponseBase:
        """The news of a conference, newest first."""
        conference = self.conference()
        return self.listed(News.objects.filter(conference=conference))
