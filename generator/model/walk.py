"""Every value of a section with its place, so that a rule about references need not know the sections."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.base import Section

Place = tuple[str | int, ...]
"""Where a value stands: keys as an author types them, and list positions from 0."""


def walk(value: object, place: Place = ()) -> Iterator[tuple[Place, object]]:
    """The value itself and all below it, in the order of the model; a mapping's keys stand at their values' place.

    A value written in short (a player as its id alone) has the place of its long form; `Document` then answers with
    the nearest place that was typed.
    """
    yield place, value
    if isinstance(value, Section):
        for name, field in type(value).model_fields.items():
            yield from walk(getattr(value, name), (*place, field.alias or name))
    elif isinstance(value, tuple):
        for index, entry in enumerate(value):
            yield from walk(entry, (*place, index))
    elif isinstance(value, dict):
        for key, entry in value.items():
            yield (*place, key), key
            yield from walk(entry, (*place, key))
