"""Papers: found, started, changed, handed in, taken back."""

from typing import Any

from django.http import HttpResponseBase
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import exceptions
from rest_framework.response import Response

from dls.conferences.models.conference import Conference
from dls.web.api import Request
from dls.web.paging import Pagination
from submissions.actions import authors as starting
from submissions.actions import papers as actions
from submissions.api import changes, finding, serializers
from submissions.api.finding import OfCall, OfPaper
from submissions.forms.lifecycle import WithdrawForm
from submissions.forms.papers import StartForm
from submissions.models.papers import Paper, PaperQuerySet
from submissions.rules import papers as rules
from submissions.search import searching
from submissions.search.keywords import Viewpoint

QUESTION = OpenApiParameter(
    "q", str, description="In the search language of the table: status:submitted -topic:storage."
)
DETAIL = serializers.PaperDetailSerializer


class ByNumber(Pagination):
    ordering = "number"


class PapersResource(OfCall[Paper]):
    serializer_class = serializers.PaperSerializer
    pagination_class = ByNumber
    queryset = Paper.objects.none()

    def _questions(self) -> set[str]:
        return super()._questions() | ({"q"} if self.action == "list" else set())

    @extend_schema(parameters=[QUESTION])
    def list(self, request: Request, slug: str) -> HttpResponseBase:
        """Papers of a conference: your own; all that you handle as a chair; what the committee
        reads, once papers are due.

        A question that cannot be read is 400: `detail` says what is wrong, `start` and `end` where.
        """
        seen = Viewpoint(request.user, self.conference(slug))
        visible = Paper.objects.visible_to(request.user)
        found = searching.answer(visible, request.query_params.get("q", ""), seen)
        if found.wrong:
            return finding.wrong_query(found.wrong)
        return self._shown(found.papers, request)

    def _shown(self, papers: PaperQuerySet, request: Request) -> HttpResponseBase:
        """Its version is what it shows: what is hidden from the reader is not in it."""
        rows = self.paginate_queryset(finding.with_all(papers, request.user))
        data = self.get_serializer(rows, many=True).data
        return self.unless_known([data], lambda: self.get_paginated_response(data))

    @extend_schema(request=serializers.StartSerializer, responses={201: DETAIL})
    def create(self, request: Request, slug: str) -> Response:
        """Start a paper with its title: a draft, whose first author and contact you are."""
        asked = serializers.StartSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        conference = self.conference(slug)
        rules.may_start(request.user, conference).require()
        made = _begun(conference, asked.validated_data, request)
        found = Paper.objects.visible_to(request.user).select_related("category").get(pk=made.pk)
        found.conference = found.category.conference = conference
        return Response(shown(found, request), status=201)


def _begun(conference: Conference, sent: dict[str, Any], request: Request) -> Paper:
    key = changes.category_key(conference, sent.get("category"))
    typed = {"title": sent["title"], "category": key}
    typed |= {"whose": "others"} if sent["on_behalf"] else {}
    form = StartForm(typed, conference=conference, runs=bool(getattr(conference, "runs", False)))
    if sent["on_behalf"] and "whose" not in form.fields:
        raise finding.invalid("on_behalf", "Only chairs hand in papers for others.")
    if not form.is_valid():
        raise exceptions.ValidationError(
            {name: list(map(str, told)) for name, told in form.errors.items()}
        )
    kind = form.cleaned_data.get("category")
    title: str = form.cleaned_data["title"]
    if sent["on_behalf"]:
        given = {"category": kind} if kind else {}
        return actions.start(conference, title, by=request.user, **given)
    return starting.start_own(conference, title, by=request.user, category=kind)


def shown(paper: Paper, request: Request) -> Any:
    """A paper with all of it that this reader may see."""
    finding.fetch_all(paper, request.user)
    return DETAIL(paper, context={"request": request}).data


class PaperResource(OfPaper[Paper]):
    serializer_class = DETAIL
    queryset = Paper.objects.none()

    def retrieve(self, request: Request, slug: str, number: int) -> HttpResponseBase:
        """A paper, with what it lacks and what you may do with it, if it is yours to act on.

        Where the review is double-blind for you, `authors` and what names them is null.
        """
        data = shown(self.paper(slug, number), request)
        return self.unless_known([data], lambda: Response(data))

    @extend_schema(request=changes.ChangeSerializer)
    def partial_update(self, request: Request, slug: str, number: int) -> Response:
        """Change what a paper says. Send only what is to change; with If-Match, only if it still
        is what you read.

        All of it is taken, or nothing. A submitted paper stays complete.
        """
        paper = self.own_paper(slug, number)
        if "If-Match" in request.headers:
            self.require_known([shown(self.own_paper(slug, number), request)])
        changes.apply(paper, request.data, by=request.user)
        return self._now(request, slug, number)

    @extend_schema(request=None)
    def submit(self, request: Request, slug: str, number: int) -> Response:
        """Hand it in. Once it is, asking again is 409 and changes nothing."""
        paper = self.own_paper(slug, number)
        rules.may_submit(request.user, paper).require()
        actions.submit(paper, by=request.user)
        return self._now(request, slug, number)

    @extend_schema(request=serializers.ReasonSerializer)
    def withdraw(self, request: Request, slug: str, number: int) -> Response:
        """Take it back, with a reason; it keeps all it has."""
        paper = self.own_paper(slug, number)
        sent = serializers.ReasonSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        form = WithdrawForm(sent.validated_data)
        if not form.is_valid():
            raise finding.invalid("reason", str(form.errors["reason"][0]))
        rules.may_withdraw(request.user, paper).require()
        actions.withdraw(paper, form.cleaned_data["reason"], by=request.user)
        return self._now(request, slug, number)

    @extend_schema(request=None)
    def revive(self, request: Request, slug: str, number: int) -> Response:
        """Bring back a paper that was withdrawn: submitted, if it ever was."""
        paper = self.own_paper(slug, number)
        rules.may_revive(request.user, paper).require()
        actions.revive(paper, by=request.user)
        return self._now(request, slug, number)

    @extend_schema(responses=serializers.ReceiptSerializer)
    def receipt(self, request: Request, slug: str, number: int) -> HttpResponseBase:
        """What was handed in, with the hash of its file: for authors and chairs."""
        paper = self.own_paper(slug, number)
        finding.fetch_all(paper, request.user)
        data = serializers.ReceiptSerializer(paper).data
        return self.unless_known([data], lambda: Response(data))

    def _now(self, request: Request, slug: str, number: int) -> Response:
        return Response(shown(self.own_paper(slug, number), request))
