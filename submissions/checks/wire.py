"""Values as JSON and back: what a child says is data, never code."""

import dataclasses
import re
import sys
import types
import typing
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")
UNKEPT = re.compile("[\0\ud800-\udfff]")  # what no database keeps


def to_plain(value: Any) -> Any:
    """Dataclasses as objects, tuples as arrays; the rest is plain already."""
    if isinstance(value, (str, int, float, bool)) or value is None:
        return value
    if isinstance(value, (tuple, list)):
        return [to_plain(one) for one in value]
    kind: Any = type(value)
    return {name: to_plain(getattr(value, name)) for name in fields_of(kind)}


def from_plain(kind: type[T], data: Any) -> T:
    """A dataclass of plain data; what does not fit raises TypeError or ValueError."""
    restored: T = restore(kind, data)
    return restored


@cache
def fields_of(kind: Any) -> dict[str, Any]:
    hints = typing.get_type_hints(kind)
    return {field.name: hints[field.name] for field in dataclasses.fields(kind)}


def restore(kind: Any, data: Any) -> Any:
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        if not isinstance(data, dict):
            raise TypeError(f"{kind.__name__} is not {type(data).__name__}")
        return kind(**{name: restore(hint, data[name]) for name, hint in fields_of(kind).items()})
    origin = typing.get_origin(kind)
    if origin is tuple:
        return restore_tuple(typing.get_args(kind), data)
    if origin in (types.UnionType, typing.Union):
        if data is None:
            return None
        return restore(next(one for one in typing.get_args(kind) if one is not type(None)), data)
    if kind is float and type(data) in (int, float):
        return finite(data)
    if type(data) is not kind:
        raise TypeError(f"{kind} is not {type(data).__name__}")
    return UNKEPT.sub("\ufffd", data) if kind is str else data


def finite(data: float) -> float:
    if not abs(data) <= sys.float_info.max:
        raise ValueError("a number without end")
    return float(data)


def restore_tuple(parts: tuple[Any, ...], data: Any) -> tuple[Any, ...]:
    if not isinstance(data, list):
        raise TypeError("an array is missing")
    if len(parts) == 2 and parts[1] is Ellipsis:
        return tuple(restore(parts[0], one) for one in data)
    return tuple(restore(part, one) for part, one in zip(parts, data, strict=True))
