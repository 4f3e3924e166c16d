"""Setting fields of a row, and the words in which the journal tells of it."""

from collections.abc import Mapping
from typing import Any

from django.core.files import File
from django.db.models import Model

Values = Mapping[str, Any]
LONG = 120


def put(row: Model, values: Values) -> dict[str, list[str]]:
    """Set what differs and save that; say per field what it was and what it became."""
    told = {}
    for name, value in values.items():
        before = getattr(row, name)
        if _differs(before, value):
            setattr(row, name, value)
            told[_title(row, name)] = [_said(before), _said(value)]
    if told:
        names = [name for name in values if _title(row, name) in told]
        row.save(update_fields=names)
    return told


def _differs(before: Any, value: Any) -> bool:
    if isinstance(before, File):
        return (before.name or "") != (getattr(value, "name", value) or "")
    return bool(before != value)


def _title(row: Model, name: str) -> str:
    field = row._meta.get_field(name)
    return str(getattr(field, "verbose_name", name))


def _said(value: Any) -> str:
    """A value in a line; long texts by their length."""
    if isinstance(value, str) and len(value) > LONG:
        return f"{len(value.split())} words"
    if isinstance(value, File):
        return "a picture" if value else "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
