"""You and your tokens, in the REST interface."""

from typing import Any, cast

from allauth.account.models import EmailAddress
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiResponse, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.fields import empty
from rest_framework.response import Response

from dls.people import orcid, rules, scopes
from dls.people.actions.profile import change_profile
from dls.people.actions.tokens import make_token, revoke_token
from dls.people.models import Person, Token
from dls.web import countries, zones
from dls.web.api import Request, Resource
from dls.web.lines import one_line
from dls.web.paging import Pagination

LONGEST = 366


class EmailSerializer(serializers.ModelSerializer[EmailAddress]):
    class Meta:
        model = EmailAddress
        fields = ("email", "verified", "primary")
        read_only_fields = fields


@extend_schema_field({"type": "string", "maxLength": 200})
class Link(serializers.URLField):
    """An address; or empty, which OpenAPI would not take for one."""


class Line(serializers.CharField):
    """A text on one line, cleared of what nobody sees."""

    def run_validation(self, data: Any = empty) -> Any:
        return super().run_validation(one_line(data) if isinstance(data, str) else data)


class MeSerializer(serializers.ModelSerializer[Person]):
    """What you say about yourself."""

    given_name = Line(max_length=100, allow_blank=True, required=False)
    family_name = Line(max_length=100, required=False)
    affiliation = Line(max_length=200, allow_blank=True, required=False)
    country = serializers.CharField(
        max_length=2, allow_blank=True, required=False, help_text="Two letters, as in ISO 3166."
    )
    zone = serializers.CharField(
        max_length=40, allow_blank=True, required=False, help_text="A time zone’s name."
    )
    orcid = serializers.CharField(max_length=40, allow_blank=True, required=False)
    home_page = Link(max_length=200, allow_blank=True, required=False)
    emails = EmailSerializer(source="emailaddress_set", many=True, read_only=True)

    class Meta:
        model = Person
        fields = (
            "email",
            "emails",
            "name",
            "given_name",
            "family_name",
            "affiliation",
            "country",
            "orcid",
            "home_page",
            "expertise",
            "zone",
        )
        read_only_fields = ("email", "name")

    def validate_country(self, code: str) -> str:
        if code and code not in dict(countries.choices()):
            raise serializers.ValidationError("Write a country’s two letters, such as DE.")
        return code

    def validate_zone(self, name: str) -> str:
        if name and not zones.is_zone(name):
            raise serializers.ValidationError("Write a zone’s name, such as Europe/Berlin.")
        return name

    def validate_orcid(self, number: str) -> str:
        return orcid.normalised(number) if number else ""


class TokenSerializer(serializers.ModelSerializer[Token]):
    """A token, without its text: nobody can read that again."""

    scopes = serializers.ListField(child=serializers.CharField(), read_only=True)

    class Meta:
        model = Token
        fields = ("handle", "name", "scopes", "hint", "created", "expiry", "last_used_at")
        read_only_fields = fields


class NewTokenSerializer(serializers.Serializer[Token]):
    """What to make."""

    name = serializers.CharField(max_length=80, help_text="What you will use it for.")
    scopes = serializers.MultipleChoiceField(choices=[], allow_empty=False)
    days = serializers.IntegerField(
        min_value=1, max_value=LONGEST, default=90, help_text="How long it works."
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["scopes"].choices = [  # type: ignore[attr-defined]
            (scope.name, scope.says) for scope in scopes.every()
        ]


class MadeTokenSerializer(TokenSerializer):
    """A new token with its text, which is shown this once."""

    token = serializers.CharField(read_only=True)

    class Meta(TokenSerializer.Meta):
        fields = (*TokenSerializer.Meta.fields, "token")  # type: ignore[assignment]


class MeResource(Resource[Person]):
    tag = "Me"
    private = True
    serializer_class = MeSerializer
    pagination_class = None
    queryset = Person.objects.none()

    def retrieve(self, request: Request) -> HttpResponseBase:
        """Your profile."""
        person = request.user
        return self.unless_known(
            _version(person), lambda: Response(self.get_serializer(person).data)
        )

    def partial_update(self, request: Request) -> Response:
        """Change your profile. Send only what is to change; with If-Match, only if it still
        is what you read.
        """
        self.require_known(_version(request.user))
        given = self.get_serializer(request.user, data=request.data, partial=True)
        given.is_valid(raise_exception=True)
        person = change_profile(request.user, by=request.user, values=given.validated_data)
        return Response(self.get_serializer(person).data)


def _version(person: Person) -> list[object]:
    emails = EmailAddress.objects.filter(user=person).order_by("pk").values_list()
    told = [getattr(person, name) for name in MeSerializer.Meta.fields if name != "emails"]
    return [*told, *emails]


class ByAge(Pagination):
    ordering = ("-created", "handle")


class TokenResource(Resource[Token]):
    tag = "Tokens"
    private = True
    token_scope = scopes.TOKENS
    serializer_class = TokenSerializer
    pagination_class = ByAge
    queryset = Token.objects.none()
    shown = TokenSerializer.Meta.fields
    lookup_field = "handle"

    def list(self, request: Request) -> HttpResponseBase:
        """Your tokens, newest first."""
        return self.listed(Token.objects.visible_to(request.user))

    @extend_schema(request=NewTokenSerializer, responses={201: MadeTokenSerializer})
    def create(self, request: Request) -> Response:
        """Make a token. Its text is in this answer and nowhere else.

        Made with another token, it can do no more and lasts no longer than that one.
        """
        asked = NewTokenSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        wanted = {**asked.validated_data, "scopes": sorted(asked.validated_data["scopes"])}
        rules.may_pass_on(
            cast("Token | None", request.auth), wanted["scopes"], wanted["days"]
        ).require()
        token, text = make_token(request.user, by=request.user, **wanted)
        token.token = text
        return Response(MadeTokenSerializer(token).data, status=201)

    @extend_schema(responses={204: OpenApiResponse(description="It opens nothing any more")})
    def destroy(self, request: Request, handle: str) -> Response:
        """Revoke a token."""
        token = get_object_or_404(Token.objects.visible_to(request.user), handle=handle)
        revoke_token(token, by=request.user)
        return Response(status=204)
