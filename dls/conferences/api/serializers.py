"""How conferences and what belongs to them are written in the REST interface."""

from typing import Any

from django.conf import settings
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from dls.conferences.forms.deadlines import WhenForm
from dls.conferences.models.conference import Conference, Partner, Topic
from dls.conferences.models.deadlines import Deadline, Extension
from dls.conferences.models.pages import News
from dls.conferences.models.roles import Affiliation, Role
from dls.conferences.models.series import OutsideEdition, Series
from dls.web import countries

MARKDOWN = "Markdown."
CODE = "Two letters, as ISO 3166 has them."
LINK = "An address, or empty."
ZONE = "A time zone’s name; Etc/GMT+12 is AoE, anywhere on Earth."


def slug_of(deadline: Deadline) -> str:
    """A deadline's part of an address: its kind, with its number where a kind has several."""
    alone = not deadline.is_milestone and not deadline.scope
    return str(deadline.kind) if alone else f"{deadline.kind}-{deadline.number}"


class TopicSerializer(serializers.ModelSerializer[Topic]):
    under = serializers.CharField(
        source="parent.name", default=None, allow_null=True, help_text="The topic it stands under."
    )

    class Meta:
        model = Topic
        fields = ("name", "under")


class PartnerSerializer(serializers.ModelSerializer[Partner]):
    link = serializers.CharField(read_only=True, help_text=LINK)

    class Meta:
        model = Partner
        fields = ("kind", "name", "link")


class ConferenceSerializer(serializers.ModelSerializer[Conference]):
    """A conference in a list."""

    series = serializers.SlugRelatedField[Series](slug_field="slug", read_only=True)
    country = serializers.CharField(read_only=True, help_text=CODE)
    zone = serializers.CharField(read_only=True, help_text=ZONE)
    place = serializers.CharField(read_only=True, help_text="Denver, Colorado, USA")
    page = serializers.SerializerMethodField(help_text="Its public page.")

    class Meta:
        model = Conference
        fields: tuple[str, ...] = (
            "slug",
            "name",
            "title",
            "series",
            "ordinal",
            "theme",
            "state",
            "starts_on",
            "ends_on",
            "city",
            "region",
            "country",
            "venue",
            "place",
            "zone",
            "page",
        )
        read_only_fields = fields

    @extend_schema_field({"type": "string", "format": "uri"})
    def get_page(self, conference: Conference) -> str:
        return f"{settings.SITE_URL}{conference.get_absolute_url()}"


class ConferenceDetailSerializer(ConferenceSerializer):
    """A conference with all its public page says."""

    topics = TopicSerializer(many=True, read_only=True)
    partners = PartnerSerializer(many=True, read_only=True)
    map_link = serializers.CharField(read_only=True, help_text=LINK)
    contact = serializers.CharField(read_only=True, help_text="An email address, or empty.")
    deadline_zone = serializers.CharField(read_only=True, help_text=ZONE)
    call_text = serializers.CharField(read_only=True, help_text=MARKDOWN)
    submit_text = serializers.CharField(read_only=True, help_text=MARKDOWN)

    class Meta(ConferenceSerializer.Meta):
        fields = (
            *ConferenceSerializer.Meta.fields,
            "map_link",
            "deadline_zone",
            "review_model",
            "profile",
            "contact",
            "accent",
            "call_text",
            "submit_text",
            "topics",
            "partners",
        )
        read_only_fields = fields


class OutsideEditionSerializer(serializers.ModelSerializer[OutsideEdition]):
    link = serializers.CharField(read_only=True, help_text=LINK)

    class Meta:
        model = OutsideEdition
        fields = ("title", "ordinal", "starts_on", "city", "country", "event", "link")
        read_only_fields = fields


class SeriesSerializer(serializers.ModelSerializer[Series]):
    """A family of conferences."""

    class Meta:
        model = Series
        fields: tuple[str, ...] = ("slug", "title", "short", "scope_text")
        read_only_fields = fields


class SeriesDetailSerializer(SeriesSerializer):
    """A series with its editions, as far as you may see them, newest first."""

    editions = ConferenceSerializer(source="shown_editions", many=True, read_only=True)
    outside_editions = OutsideEditionSerializer(many=True, read_only=True)

    class Meta(SeriesSerializer.Meta):
        fields = (*SeriesSerializer.Meta.fields, "editions", "outside_editions")
        read_only_fields = fields


class ExtensionSerializer(serializers.ModelSerializer[Extension]):
    class Meta:
        model = Extension
        fields = ("was", "became")
        read_only_fields = fields


class ChairsViewSerializer(serializers.ModelSerializer[Deadline]):
    """What a deadline says to chairs alone."""

    responsible = serializers.CharField(source="responsible.name", default=None, allow_null=True)

    class Meta:
        model = Deadline
        fields = ("is_public", "is_proposal", "grace", "responsible", "done_at")
        read_only_fields = fields


