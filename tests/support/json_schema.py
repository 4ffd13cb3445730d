"""A JSON Schema validator that knows just the keywords our schema uses, and stops at any other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

# Keywords that say something to people, not about data; `format` is one in the dialect's default.
REMARKS = {"$schema", "$id", "$defs", "title", "description", "default", "examples", "format"}
# What editors show and the dialect does not know.
REMARKS |= {"markdownDescription", "markdownEnumDescriptions"}
TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
}


def faults(data: Any, schema: dict[str, Any], root: dict[str, Any] | None = None, place: str = "") -> Iterator[str]:
    """Where and why the data breaks the schema; nothing where it fits."""
    root = root or schema
    for keyword, wanted in schema.items():
        if keyword not in REMARKS:
            check = KEYWORDS[keyword]
            yield from (f"{place}: {why}" for why in check(data, wanted, schema, root, place))


def _is(data: Any, name: str) -> bool:
    # Python counts True as an integer, JSON does not.
    return isinstance(data, TYPES[name]) and (name == "boolean" or not isinstance(data, bool))


def _type(data: Any, wanted: Any, *_: Any) -> Iterator[str]:
    names = [wanted] if isinstance(wanted, str) else wanted
    if not any(_is(data, name) for name in names):
        yield f"{data!r} is not of type {names}"


def _enum(data: Any, wanted: list[Any], *_: Any) -> Iterator[str]:
    if not any(type(data) is type(term) and data == term for term in wanted):
        yield f"{data!r} is none of {wanted}"


def _pattern(data: Any, wanted: str, *_: Any) -> Iterator[str]:
    if isinstance(data, str) and not re.search(wanted, data):
        yield f"{data!r} does not match {wanted}"


def _bound(kind: type | tuple[type, ...], measure: Any, sign: int) -> Any:
    def check(data: Any, wanted: float, *_: Any) -> Iterator[str]:
        if isinstance(data, kind) and not isinstance(data, bool) and (measure(data) - wanted) * sign < 0:
            yield f"{data!r} is out of bounds ({wanted})"

    return check


def _ref(data: Any, wanted: str, _schema: Any, root: dict[str, Any], place: str) -> Iterator[str]:
    yield from faults(data, root["$defs"][wanted.removeprefix("#/$defs/")], root, place)


def _items(data: Any, wanted: dict[str, Any], _schema: Any, root: dict[str, Any], place: str) -> Iterator[str]:
    for index, entry in enumerate(data if isinstance(data, list) else ()):
        yield from faults(entry, wanted, root, f"{place}/{index}")


def _properties(data: Any, wanted: dict[str, Any], _schema: Any, root: dict[str, Any], place: str) -> Iterator[str]:
    for key, entry in data.items() if isinstance(data, dict) else ():
        if key in wanted:
            yield from faults(entry, wanted[key], root, f"{place}/{key}")


def _pattern_properties(data: Any, wanted: dict[str, Any], _: Any, root: dict[str, Any], place: str) -> Iterator[str]:
    for key, entry in data.items() if isinstance(data, dict) else ():
        for pattern, below in wanted.items():
            if re.search(pattern, key):
                yield from faults(entry, below, root, f"{place}/{key}")


def _no_others(data: Any, wanted: bool, schema: dict[str, Any], *_: Any) -> Iterator[str]:
    if isinstance(data, dict) and not wanted:
        yield from (f"{key!r} is unknown" for key in data if key not in schema.get("properties", {}))


def _required(data: Any, wanted: list[str], *_: Any) -> Iterator[str]:
    if isinstance(data, dict):
        yield from (f"{key!r} is missing" for key in wanted if key not in data)


def _fitting(data: Any, wanted: list[dict[str, Any]], root: dict[str, Any]) -> int:
    return sum(next(faults(data, option, root), None) is None for option in wanted)


def _any_of(data: Any, wanted: list[dict[str, Any]], _: Any, root: dict[str, Any], _place: str) -> Iterator[str]:
    if _fitting(data, wanted, root) == 0:
        yield f"{data!r} fits none of the options"


def _one_of(data: Any, wanted: list[dict[str, Any]], _: Any, root: dict[str, Any], _place: str) -> Iterator[str]:
    if (fitting := _fitting(data, wanted, root)) != 1:
        yield f"{data!r} fits {fitting} of the options, not one"


KEYWORDS: dict[str, Any] = {
    "$ref": _ref,
    "additionalProperties": _no_others,
    "anyOf": _any_of,
    "enum": _enum,
    "items": _items,
    "maxItems": _bound(list, len, -1),
    "maxLength": _bound(str, len, -1),
    "maximum": _bound((int, float), float, -1),
    "minItems": _bound(list, len, 1),
    "minLength": _bound(str, len, 1),
    "minimum": _bound((int, float), float, 1),
    "oneOf": _one_of,
    "pattern": _pattern,
    "patternProperties": _pattern_properties,
    "properties": _properties,
    "required": _required,
    "type": _type,
}
