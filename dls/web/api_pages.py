"""From the OpenAPI description to what its page shows: groups of operations, fields, examples."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.text import slugify

from dls.web.places import Place

Schema = dict[str, Any]
SAMPLES = {"date": "2019-11-17", "date-time": "2019-09-17T11:59:00Z", "uri": "https://example.org/",
           "email": "you@demo.example"}  # fmt: skip
MANY = 12
PLAIN = {"string": "text", "integer": 1, "number": 1.0, "boolean": True}


@dataclass(frozen=True)
class Field:
    """A parameter, or a field of what is sent or answered."""

    name: str
    kind: str
    about: str = ""
    needed: bool = False
    where: str = ""


@dataclass(frozen=True)
class Operation:
    """One method at one address."""

    id: str
    method: str
    path: str
    title: str
    about: str
    scope: str
    public: bool
    parameters: list[Field]
    sends: list[Field]
    gives: list[Field]
    answers: list[tuple[str, str]]
    example: str
    curl: str

    @property
    def label(self) -> str:
        """The title up to its first pause: short enough for the side."""
        return re.split(r"[.,;:]", self.title)[0]


@dataclass(frozen=True)
class Group:
    name: str
    operations: list[Operation]

    @property
    def anchor(self) -> str:
        return slugify(self.name)


def groups(document: Schema) -> list[Group]:
    """The operations by what they are about, in the order of their addresses."""
    found: dict[str, list[Operation]] = {}
    for path, operations in document["paths"].items():
        for method, told in operations.items():
            reader = Reader(document["components"]["schemas"])
            found.setdefault(told["tags"][0], []).append(reader.operation(path, method, told))
    return [Group(name, operations) for name, operations in found.items()]


def places_of(groups: list[Group]) -> list[tuple[str, list[Place]]]:
    """What stands at the side: every operation by its title."""
    start = [
        Place("", 0, "Start here", "#start"),
        Place("", 1, "Conventions", "#conventions"),
        Place("", 2, "Problems", "#problems"),
    ]
    listed = [
        (group.name, [Place("", 0, one.label, f"#{one.id}") for one in group.operations])
        for group in groups
    ]
    return [("", start), *listed]


class Reader:
    """Reads operations of one description; follows its references."""

    def __init__(self, schemas: Schema) -> None:
        self.schemas = schemas

    def operation(self, path: str, method: str, told: Schema) -> Operation:
        title, _, about = told.get("description", "").partition("\n")
        sent = told.get("requestBody", {}).get("content", {})
        given = _success(told)
        return Operation(
            id=told["operationId"],
            method=method.upper(),
            path=path,
            title=title,
            about=about.strip(),
            scope=told.get("x-scope", ""),
            public={} in told.get("security", []),
            parameters=[self._parameter(one) for one in told.get("parameters", [])],
            sends=list(self._fields(_schema(sent))),
            gives=list(self._fields(_schema(given))),
            answers=_answers(told),
            example=pretty(_example(given) or self._sample(_schema(given))),
            curl=_curl(method, path, self.body(told)),
        )

    def body(self, told: Schema) -> Any:
        """What an operation could be sent; nothing, where it takes nothing."""
        sent = told.get("requestBody", {}).get("content", {})
        return _example(sent) or self._sample(_schema(sent)) if sent else None

    def _parameter(self, told: Schema) -> Field:
        about = told.get("description", "")
        return Field(
            told["name"], self._kind(told["schema"]), about, told.get("required", False), told["in"]
        )

    def _fields(self, schema: Schema, before: str = "") -> Iterator[Field]:
        """The fields of an object; those of a list's rows are named results[].name."""
        schema = self._followed(schema)
        if schema.get("type") == "array":
            yield from self._fields(schema["items"], f"{before}[]." if before else "")
            return
        needed = schema.get("required", [])
        for name, inner in schema.get("properties", {}).items():
            about = inner.get("description") or self._followed(inner).get("description", "")
            about = "" if about.startswith("* `") else about  # a choice, listed as its type
            yield Field(f"{before}{name}", self._kind(inner), about, name in needed)
            if name == "results":
                yield from self._fields(inner, name)

    def _followed(self, schema: Schema) -> Schema:
        if inner := schema.get("allOf"):
            schema = {**schema, **self._followed(inner[0])}
        if one := schema.get("oneOf"):
            schema = {**schema, **self._followed(one[0])}
        reference = schema.get("$ref", "")
        return self.schemas[reference.rpartition("/")[2]] if reference else schema

    def _kind(self, schema: Schema) -> str:
        """The type in words: text, date, one of …, list of objects."""
        empty = ", or null" if schema.get("nullable") else ""
        told = self._followed(schema)
        if told.get("enum"):
            return f"{_choice([str(one) for one in told['enum'] if one])}{empty}"
        if told.get("type") == "array":
            return f"list: {self._kind(told['items'])}{empty}"
        return str(told.get("format") or told.get("type", "anything")) + empty

    def _sample(self, schema: Schema) -> Any:
        told = self._followed(schema)
        if "example" in told:
            return told["example"]
        if told.get("enum"):
            return told["enum"][0]
        if told.get("type") == "array":
            return [self._sample(told["items"])]
        if told.get("type") == "object":
            return {name: self._sample(one) for name, one in told.get("properties", {}).items()}
        return SAMPLES.get(told.get("format", ""), PLAIN.get(told.get("type", "")))


def _choice(values: list[str]) -> str:
    told = ", ".join(values[:MANY])
    return f"one of {told}" if len(values) <= MANY else f"one of {len(values)}, such as {values[0]}"


def _success(told: Schema) -> Schema:
    for status in ("200", "201"):
        if status in told["responses"]:
            return dict(told["responses"][status].get("content", {}))
    return {}


def _schema(content: Schema) -> Schema:
    return dict(content.get("application/json", {}).get("schema", {}))


def _example(content: Schema) -> Any:
    for one in content.get("application/json", {}).get("examples", {}).values():
        return one["value"]
    return None


def _answers(told: Schema) -> list[tuple[str, str]]:
    return [
        (status if status.isdigit() else "others", answer.get("description") or "Done")
        for status, answer in sorted(told["responses"].items())
    ]


def pretty(value: Any) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) if value else ""


def _curl(method: str, path: str, sends: Any) -> str:
    """The operation as a command line."""
    lines = ["curl"]
    if method != "get":
        lines.append(f"--request {method.upper()}")
    lines.append('--header "Authorization: Bearer $TOKEN"')
    if sends is not None:
        lines.append('--header "Content-Type: application/json"')
        lines.append(f"--data '{json.dumps(sends, ensure_ascii=False)}'")
    lines.append(f"{settings.SITE_URL}{path}")
    return " \\\n  ".join(lines)
