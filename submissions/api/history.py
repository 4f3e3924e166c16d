"""What happened to a paper, and opening one for longer."""

from typing import Any

from django.http import HttpResponseBase
from drf_spectacular.utils import extend_schema
from rest_framework import exceptions, serializers
from rest_framework.response import Response

from dls.journal.models import Entry
from dls.web.api import Request
from dls.web.paging import Pagination
from submissions import inside_paper
from submissions.actions import extending
from submissions.api import papers
from submissions.api.finding import OfPaper
from submissions.api.serializers import PaperDetailSerializer
from submissions.forms.lifecycle import LongerForm
from submissions.models.papers import Paper


class NewestFirst(Pagination):
    ordering = ("-at", "-pk")


class EntrySerializer(serializers.ModelSerializer[Entry]):
    """Somebody did something."""

    by = serializers.SerializerMethodField(
        help_text="Null, where the site itself did it; authors read of chairs “A chair”."
    )
    what = serializers.CharField(read_only=True)

    class Meta:
        model = Entry
        fields = ("at", "by", "verb", "what")
        read_only_fields = fields

    def get_by(self, entry: Entry) -> str | None:
        if entry.by is None:
            return None
        paper, tellers = self.context["paper"], self.context["tellers"]
        return entry.by.name if paper.is_chaired or entry.by_id in tellers else "A chair"


class JournalResource(OfPaper[Entry]):
    serializer_class = EntrySerializer
    pagination_class = NewestFirst
    queryset = Entry.objects.none()

    def list(self, request: Request, slug: str, number: int) -> HttpResponseBase:
        """What happened to a paper, the newest first: for its authors, and chairs who handle it."""
        paper = self.own_paper(slug, number)
        rows = self.paginate_queryset(inside_paper.history(paper))
        context = {"paper": paper, "tellers": inside_paper.tellers(paper)}
        data = EntrySerializer(rows, many=True, context=context).data
        return self.unless_known([data], lambda: self.get_paginated_response(data))


class LongerSerializer(serializers.Serializer[Any]):
    """Until when one paper stays open: a whole day, or a time of it; and why."""

    day = serializers.DateField()
    time = serializers.TimeField(required=False, allow_null=True, default=None)
    zone = serializers.CharField(required=False, help_text="Else the one of the conference.")
    reason = serializers.CharField(
        allow_blank=True, default="", help_text="Its authors read it, and it goes on record."
    )


class LongerResource(OfPaper[Paper]):
    serializer_class = PaperDetailSerializer
    queryset = Paper.objects.none()

    @extend_schema(request=LongerSerializer)
    def update(self, request: Request, slug: str, number: int) -> Response:
        """Open one paper for longer; chairs."""
        paper = self.own_paper(slug, number)
        sent = LongerSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        given = {"zone": paper.conference.deadline_zone, **sent.validated_data}
        form = LongerForm(paper.conference, extending.own_date(paper), given)
        if not form.is_valid():
            raise exceptions.ValidationError(
                {name: list(map(str, told)) for name, told in form.errors.items()}
            )
        extending.open_longer(paper, form.until, form.cleaned_data["reason"], by=request.user)
        return Response(papers.shown(self.own_paper(slug, number), request))

    @extend_schema(responses={200: PaperDetailSerializer})
    def destroy(self, request: Request, slug: str, number: int) -> Response:
        """Let the date of all papers hold again; chairs."""
        extending.close(self.own_paper(slug, number), by=request.user)
        return Response(papers.shown(self.own_paper(slug, number), request))
