"""What a conference asks of its papers: categories, and questions of the chairs’ own."""

from typing import Any

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.response import Response

from dls.conferences.models.conference import Conference
from dls.conferences.models.deadlines import Deadline
from dls.web.api import M, Request, Resource
from submissions import about_paper
from submissions.models.categories import Category
from submissions.models.questions import Question
from submissions.rules import calls as rules


class CategorySerializer(serializers.ModelSerializer[Category]):
    """A kind of paper."""

    about = serializers.CharField(read_only=True, help_text="Markdown.")
    is_open = serializers.BooleanField(read_only=True, help_text="It takes new papers.")
    review_model = serializers.CharField(read_only=True, help_text="Who knows whom.")
    pages = serializers.SerializerMethodField(help_text="6 to 8 pages; or empty.")
    due_at = serializers.SerializerMethodField(help_text="When its papers are due.")

    class Meta:
        model = Category
        fields = (
            "number", "name", "about", "is_open", "review_model", "needs_manuscript", "template",
            "pages", "due_at",
        )  # fmt: skip
        read_only_fields = fields

    def get_pages(self, category: Category) -> str:
        return about_paper.pages(category)

    @extend_schema_field({"type": "string", "format": "date-time", "nullable": True})
    def get_due_at(self, category: Category) -> Any:
        due = category.conference.due(Deadline.Kind.PAPERS, f"category:{category.pk}")
        return serializers.DateTimeField().to_representation(due.at) if due else None


class QuestionSerializer(serializers.ModelSerializer[Question]):
    """A question of the chairs’ own."""

    help = serializers.CharField(read_only=True)
    kind = serializers.CharField(
        read_only=True, help_text=f"One of {', '.join(Question.Kind.values)}."
    )
    choices = serializers.ListField(child=serializers.CharField(), read_only=True)
    readers = serializers.CharField(
        read_only=True, help_text=f"Who reads answers: {', '.join(Question.Readers.values)}."
    )
    categories = serializers.SlugRelatedField(  # type: ignore[var-annotated]
        slug_field="number", many=True, read_only=True, help_text="Asked of these; none: of all."
    )
    is_conditional = serializers.SerializerMethodField(
        help_text="It is asked of some papers only, by what they say."
    )

    class Meta:
        model = Question
        fields = (
            "number", "label", "help", "kind", "choices", "least", "most", "is_required", "readers",
            "categories", "is_conditional",
        )  # fmt: skip
        read_only_fields = fields

    def get_is_conditional(self, question: Question) -> bool:
        return bool(question.condition)


class OfCall(Resource[M]):
    """Read by anybody while the call is open."""

    tag = "Papers"
    pagination_class = None

    def asking(self, slug: str) -> Conference:
        shown = Conference.objects.visible_to(self.request.user)
        found: Conference = get_object_or_404(shown.prefetch_related("deadlines"), slug=slug)
        if not rules.is_read_by(self.request.user, found):
            raise Http404
        return found

    def told(self, rows: Any) -> HttpResponseBase:
        data = self.get_serializer(rows, many=True).data
        return self.unless_known([data], lambda: Response(data))


class CategoriesResource(OfCall[Category]):
    serializer_class = CategorySerializer
    queryset = Category.objects.none()

    def list(self, request: Request, slug: str) -> HttpResponseBase:
        """The kinds of papers a conference takes, in their order, while its call is open."""
        conference = self.asking(slug)
        rows = list(conference.categories.all())
        for one in rows:
            one.conference = conference
        return self.told(rows)


class QuestionsResource(OfCall[Question]):
    serializer_class = QuestionSerializer
    queryset = Question.objects.none()

    def list(self, request: Request, slug: str) -> HttpResponseBase:
        """The chairs’ own questions to authors, in their order, while the call is open."""
        asked = self.asking(slug).questions.filter(is_retired=False)
        return self.told(asked.prefetch_related("categories"))
