"""How papers are written in the REST interface, for each reader what is theirs to see."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from drf_spectacular.utils import OpenApiExample, extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from submissions.models.authors import Author, AuthorAffiliation
from submissions.models.papers import Paper
from submissions.models.questions import Answer
from submissions.rules import papers as rules
from submissions.rules.completeness import lacking

if TYPE_CHECKING:
    from dls.people.models import Person

INSIDE = "Null for all but its authors, and chairs who handle it."
NAMING = "Null where you may not know the authors."
CODE = "Two letters, as ISO 3166 has them."
MAY = ("edit", "submit", "withdraw", "revive", "extend")


class AuthorAffiliationSerializer(serializers.ModelSerializer[AuthorAffiliation]):
    country = serializers.CharField(read_only=True, help_text=CODE)

    class Meta:
        model = AuthorAffiliation
        fields = ("institution", "country")
        read_only_fields = fields


class AuthorSerializer(serializers.ModelSerializer[Author]):
    """An author as given for this paper."""

    email = serializers.SerializerMethodField(help_text=INSIDE)
    is_claimed = serializers.SerializerMethodField(
        help_text=f"Whether a person has claimed the entry. {INSIDE}"
    )
    is_denied = serializers.SerializerMethodField(
        help_text=f"Whether they say that they are no author. {INSIDE}"
    )
    affiliations = AuthorAffiliationSerializer(many=True, read_only=True)

    class Meta:
        model = Author
        fields = (
            "given_name", "family_name", "email", "orcid", "is_corresponding", "is_presenter",
            "affiliations", "is_claimed", "is_denied",
        )  # fmt: skip
        read_only_fields = fields

    def get_email(self, author: Author) -> str | None:
        return author.email if self.context["inside"] else None

    def get_is_claimed(self, author: Author) -> bool | None:
        return author.person_id is not None if self.context["inside"] else None

    def get_is_denied(self, author: Author) -> bool | None:
        return author.is_denied if self.context["inside"] else None


class PaperTagSerializer(serializers.Serializer[Any]):
    name = serializers.CharField(source="tag.name")
    readers = serializers.CharField(source="tag.readers")
    value = serializers.FloatField(allow_null=True)


def is_inside(paper: Paper) -> bool:
    return bool(paper.is_mine or paper.is_chaired)


class PaperSerializer(serializers.ModelSerializer[Paper]):
    """A paper in a list."""

    conference = serializers.CharField(source="conference.slug", read_only=True)
    category = serializers.IntegerField(source="category.number", read_only=True)
    byline = serializers.CharField(read_only=True, help_text="Or “Anonymous authors”.")
    authors = serializers.SerializerMethodField(help_text=NAMING)
    topics = serializers.SlugRelatedField(slug_field="name", many=True, read_only=True)  # type: ignore[var-annotated]
    submitted_at = serializers.DateTimeField(read_only=True, allow_null=True, help_text=INSIDE)
    updated_at = serializers.DateTimeField(read_only=True, allow_null=True, help_text=INSIDE)
    is_mine = serializers.BooleanField(read_only=True, help_text="You are an author or a contact.")
    is_chaired = serializers.BooleanField(read_only=True, help_text="You handle it as a chair.")
    tags = PaperTagSerializer(
        source="seen_tags", many=True, read_only=True, help_text="None on your own papers."
    )
    page = serializers.SerializerMethodField(help_text="Its page.")

    inside: ClassVar[tuple[str, ...]] = ("submitted_at", "updated_at")
    naming: ClassVar[tuple[str, ...]] = ()

    class Meta:
        model = Paper
        fields: tuple[str, ...] = (
            "conference", "number", "title", "status", "category", "byline", "authors", "topics",
            "keywords", "submitted_at", "updated_at", "is_mine", "is_chaired", "tags", "page",
        )  # fmt: skip
        read_only_fields = fields

    def to_representation(self, paper: Paper) -> dict[str, Any]:
        """Null for what is not this reader’s to see."""
        hidden = set() if is_inside(paper) else set(self.inside)
        hidden |= set() if paper.shows_authors else set(self.naming)
        shown = super().to_representation(paper)
        return {name: None if name in hidden else value for name, value in shown.items()}

    @extend_schema_field(AuthorSerializer(many=True, allow_null=True))
    def get_authors(self, paper: Paper) -> Any:
        if not paper.shows_authors:
            return None
        context = {"inside": is_inside(paper)}
        return AuthorSerializer(paper.shown_authors, many=True, context=context).data

    @extend_schema_field({"type": "string", "format": "uri"})
    def get_page(self, paper: Paper) -> str:
        return f"{settings.SITE_URL}{paper.get_absolute_url()}"


class AnswerSerializer(serializers.ModelSerializer[Answer]):
    """An answer to a question of the chairs’ own."""

    question = serializers.IntegerField(source="question.number", read_only=True)
    label = serializers.CharField(source="question.label", read_only=True)  # type: ignore[assignment]  # a name of ours
    value = serializers.JSONField(
        read_only=True, help_text="Text, a number, true or false, or a list of choices."
    )

    class Meta:
        model = Answer
        fields = ("question", "label", "value")


class LackSerializer(serializers.Serializer[Any]):
    """Something missing, and how to mend it."""

    what = serializers.CharField()
    how = serializers.CharField()
    part = serializers.CharField(help_text="fields, authors or manuscript")


class VerdictSerializer(serializers.Serializer[Any]):
    allowed = serializers.BooleanField()
    reason = serializers.CharField(help_text="Why not.")


class MaySerializer(serializers.Serializer[Any]):
    """What you may do with it now."""

    edit = VerdictSerializer()
    submit = VerdictSerializer()
    withdraw = VerdictSerializer()
    revive = VerdictSerializer()
    extend = VerdictSerializer(help_text="Open it for longer: chairs.")


SECRET = ("collaborators", "arxiv_comment", "withdrawn_why")
LINKS = ("arxiv", "code_link", "data_link")
MINE = ("is_original", "all_agree", "withdrawn_at", "due_at", "missing", "may")
REPRODUCED = (
    "algorithms", "releases", "data_sets", "hardware", "studies_performance", "benchmark"
)  # fmt: skip
NULLABLE: dict[str, dict[str, Any]] = {
    **{name: {"allow_null": True, "help_text": INSIDE} for name in (*SECRET, *MINE[:3])},
    **{name: {"allow_null": True, "help_text": NAMING} for name in ("arxiv",)},
}


EXAMPLE = {
    "conference": "dls2019",
    "number": 7,
    "title": "Scaling demo networks",
    "status": "submitted",
    "category": 1,
    "byline": "Anonymous authors",
    "authors": None,
    "topics": ["Storage for deep learning"],
    "keywords": "scaling, storage",
    "submitted_at": None,
    "updated_at": None,
    "is_mine": False,
    "is_chaired": False,
    "tags": [{"name": "discuss", "readers": "committee", "value": None}],
    "page": "https://example.org/dls2019/papers/7/",
    "abstract": "We train a demo network on 4,096 accelerators.",
    "collaborators": None,
    "algorithms": "none",
    "releases": "Demo 1.2, https://demo.example/",
    "data_sets": "ImageNet-1K",
    "hardware": "4,096 accelerators",
    "studies_performance": True,
    "benchmark": "MLPerf",
    "arxiv": None,
    "code_link": None,
    "data_link": None,
    "arxiv_comment": None,
    "is_original": None,
    "all_agree": None,
    "answers": [{"question": 1, "label": "Is it a demo?", "value": True}],
    "manuscript": 2,
    "withdrawn_at": None,
    "withdrawn_why": None,
    "due_at": None,
    "missing": None,
    "may": None,
}


@extend_schema_serializer(examples=[OpenApiExample("Double-blind", EXAMPLE, response_only=True)])
class PaperDetailSerializer(PaperSerializer):
    """A paper with all it says, as far as you may read it."""

    answers = serializers.SerializerMethodField(
        help_text="To questions of the chairs’ own, those you may read."
    )
    code_link = serializers.CharField(read_only=True, allow_null=True, help_text=NAMING)
    data_link = serializers.CharField(read_only=True, allow_null=True, help_text=NAMING)
    manuscript = serializers.IntegerField(
        source="latest.number", default=None, read_only=True, allow_null=True,
        help_text="The number of its newest manuscript.",
    )  # fmt: skip
    due_at = serializers.DateTimeField(
        source="due.at", default=None, read_only=True, allow_null=True, help_text=INSIDE
    )
    missing = serializers.SerializerMethodField(
        help_text=f"What it still lacks to be submitted. {INSIDE}"
    )
    may = serializers.SerializerMethodField(help_text=f"What you may do now. {INSIDE}")

    inside = (*PaperSerializer.inside, *SECRET, *MINE)
    naming = LINKS

    class Meta(PaperSerializer.Meta):
        fields = (
            *PaperSerializer.Meta.fields, "abstract", "collaborators", *REPRODUCED, *LINKS,
            "arxiv_comment", "is_original", "all_agree", "answers", "manuscript", "withdrawn_at",
            "withdrawn_why", "due_at", "missing", "may",
        )  # fmt: skip
        read_only_fields = fields
        extra_kwargs = NULLABLE

    @property
    def reader(self) -> "Person":
        reader: Person = self.context["request"].user
        return reader

    @extend_schema_field(AnswerSerializer(many=True))
    def get_answers(self, paper: Paper) -> Any:
        rows = Answer.objects.of(paper, self.reader)
        return AnswerSerializer(rows.select_related("question"), many=True).data

    @extend_schema_field(LackSerializer(many=True, allow_null=True))
    def get_missing(self, paper: Paper) -> Any:
        if not is_inside(paper):
            return None
        return LackSerializer(self._lacks(paper), many=True).data

    @extend_schema_field(MaySerializer(allow_null=True))
    def get_may(self, paper: Paper) -> Any:
        if not is_inside(paper):
            return None
        person, lacks = self.reader, self._lacks(paper)
        verdicts = {
            "edit": rules.may_edit(person, paper),
            "submit": rules.may_submit(person, paper, lacks),
            "withdraw": rules.may_withdraw(person, paper),
            "revive": rules.may_revive(person, paper),
            "extend": rules.may_extend(person, paper),
        }
        return {name: {"allowed": bool(one), "reason": one.reason}
                for name, one in verdicts.items()}  # fmt: skip

    def _lacks(self, paper: Paper) -> Any:
        """Asked once an answer; a withdrawn paper is not asked to become complete."""
        known = paper.__dict__.get("_lacks")
        if known is None:
            known = paper.__dict__["_lacks"] = [] if paper.is_withdrawn else lacking(paper)
        return known


class StartSerializer(serializers.Serializer[Any]):
    """What a paper begins with."""

    title = serializers.CharField(allow_blank=True, default="", help_text="At most 300 characters.")
    category = serializers.IntegerField(
        required=False, allow_null=True,
        help_text="The number of a category; needed where there are several.",
    )  # fmt: skip
    on_behalf = serializers.BooleanField(
        default=False, help_text="A chair hands it in for others, and is no contact of it."
    )


class ReasonSerializer(serializers.Serializer[Any]):
    reason = serializers.CharField(
        allow_blank=True, default="", max_length=2_000, help_text="Others read it."
    )


class ReceiptFileSerializer(serializers.Serializer[Any]):
    number = serializers.IntegerField()
    name = serializers.CharField()
    size = serializers.IntegerField()
    sha256 = serializers.CharField()
    at = serializers.DateTimeField()


class ReceiptSerializer(serializers.ModelSerializer[Paper]):
    """What was handed in, with the hash of its file."""

    conference = serializers.CharField(source="conference.slug", read_only=True)
    authors = serializers.SerializerMethodField()
    manuscript = ReceiptFileSerializer(source="latest", read_only=True, allow_null=True)
    due_at = serializers.DateTimeField(
        source="due.at", default=None, read_only=True, allow_null=True
    )

    class Meta:
        model = Paper
        fields = (
            "conference", "number", "title", "status", "submitted_at", "authors", "manuscript",
            "due_at",
        )  # fmt: skip
        read_only_fields = fields

    @extend_schema_field({"type": "array", "items": {"type": "string"}})
    def get_authors(self, paper: Paper) -> list[str]:
        return [one.name for one in paper.shown_authors]
