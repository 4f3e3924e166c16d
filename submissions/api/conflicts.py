"""Conflicts: as authors and members declare them, and as chairs decide."""

import django_filters as filters
from django.db.models import QuerySet
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.response import Response

from dls.conferences import finder
from dls.conferences.models.conference import Conference
from dls.conferences.models.roles import Role
from dls.web.api import Request
from dls.web.paging import Pagination
from submissions import concerned, declared
from submissions.actions import conflicts as actions
from submissions.actions.conflicts import Ruling
from submissions.api import conflict_serializers as serializers
from submissions.api import finding
from submissions.api.finding import OfCall, OfPaper
from submissions.models.conflicts import Conflict
from submissions.models.papers import Paper

State, Source = Conflict.State, Conflict.Source


class ByPaper(Pagination):
    ordering = ("paper__number", "pk")


class DeclaredResource(OfPaper[Conflict]):
    """What authors say of the committee."""

    tag = "Conflicts"
    serializer_class = serializers.CommitteeConflictsSerializer
    queryset = Conflict.objects.none()

    def retrieve(self, request: Request, slug: str, number: int) -> HttpResponseBase:
        """The committee, and which of them the authors have declared a conflict with."""
        data = _declared(self.own_paper(slug, number))
        return self.unless_known([data], lambda: Response(data))

    @extend_schema(request=serializers.DeclarationSerializer)
    def update(self, request: Request, slug: str, number: int) -> Response:
        """Declare conflicts with the committee: these, and no others."""
        paper = self.own_paper(slug, number)
        sent = serializers.DeclarationSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        wanted = {one["person"]: one["kind"] for one in sent.validated_data["conflicts"]}
        roles = {role.ref: role for role in concerned.known(paper.conference)}
        if unknown := next((ref for ref in wanted if ref not in roles), None):
            raise finding.invalid("conflicts", f"Nobody of the committee is “{unknown[:40]}”.")
        now = declared.said({one.person_id: one for one in paper.conflicts.all()})
        kinds = {
            role.person: wanted.get(ref, "")
            for ref, role in roles.items()
            if role.person and (ref in wanted or role.person_id in now)
        }
        actions.declare(paper, kinds, by=request.user)
        return Response(_declared(self.own_paper(slug, number)))


def _declared(paper: Paper) -> dict[str, object]:
    there = {one.person_id: one for one in paper.conflicts.all()}
    said = declared.said(there)
    rows = [_row(role, said, there) for role in concerned.known(paper.conference)]
    return {"conflicts": rows}


def _row(role: Role, said: dict[int, str], there: dict[int, Conflict]) -> dict[str, str]:
    key = role.person_id or 0
    return {
        "person": role.ref,
        "name": role.name,
        "affiliation": role.affiliation,
        "kind": said.get(key, ""),
        "hint": declared.hint(there.get(key)),
    }


class OwnConflictsResource(OfCall[Conflict]):
    tag = "Conflicts"
    serializer_class = serializers.OwnConflictSerializer
    pagination_class = ByPaper
    queryset = Conflict.objects.none()
    shown = ("paper__number", "paper__title", "kind", "state", "is_pinned")

    def list(self, request: Request, slug: str) -> HttpResponseBase:
        """Your conflicts as one of the committee: those you declared, and what was found about
        you and waits for your answer.
        """
        conference = self.conference(slug)
        if not concerned.serves(request.user, conference):
            raise Http404
        own = Conflict.objects.filter(person=request.user.pk, paper__conference=conference)
        mine = own.filter(source=Source.MEMBER, state=State.DECLARED)
        found = mine | own.suggested_to(request.user)
        return self.listed(found.select_related("paper"))


