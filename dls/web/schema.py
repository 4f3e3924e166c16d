"""How the REST interface describes itself: OpenAPI, with what our conventions promise added."""

import json
from functools import cache
from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema as SpectacularSchema

PROBLEM = {
    "type": "object",
    "description": "What went wrong, as RFC 9457 has it.",
    "required": ["type", "title", "status", "detail", "code", "request"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "A sentence for a person."},
        "code": {"type": "string", "description": "A word for a program."},
        "request": {"type": "string", "description": "Tell us this number when you ask why."},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "detail"],
                "properties": {"field": {"type": "string"}, "detail": {"type": "string"}},
            },
        },
    },
    "example": {
        "type": "about:blank",
        "title": "Conflict",
        "status": 409,
        "detail": "This conference is archived; nothing in it can change.",
        "code": "refused",
        "request": "1f0c-77ab",
    },
}
ANSWERS = {
    "401": "No token, or one that is unknown, expired or revoked",
    "404": "Nothing is there that you may see",
    "429": "Too many requests; the header Retry-After says when to try again",
}
PARTS = {
    "slug": "The short name in the address: dls2019.",
    "deadline": "Its kind, such as papers; with a number where a kind has several: milestone-4.",
    "handle": "What the list of tokens calls it.",
    "ref": "What the list of roles calls it.",
}
CONDITION = {
    "name": "If-None-Match",
    "in": "header",
    "description": "The ETag of an earlier answer: if it still holds, the answer is 304.",
    "schema": {"type": "string"},
}


class BearerScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "dls.people.tokens.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: SpectacularSchema) -> dict[str, str]:
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "A personal token, made under Me → API tokens. It is shown once.",
        }


class SessionScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "rest_framework.authentication.SessionAuthentication"
    name = "session"
    priority = 1

    def get_security_definition(self, auto_schema: SpectacularSchema) -> dict[str, str]:
        return {
            "type": "apiKey",
            "in": "cookie",
            "name": "sessionid",
            "description": "The browser’s own session; changes need the header X-CSRFToken too.",
        }


class AutoSchema(SpectacularSchema):
    """Operations are described by the docstring of their method."""

    def get_tags(self) -> list[str]:
        return [getattr(self.view, "tag", "") or super().get_tags()[0]]

    def get_auth(self) -> list[dict[str, list[str]]]:
        """An empty requirement says that it works without any."""
        found: list[dict[str, list[str]]] = super().get_auth()
        open_to_all = self.method == "GET" and not getattr(self.view, "private", False)
        return [*found, {}] if open_to_all else found

    def get_operation(self, *args: Any, **kwargs: Any) -> dict[str, Any] | None:
        operation: dict[str, Any] | None = super().get_operation(*args, **kwargs)
        if operation is not None:
            usual = "read" if self.method == "GET" else "write"
            operation["x-scope"] = getattr(self.view, "token_scope", "") or usual
        return operation


def complete(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Add problems, conditions and the scopes of tokens to every operation."""
    result["components"].setdefault("schemas", {})["Problem"] = PROBLEM
    for operations in result["paths"].values():
        for method, operation in operations.items():
            _complete(method, operation)
    return result


def _complete(method: str, operation: dict[str, Any]) -> None:
    answers = operation["responses"]
    for parameter in operation.get("parameters", []):
        _named(parameter)
    for status, meaning in ANSWERS.items():
        answers.setdefault(status, _problem(meaning))
    answers["default"] = _problem("Any other problem, told in the same form")
    if method == "get":
        operation.setdefault("parameters", []).append(CONDITION)
        answers["304"] = {"description": "What you have still holds"}
        answers["200"]["headers"] = {
            "ETag": {"description": "The version of this answer", "schema": {"type": "string"}}
        }
    else:
        answers["409"] = _problem("A rule said no; the detail says why")


def _named(parameter: dict[str, Any]) -> None:
    """Parts of addresses say what they are; a choice needs no list of its values beside it."""
    if parameter["in"] == "path":
        parameter["schema"]["pattern"] = "^[-a-zA-Z0-9_]+$"
        parameter["description"] = PARTS.get(parameter["name"], "")
    if parameter.get("description", "").startswith("* `"):
        del parameter["description"]


def _problem(meaning: str) -> dict[str, Any]:
    return {
        "description": meaning,
        "content": {
            "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
        },
    }


@cache
def document() -> dict[str, Any]:
    """The whole description; it is the same for everybody, so it is made once."""
    found: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    return found


@cache
def text() -> str:
    return json.dumps(document(), ensure_ascii=False)
