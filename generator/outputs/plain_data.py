"""A value of the model as JSON has it, and the schema of what it becomes: the two stand here side by side.

Nothing is lost and nothing is rounded. Figures are strings with the digits as typed (`"1.10"`), since many readers of
JSON would make binary fractions of numbers. Days are `2025-08-17`; other times are the date as typed (ISO 8601 or
EDTF), or a mapping where they hang on another item or on a condition. Prose is the text as typed. What is not on record
is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache, singledispatch
from types import NoneType, UnionType
from typing import Annotated, Any, TypeAlias, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from generator.model.base import Section
from generator.model.values import (
    GRADE_PATTERN,
    NUMBER_PATTERN,
    SLUG_PATTERN,
    Grade,
    Name,
    PlayerOrText,
    Probability,
    Prose,
    SourceRef,
)
from generator.model.vocabulary import Vocabulary
from generator.model.when import Dated

Plain: TypeAlias = "str | bool | int | Sequence[Plain] | Mapping[str, Plain]"
Schema: TypeAlias = dict[str, Any]


def as_data(value: object) -> Plain:
    """The value as JSON has it; one of an unknown kind is our mistake and raises TypeError."""
    return _way(type(value))(value)


@singledispatch
def _as_data(value: object) -> Plain:
    raise TypeError(f"no way to write a {type(value).__name__} as JSON")


# What the dispatch found for a type is kept: it looks each one up more slowly than most values are written.
_way: Callable[[type], Callable[[object], Plain]] = cache(_as_data.dispatch)


@_as_data.register
def _(value: str) -> Plain:
    return str(value)


@_as_data.register
def _(value: int) -> Plain:
    return value


@_as_data.register
def _(value: Decimal) -> Plain:
    return f"{value:f}"


@_as_data.register
def _(value: date) -> Plain:
    return value.isoformat()


@_as_data.register
def _(value: Dated) -> Plain:
    return value.typed


@_as_data.register
def _(value: Probability) -> Plain:
    return {"low": as_data(value.low), "high": as_data(value.high)}


@_as_data.register
def _(value: Grade) -> Plain:
    return str(value)


@_as_data.register
def _(value: SourceRef) -> Plain:
    return {"source": value.source, **({"locator": value.locator} if value.locator else {})}


@_as_data.register
def _(value: tuple) -> Plain:  # type: ignore[type-arg]
    return [as_data(entry) for entry in value]


@_as_data.register
def _(value: dict) -> Plain:  # type: ignore[type-arg]
    return {str(key): as_data(entry) for key, entry in value.items()}


@_as_data.register
def _(value: Section) -> Plain:
    found = [(key, getattr(value, name)) for key, name in _keys(type(value))]
    return {key: as_data(entry) for key, entry in found if not _is_nothing(entry)}


@cache
def _keys(kind: type[Section]) -> tuple[tuple[str, str], ...]:
    """The key of each field of a section, and its name."""
    return tuple((field.alias or name, name) for name, field in kind.model_fields.items())


def _is_nothing(value: object) -> bool:
    return value is None or value in ((), {})


_FIGURE: Schema = {"type": "string", "pattern": NUMBER_PATTERN}
_LEAVES: Mapping[object, Schema] = {
    bool: {"type": "boolean"},
    int: {"type": "integer", "minimum": 0},
    str: {"type": "string", "minLength": 1},
    Prose: {"type": "string", "minLength": 1},
    PlayerOrText: {"type": "string", "minLength": 1},
    Decimal: _FIGURE,
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
    Dated: {"type": "string", "pattern": "^[0-9]{4}"},
    Grade: {"type": "string", "pattern": GRADE_PATTERN},
    Probability: {
        "type": "object",
        "properties": {"low": _FIGURE, "high": _FIGURE},
        "required": ["low", "high"],
        "additionalProperties": False,
    },
    SourceRef: {
        "type": "object",
        "properties": {"source": {"type": "string", "pattern": SLUG_PATTERN}, "locator": {"type": "string"}},
        "required": ["source"],
        "additionalProperties": False,
    },
}


def schema_of(annotation: Any, sections: dict[str, Schema]) -> Schema:
    """The schema of what a value of this annotation becomes; the sections it needs are added to `sections`."""
    bare = annotation
    while get_origin(bare) is Annotated:
        bare = get_args(bare)[0]
    if bare in _LEAVES:
        return _LEAVES[bare]
    origin, inner = get_origin(bare), get_args(bare)
    if origin in (Union, UnionType):
        options = [schema_of(option, sections) for option in inner if option is not NoneType]
        return options[0] if len(options) == 1 else {"anyOf": options}
    if origin is tuple:
        return {"type": "array", "items": schema_of(inner[0], sections), "minItems": 1}
    if origin is dict:
        names = {"pattern": SLUG_PATTERN}
        return {"type": "object", "propertyNames": names, "additionalProperties": schema_of(inner[1], sections)}
    return _of_class(bare, sections)


def _of_class(kind: type, sections: dict[str, Schema]) -> Schema:
    if issubclass(kind, Name):
        return {"type": "string", "pattern": SLUG_PATTERN}
    if kind.__name__ not in sections:
        sections[kind.__name__] = {}  # stands already when a section leads back to itself
        assert issubclass(kind, Vocabulary | Section), f"no schema for {kind.__name__}"
        sections[kind.__name__] = _vocabulary(kind) if issubclass(kind, Vocabulary) else _section(kind, sections)
    return {"$ref": f"#/$defs/{kind.__name__}"}


def _vocabulary(kind: type[Vocabulary]) -> Schema:
    return {
        "description": kind.purpose(),
        "oneOf": [{"const": str(term), "description": term.meaning} for term in kind],
    }


def _section(kind: type[Section], sections: dict[str, Schema]) -> Schema:
    fields = {field.alias or name: field for name, field in kind.model_fields.items()}
    return {
        "description": " ".join((kind.__doc__ or "").split()),
        "type": "object",
        "properties": {name: _field(field, sections) for name, field in fields.items()},
        "required": [name for name, field in fields.items() if _is_always_there(field)],
        "additionalProperties": False,
    }


def _field(field: FieldInfo, sections: dict[str, Schema]) -> Schema:
    return {"description": field.description or "", **schema_of(field.annotation, sections)}


def _is_always_there(field: FieldInfo) -> bool:
    return field.is_required() or not _is_nothing(field.get_default(call_default_factory=True))
