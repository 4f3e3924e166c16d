"""Conferences, series, dates and committees: what anybody may read, and a little more for chairs."""

from datetime import date
from typing import Any

from django.db.models import Case, IntegerField, Prefetch, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404
from rest_framework.response import Response

from dls.conferences.api import filters, serializers
from dls.conferences.models.conference import Conference
from dls.conferences.models.deadlines import Deadline
from dls.conferences.models.pages import News
from dls.conferences.models.roles import Role
from dls.conferences.models.series import Series
from dls.conferences.rules.conference import is_chair
from dls.web.api import M, Request, Resource, columns
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


class ConferenceResource(Resource[Conference]):
    tag = "Conferences"
    serializer_class = serializers.ConferenceSerializer
    filterset_class = filters.ConferenceFilter
    pagination_class = NewestFirst
    queryset = Conference.objects.none()
    lookup_field = "slug"

    def get_serializer_class(self) -> type[serializers.ConferenceSerializer]:
        one = self.action == "retrieve"
        return serializers.ConferenceDetailSerializer if one else self.serializer_class

    def list(self, request: Request) -> HttpResponseBase:
        """All conferences you may see, newest first."""
        shown = Conference.objects.visible_to(request.user)
        return self.listed(by_day(shown).select_related("series"))

    def retrieve(self, request: Request, slug: str) -> HttpResponseBase:
        """One conference with its call, topics and partners."""
        shown = Conference.objects.visible_to(request.user).select_related("series")
        conference = get_object_or_404(shown, slug=slug)
        version: list[object] = [conference.revision, conference.state]
        return self.unless_known(
            version, lambda: Response(self.get_serializer(_with_parts(conference)).data)
        )


def _with_parts(conference: Conference) -> Conference:
    found: Conference = Conference.objects.select_related("series").prefetch_related(
        "topics__parent", "partners"
    ).get(pk=conference.pk)  # fmt: skip
    return found


class SeriesResource(Resource[Series]):
    tag = "Series"
    serializer_class = serializers.SeriesSerializer
    pagination_class = BySlug
    queryset = Series.objects.none()
    lookup_field = "slug"

    def get_serializer_class(self) -> type[serializers.SeriesSerializer]:
        one = self.action == "retrieve"
        return serializers.SeriesDetailSerializer if one else self.serializer_class

    def list(self, request: Request) -> HttpResponseBase:
        """All series you may see."""
        return self.listed(Series.objects.visible_to(request.user))

    def retrieve(self, request: Request, slug: str) -> HttpResponseBase:
        """One series with its editions, here and elsewhere."""
        editions = Conference.objects.visible_to(request.user)
        series = get_object_or_404(Series.objects.visible_to(request.user), slug=slug)
        versions = editions.filter(series=series).values_list("slug", "revision", "state")
        shown = Prefetch("conferences", by_day(editions).order_by("-day"), "shown_editions")
        return self.unless_known(
            [series.revision, *versions],
            lambda: Response(
                self.get_serializer(
                    Series.objects.prefetch_related(shown, "outside_editions").get(pk=series.pk)
                ).data
            ),
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

    def get_serializer_context(self) -> dict[str, Any]:
        context = super().get_serializer_context()
        return {**context, "runs": getattr(self, "runs", False)}

    def rows(self) -> tuple[Conference, QuerySet[Deadline]]:
        conference = self.conference()
        self.runs = is_chair(self.request.user, conference)
        shown = Deadline.objects.visible_to(self.request.user).filter(conference=conference)
        shown = shown.prefetch_related("extensions")
        return conference, shown.select_related("responsible") if self.runs else shown

    def list(self, request: Request, slug: str) -> HttpResponseBase:
        """The dates of a conference, in order; each with those it had before."""
        conference, rows = self.rows()
        return self.listed(rows, conference.revision, self.runs, *_names(rows, self.runs))

    def retrieve(self, request: Request, slug: str, deadline: str) -> HttpResponseBase:
        """One date."""
        conference, rows = self.rows()
        kind, _, number = deadline.rpartition("-")
        named = rows.filter(kind=deadline, scope="").exclude(kind=Deadline.Kind.MILESTONE)
        if number.isdecimal() and kind:
            named = rows.filter(kind=kind, number=number[:9])
        found = named.first()
        if found is None or serializers.slug_of(found) != deadline:
            raise Http404
        return self.unless_known(
            [conference.revision, columns(found)],
            lambda: Response(self.get_serializer(found).data),
        )


def _names(rows: QuerySet[Deadline], runs: bool) -> list[object]:
    """Who is responsible, for those who may read it: a new name is a new version."""
    if not runs:
        return []
    named = rows.exclude(responsible=None).prefetch_related(None)
    return [*named.values_list("responsible__given_name", "responsible__family_name")]


class CommitteeResource(OfConference[Role]):
    tag = "Committee"
    serializer_class = serializers.CommitteeSerializer
    filterset_class = filters.CommitteeFilter
    pagination_class = ByRank
    queryset = Role.objects.none()

    def list(self, request: Request, slug: str) -> HttpResponseBase:
        """The committee as printed: chairs first, then by place and family name."""
        conference = self.conference()
        shown = Role.objects.visible_to(request.user).filter(conference=conference)
        return self.listed(ranked(shown.printed()), conference.revision)


class NewsResource(OfConference[News]):
    tag = "Conferences"
    serializer_class = serializers.NewsSerializer
    pagination_class = NewsFirst
    queryset = News.objects.none()

    def list(self, request: Request, slug: str) -> HttpResponseBase:
        """The news of a conference, newest first."""
        conference = self.conference()
        return self.listed(News.objects.filter(conference=conference), conference.revision)
