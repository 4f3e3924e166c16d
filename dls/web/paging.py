"""Pages by cursor: stable while rows come and go, and telling nothing of keys."""

import json
from typing import TYPE_CHECKING, Any

from django.core import signing
from rest_framework import exceptions
from rest_framework.pagination import Cursor, CursorPagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

if TYPE_CHECKING:
    from rest_framework.views import APIView

SPOILT = "This cursor was not given by this list. Start again without one."


def _question(name: str, about: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "description": about, "schema": schema}


class Pagination(CursorPagination):
    """Pages by cursor, forwards only; ?page_size= up to 200."""

    ordering: str | tuple[str, ...] = "pk"
    page_size_query_param = "page_size"
    max_page_size = 200
    offset_cutoff = None  # type: ignore[assignment]  # a signed cursor needs no guard

    def get_page_size(self, request: Request) -> int | None:
        """Refuse what is no page size, where the framework would quietly take its own."""
        given = request.query_params.get("page_size")
        if given is None:
            return self.page_size
        if not given.isascii() or not given.isdigit() or not 1 <= int(given[:9]) <= 200:
            raise exceptions.ValidationError({"page_size": ["Write a number from 1 to 200."]})
        return int(given)

    def get_paginated_response(self, data: Any) -> Response:
        return Response({"next": self.get_next_link(), "results": data})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        link = {"type": "string", "format": "uri", "nullable": True}
        return {
            "type": "object",
            "required": ["next", "results"],
            "properties": {
                "next": {**link, "description": "The address of the next page, if there is one."},
                "results": schema,
            },
        }

    def get_schema_operation_parameters(self, view: "APIView") -> list[dict[str, Any]]:
        size = {"type": "integer", "minimum": 1, "maximum": self.max_page_size, "default": 50}
        return [
            _question("cursor", "Comes with the address of the next page.", {"type": "string"}),
            _question("page_size", "How many rows a page has.", size),
        ]

    def decode_cursor(self, request: Request) -> Cursor | None:
        given = request.query_params.get(self.cursor_query_param)
        if given is None:
            return None
        try:
            offset, reverse, position = json.loads(self._signer(request).unsign(given))
        except (signing.BadSignature, ValueError) as error:
            raise exceptions.ValidationError({"cursor": [SPOILT]}) from error
        return Cursor(offset=offset, reverse=reverse, position=position)

    def encode_cursor(self, cursor: Cursor) -> str:
        text = json.dumps([cursor.offset, cursor.reverse, cursor.position])
        signed = self._signer(self.request).sign(text)  # type: ignore[attr-defined]
        return str(replace_query_param(str(self.base_url), self.cursor_query_param, signed))

    def _signer(self, request: Request) -> signing.Signer:
        """A cursor belongs to one list: elsewhere its position would mean nothing."""
        return signing.Signer(salt=f"cursor:{request.path}")
