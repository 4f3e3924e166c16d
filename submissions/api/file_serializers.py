from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from submissions.models.manuscripts import Manuscript, Supplement
from submissions.models.papers import Paper
from submissions.models.reports import Finding, FormatReport
from submissions.models.uploads import Upload

STATES = "Of its check: waiting, running, done or failed."
HASH = r"^[0-9a-f]{64}$"


class SentFileSerializer(serializers.Serializer[Any]):
    file = serializers.FileField(max_length=500)


class FileSerializer(serializers.ModelSerializer[Any]):
    """A file somebody sent. Its name is told to those who may know the authors."""

    name = serializers.SerializerMethodField()

    def get_name(self, row: Manuscript | Supplement) -> str:
        return row.name if self.tells() else ""

    def tells(self) -> bool:
        view: Any = self.context["view"]
        paper: Paper = view.seen_paper
        return paper.shows_authors


class ManuscriptSerializer(FileSerializer):
    state = serializers.CharField(source="report.state", help_text=STATES)
    size = serializers.SerializerMethodField()
    sha256 = serializers.SerializerMethodField()

    @extend_schema_field({"type": "integer", "nullable": True})
    def get_size(self, row: Manuscript) -> int | None:
        """Whoever gets a neutral copy gets another file than this."""
        return row.size if self.tells() else None

    def get_sha256(self, row: Manuscript) -> str:
        """By its hash a file could be found where its authors have put it."""
        return row.sha256 if self.tells() else ""

    class Meta:
        model = Manuscript
        fields = ("number", "stage", "name", "size", "kind", "sha256", "at", "state")
        read_only_fields = fields


class SupplementSerializer(FileSerializer):
    question = serializers.IntegerField(source="question.number", default=None, allow_null=True)

    class Meta:
        model = Supplement
        fields = ("number", "name", "size", "kind", "sha256", "at", "question")
        read_only_fields = fields


class FindingSerializer(serializers.ModelSerializer[Finding]):
    box = serializers.ListField(child=serializers.FloatField(), allow_null=True)
    is_waived = serializers.BooleanField()

    class Meta:
        model = Finding
        fields = ("rule", "level", "page", "box", "measured", "allowed", "message", "is_waived")
        read_only_fields = fields


class ReportSerializer(serializers.ModelSerializer[FormatReport]):
    manuscript = serializers.IntegerField(source="manuscript.number")
    sha256 = serializers.CharField(source="manuscript.sha256")
    references_from = serializers.IntegerField(source="manuscript.references_from", allow_null=True)
    state = serializers.CharField(help_text=STATES)
    body_length = serializers.FloatField(allow_null=True)
    findings = serializers.SerializerMethodField()

    class Meta:
        model = FormatReport
        fields = (
            "manuscript", "sha256", "state", "problem", "judged_at", "took_ms", "pages",
            "counted_pages", "body_length", "references_from", "outline", "findings",
        )  # fmt: skip
        read_only_fields = fields

    @extend_schema_field(FindingSerializer(many=True))
    def get_findings(self, report: FormatReport) -> Any:
        return FindingSerializer(report.findings.with_waivers(), many=True).data


class ReferencesSerializer(serializers.Serializer[Any]):
    page = serializers.IntegerField(min_value=0, help_text="0 where there are none.")

    def validate_page(self, page: int) -> int:
        pages = self.context.get("pages") or 0
        if page > pages:
            raise serializers.ValidationError(f"The manuscript has {pages} pages.")
        return page


class AnnouncedSerializer(serializers.Serializer[Any]):
    purpose = serializers.ChoiceField(choices=Upload.Purpose.choices)
    name = serializers.CharField(max_length=500, help_text="What the file is called.")
    size = serializers.IntegerField(min_value=1, max_value=2**40)
    sha256 = serializers.RegexField(
        HASH, required=False, help_text="Of the whole file: what arrives must have it."
    )
    question = serializers.IntegerField(
        required=False, allow_null=True, help_text="The number of the field that asks for it."
    )


class UploadSerializer(serializers.ModelSerializer[Upload]):
    manuscript = serializers.IntegerField(source="manuscript.number", default=None, allow_null=True)
    supplement = serializers.IntegerField(source="supplement.number", default=None, allow_null=True)

    class Meta:
        model = Upload
        fields = (
            "ref", "purpose", "name", "size", "sha256", "received", "expires_at", "problem",
            "manuscript", "supplement",
        )  # fmt: skip
        read_only_fields = fields
