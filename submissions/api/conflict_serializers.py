"""How conflicts are written in the REST interface."""

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from submissions.forms.conflicts import KINDS
from submissions.models.conflicts import Conflict

KIND = f"One of {', '.join(value for value, _ in KINDS)}"
STATE = f"One of {', '.join(Conflict.State.values)}"


class CommitteeConflictSerializer(serializers.Serializer[Any]):
    """Somebody of the committee, and what the authors say of them."""

    person = serializers.CharField(help_text="What names them here.")
    name = serializers.CharField()
    affiliation = serializers.CharField()
    kind = serializers.CharField(allow_blank=True, help_text=f"{KIND}; or empty.")
    hint = serializers.CharField(allow_blank=True, help_text="What was found, by its kind alone.")


class CommitteeConflictsSerializer(serializers.Serializer[Any]):
    conflicts = CommitteeConflictSerializer(many=True)


class KindField(serializers.CharField):
    """A kind of conflict that can be declared."""

    def __init__(self, **options: Any) -> None:
        super().__init__(help_text=KIND, **options)

    def run_validation(self, data: Any = serializers.empty) -> Any:
        found = super().run_validation(data)
        if found and found not in dict(KINDS):
            raise serializers.ValidationError(f"“{found[:40]}” is no kind of conflict. {KIND}.")
        return found


class DeclaredSerializer(serializers.Serializer[Any]):
    person = serializers.CharField()
    kind = KindField()


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "One conflict",
            {"conflicts": [{"person": "k3v9q2", "kind": "co-author"}]},
            request_only=True,
        )
    ]
)
class DeclarationSerializer(serializers.Serializer[Any]):
    """All that the authors declare; what is left out is taken back."""

    conflicts = serializers.ListField(child=DeclaredSerializer(), max_length=5_000)


class OwnKindSerializer(serializers.Serializer[Any]):
    kind = KindField()


class OwnAnswerSerializer(serializers.Serializer[Any]):
    is_one = serializers.BooleanField(help_text="Whether what was found is a conflict.")


class OwnConflictSerializer(serializers.ModelSerializer[Conflict]):
    """A conflict of yours: declared by you, or found and waiting for your answer."""

    paper = serializers.IntegerField(source="paper.number", read_only=True)
    title = serializers.CharField(source="paper.title", read_only=True)
    kind = serializers.CharField(read_only=True)
    state = serializers.CharField(read_only=True, help_text="declared or suggested")

    class Meta:
        model = Conflict
        fields = ("paper", "title", "kind", "state", "is_pinned")
        read_only_fields = fields


class PersonSerializer(serializers.Serializer[Any]):
    ref = serializers.CharField(allow_null=True, help_text="Their role; null, if it has ended.")
    name = serializers.CharField()
    email = serializers.CharField()


class ConflictSerializer(serializers.ModelSerializer[Conflict]):
    """A pair of a paper and a person, as chairs see it."""

    paper = serializers.IntegerField(source="paper.number", read_only=True)
    person = serializers.SerializerMethodField()
    kind = serializers.CharField(read_only=True)
    source = serializers.CharField(  # type: ignore[assignment]  # a name of ours
        read_only=True, help_text="author, member, found or chair"
    )
    state = serializers.CharField(read_only=True, help_text=STATE)
    holds = serializers.BooleanField(read_only=True, help_text="It keeps the person away.")
    evidence = serializers.CharField(source="says", read_only=True)
    by = serializers.CharField(source="by.name", default=None, read_only=True, allow_null=True)

    class Meta:
        model = Conflict
        fields = (
            "paper", "person", "kind", "source", "state", "holds", "is_pinned", "note", "evidence",
            "at", "by",
        )  # fmt: skip
        read_only_fields = fields

    def get_person(self, conflict: Conflict) -> PersonSerializer:
        refs: dict[int, str] = self.context["refs"]
        person = conflict.person
        told = {"ref": refs.get(person.pk), "name": person.name, "email": person.email}
        return PersonSerializer(told).data  # type: ignore[return-value]


class RulingSerializer(serializers.Serializer[Any]):
    """What a chair decides about a pair, whatever others said."""

    holds = serializers.BooleanField(help_text="Whether it is a conflict.")
    kind = KindField(default=Conflict.Kind.OTHER.value)
    is_pinned = serializers.BooleanField(
        default=True, help_text="Neither authors nor the member can declare otherwise."
    )
    note = serializers.CharField(max_length=500, allow_blank=True, default="")