class OwnConflictResource(OfPaper[Conflict]):
    tag = "Conflicts"
    serializer_class = serializers.OwnKindSerializer
    queryset = Conflict.objects.none()

    @extend_schema(responses={204: OpenApiResponse(description="You no longer see the paper")})
    def update(self, request: Request, slug: str, number: int) -> Response:
        """Declare that you have a conflict with this paper: from now on you do not see it."""
        paper = self.paper(slug, number)
        sent = self.get_serializer(data=request.data)
        sent.is_valid(raise_exception=True)
        actions.declare_own(paper, sent.validated_data["kind"], by=request.user)
        return Response(status=204)

    @extend_schema(responses={204: OpenApiResponse(description="It is taken back")})
    def destroy(self, request: Request, slug: str, number: int) -> Response:
        """Take back what you declared."""
        own = Conflict.objects.filter(person=request.user.pk, source=Source.MEMBER)
        conference = finder.seen(slug, request.user)
        found = get_object_or_404(own, paper__conference=conference, paper__number=number)
        actions.drop(found, by=request.user)
        return Response(status=204)

    @extend_schema(
        request=serializers.OwnAnswerSerializer,
        responses={204: OpenApiResponse(description="The answer is kept")},
    )
    def answer(self, request: Request, slug: str, number: int) -> Response:
        """Say whether what was found about you is a conflict."""
        conference = finder.seen(slug, request.user)
        own = Conflict.objects.suggested_to(request.user).select_related("paper__conference")
        found = get_object_or_404(own, paper__conference=conference, paper__number=number)
        sent = serializers.OwnAnswerSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        actions.answer(found, by=request.user, is_one=sent.validated_data["is_one"])
        return Response(status=204)


class ConflictFilter(filters.FilterSet):
    state = filters.MultipleChoiceFilter(choices=State.choices)
    paper = filters.NumberFilter(
        field_name="paper__number", min_value=0, max_value=2**31 - 1,
        help_text="The number of a paper.",
    )  # fmt: skip

    class Meta:
        model = Conflict
        fields: tuple[str, ...] = ()


class ConflictsResource(OfCall[Conflict]):
    """What only chairs read, of papers they handle."""

    tag = "Conflicts"
    serializer_class = serializers.ConflictSerializer
    filterset_class = ConflictFilter
    pagination_class = ByPaper
    queryset = Conflict.objects.none()
    refs: dict[int, str]

    def get_serializer_context(self) -> dict[str, object]:
        return {**super().get_serializer_context(), "refs": getattr(self, "refs", {})}

    def run(self, slug: str) -> Conference:
        """The conference, for its chairs."""
        conference = finder.managed(slug, self.request.user)
        self.refs = {role.person_id or 0: role.ref for role in concerned.roles(conference)}
        return conference

    def rows(self, conference: Conference) -> QuerySet[Conflict]:
        run = Conflict.objects.run_by(self.request.user).filter(paper__conference=conference)
        found: QuerySet[Conflict] = run.select_related("paper", "person", "by")
        return found

    def list(self, request: Request, slug: str) -> HttpResponseBase:
        """All pairs of papers you handle and people who may have a conflict with them; chairs."""
        found = self.filter_queryset(self.rows(self.run(slug)))
        data = self.get_serializer(self.paginate_queryset(found), many=True).data
        return self.unless_known([data], lambda: self.get_paginated_response(data))

    @extend_schema(request=serializers.RulingSerializer)
    def rule(self, request: Request, slug: str, number: int, ref: str) -> Response:
        """Decide about a pair, whatever others said; chairs."""
        conference = self.run(slug)
        handled = Paper.objects.run_by(request.user).filter(conference=conference)
        paper = get_object_or_404(handled, number=number)
        role = next((one for one in concerned.roles(conference) if one.ref == ref), None)
        if role is None or role.person is None:
            raise Http404
        sent = serializers.RulingSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        made = actions.rule(paper, role.person, Ruling(**sent.validated_data), by=request.user)
        row = self.rows(conference).get(pk=made.pk)
        return Response(self.get_serializer(row).data)