class DeadlineSerializer(serializers.ModelSerializer[Deadline]):
    """A named moment, with the dates it had before."""

    slug = serializers.SerializerMethodField(help_text="Its part of an address.")
    label = serializers.CharField(read_only=True)  # type: ignore[assignment]  # a name of ours
    zone = serializers.CharField(read_only=True, help_text=ZONE)
    extensions = ExtensionSerializer(many=True, read_only=True)
    for_chairs = serializers.SerializerMethodField(
        help_text="What only chairs of the conference may read; null for everybody else."
    )

    class Meta:
        model = Deadline
        fields = (
            "slug",
            "kind",
            "label",
            "at",
            "until",
            "zone",
            "whole_day",
            "note",
            "extensions",
            "for_chairs",
        )
        read_only_fields = fields

    def get_slug(self, deadline: Deadline) -> str:
        return slug_of(deadline)

    @extend_schema_field(ChairsViewSerializer(allow_null=True))
    def get_for_chairs(self, deadline: Deadline) -> dict[str, Any] | None:
        if not self.context.get("runs"):
            return None
        return dict(ChairsViewSerializer(deadline).data)


class AffiliationSerializer(serializers.ModelSerializer[Affiliation]):
    class Meta:
        model = Affiliation
        fields = ("institution", "country")


class CommitteeSerializer(serializers.ModelSerializer[Role]):
    """Somebody of the committee, as printed in that edition."""

    affiliations = AffiliationSerializer(many=True, read_only=True)

    class Meta:
        model = Role
        fields: tuple[str, ...] = (
            "kind",
            "name",
            "family_name",
            "title",
            "affiliation",
            "country",
            "affiliations",
        )
        read_only_fields = fields


class RoleSerializer(CommitteeSerializer):
    """A role with the history of its invitation, for chairs."""

    email = serializers.CharField(read_only=True, help_text="Empty, where none was recorded.")

    class Meta(CommitteeSerializer.Meta):
        fields = (
            "ref",
            *CommitteeSerializer.Meta.fields,
            "email",
            "state",
            "is_listed",
            "invited_at",
            "expires_at",
            "reminders",
            "answered_at",
            "answer",
            "suggestion",
        )
        read_only_fields = fields


class MyRoleSerializer(serializers.ModelSerializer[Role]):
    """What you are in a conference, or are asked to be."""

    conference = serializers.SlugRelatedField[Conference](slug_field="slug", read_only=True)

    class Meta:
        model = Role
        fields = ("ref", "conference", "kind", "state", "name", "title", "since", "invited_at",
                  "expires_at", "answered_at")  # fmt: skip
        read_only_fields = fields


class AcceptSerializer(serializers.Serializer[Role]):
    """How you want to be printed; what is left out comes from your profile."""

    given_name = serializers.CharField(max_length=100, required=False)
    family_name = serializers.CharField(max_length=100, required=False)
    affiliation = serializers.CharField(max_length=200, required=False, allow_blank=True)
    country = serializers.CharField(required=False, allow_blank=True, help_text=CODE)

    def validate_country(self, code: str) -> str:
        if code and code not in dict(countries.choices()):
            raise serializers.ValidationError("Write a country’s two letters, such as DE.")
        return code


class DeclineSerializer(serializers.Serializer[Role]):
    reason = serializers.CharField(max_length=2000, required=False, allow_blank=True)
    suggestion = serializers.CharField(
        max_length=2000, required=False, allow_blank=True, help_text="Whom to ask instead."
    )


class MoveSerializer(serializers.Serializer[Deadline]):
    """Where a date goes: a whole day, or a time of it; in its own zone unless you name another."""

    day = serializers.DateField()
    time = serializers.TimeField(
        required=False, allow_null=True, default=None, help_text="Left out: the whole day."
    )
    last_day = serializers.DateField(
        required=False, allow_null=True, default=None, help_text="Of a range of days."
    )
    zone = serializers.CharField(required=False, help_text=ZONE)
    reason = serializers.CharField(max_length=300, required=False, allow_blank=True, default="")
    seen = serializers.DateTimeField(
        required=False, default=None, allow_null=True,
        help_text="The moment it is now, as you read it: refused if somebody has moved it since.",
    )  # fmt: skip
    announce = serializers.BooleanField(
        default=False, help_text="Tell it in the conference’s news."
    )

    def validate(self, given: dict[str, Any]) -> dict[str, Any]:
        """The same form that chairs fill in on the page judges the date."""
        deadline: Deadline = self.context["deadline"]
        form = WhenForm({**given, "zone": given.get("zone") or deadline.zone})
        form.kind = deadline.kind
        if not form.is_valid():
            raise serializers.ValidationError(
                {name: [str(one) for one in told] for name, told in form.errors.items()}
            )
        return {**given, "when": form.cleaned_data["when"]}


class NewsSerializer(serializers.ModelSerializer[News]):
    body = serializers.CharField(read_only=True, help_text=MARKDOWN)

    class Meta:
        model = News
        fields = ("title", "body", "published_at")
        read_only_fields = fields
