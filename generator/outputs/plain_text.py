"""The pieces of a view as plain text, for places that know no markup: feeds and calendars."""

from __future__ import annotations

from functools import singledispatch

from generator.reading.prose import Prose, Reference, plain_text
from generator.views.parts import Apart, Badge, FileLink, Items, Line, Link, Time, Value, WebLink


@singledispatch
def as_text(value: Value) -> str:
    """The value's words; citation marks go, since there is no list of sources to lead to."""
    raise TypeError(f"no way to write a {type(value).__name__} as text")


@as_text.register
def _(value: str) -> str:
    return value


@as_text.register(Link)
@as_text.register(WebLink)
@as_text.register(FileLink)
@as_text.register(Time)
def _(value: Link | WebLink | FileLink | Time) -> str:
    return value.text


@as_text.register
def _(value: Badge) -> str:
    return value.label


@as_text.register
def _(value: Apart) -> str:
    return value.text


@as_text.register
def _(value: Reference) -> str:
    return "" if value.kind == "citation" else value.label


@as_text.register
def _(value: Prose) -> str:
    return plain_text(value)


@as_text.register
def _(value: Line) -> str:
    return "".join(as_text(part) for part in value.parts)


@as_text.register
def _(value: Items) -> str:
    return "; ".join(as_text(entry) for entry in value.entries)
