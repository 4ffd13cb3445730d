"""What the model expects at a place: the keys a mapping may have there, and which of them go together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, get_args, get_origin

from pydantic.fields import FieldInfo

from generator.model.base import Section
from generator.model.walk import Place


def keys_at(model: type[Section], place: Place) -> tuple[str, ...]:
    """The keys an author may write in the mapping at `place` of a `model`, in the model's order."""
    return tuple(key for form in forms_at(model, place) for key in form)


def needs_key(model: type[Section], place: Place) -> bool:
    """Whether the mapping that has the key at the end of `place` must have it, in every form; no key, no need."""
    around = _sections_at(model, place[:-1]) if place else ()
    return bool(around) and all(
        any(key == place[-1] and field.is_required() for key, field in _fields(section)) for section in around
    )


def forms_at(model: type[Section], place: Place) -> tuple[tuple[str, ...], ...]:
    """The keys of each form that the mapping at `place` may have: those of two forms do not go together."""
    return tuple(tuple(key for key, _ in _fields(section)) for section in _sections_at(model, place))


def _sections_at(model: type[Section], place: Place) -> tuple[type[Section], ...]:
    annotations: list[Any] = [model]
    for step in place:
        annotations = [below for annotation in annotations for below in _below(annotation, step)]
    return tuple(section for annotation in annotations for section in _sections(annotation))


def _fields(section: type[Section]) -> Iterator[tuple[str, FieldInfo]]:
    """The key an author types for each field, with the field."""
    for name, field in section.model_fields.items():
        yield field.alias or name, field


def _below(annotation: Any, step: str | int) -> Iterator[Any]:
    for option in _options(annotation):
        arguments = get_args(option)
        if get_origin(option) in (tuple, list):
            # A list of one may be written without its dash, so a key may stand where a position would.
            yield from [arguments[0]] if isinstance(step, int) else _below(arguments[0], step)
        elif get_origin(option) is dict:
            yield arguments[1]
        elif isinstance(option, type) and issubclass(option, Section):
            yield from (field.annotation for key, field in _fields(option) if key == step)


def _sections(annotation: Any) -> Iterator[type[Section]]:
    for option in _options(annotation):
        if isinstance(option, type) and issubclass(option, Section):
            yield option
        elif get_origin(option) in (tuple, list):
            yield from _sections(get_args(option)[0])


def _options(annotation: Any) -> Iterator[Any]:
    """The annotation itself, or the members of a union, without what `Annotated` adds."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from _options(get_args(annotation)[0])
    elif get_args(annotation) and origin not in (tuple, list, dict):
        for member in get_args(annotation):
            yield from _options(member)
    else:
        yield annotation
