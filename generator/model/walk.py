"""Every value of a section with its place, so that a rule about references need not know the sections."""

from __future__ import annotations

from functools import cache
from typing import TypeGuard, TypeVar

from generator.model.base import Section

Place = tuple[str | int, ...]
"""Where a value stands: keys as an author types them, and list positions from 0."""


def walk(value: object, place: Place = ()) -> list[tuple[Place, object]]:
    """The value itself and all that was given below it, in the order of the model; a key stands at its value's place.

    A value written in short (a player as its id alone) has the place of its long form.
    """
    found: list[tuple[Place, object]] = []
    _collect(value, place, found)
    return found


def _collect(value: object, place: Place, found: list[tuple[Place, object]]) -> None:
    found.append((place, value))
    kind: type = type(value)
    if keys := _keys(kind):
        for name, key in keys:
            below = getattr(value, name)
            if below is not None:
                _collect(below, (*place, key), found)
    elif isinstance(value, tuple):
        for index, entry in enumerate(value):
            _collect(entry, (*place, index), found)
    elif isinstance(value, dict):
        for key, entry in value.items():
            found.append(((*place, key), key))
            _collect(entry, (*place, key), found)


Kind = TypeVar("Kind", bound=Section)


def is_a(value: object, kind: type[Kind]) -> TypeGuard[Kind]:
    """Whether a value is a section of a kind, as `isinstance` says, which takes several times as long for these."""
    return kind in type(value).__mro__


@cache
def _keys(kind: type) -> tuple[tuple[str, str], ...]:
    """Each field's name, and the key an author types for it; none of what is no section."""
    fields = kind.model_fields if issubclass(kind, Section) else {}
    return tuple((name, field.alias or name) for name, field in fields.items())
