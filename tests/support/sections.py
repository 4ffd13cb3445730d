"""Sections of a briefing at random, made from the model's own annotations: every field of every section comes up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from types import NoneType, UnionType
from typing import Annotated, Any, TypeVar, Union, cast, get_args, get_origin

from hypothesis import strategies as st

from generator.model.base import Section
from generator.model.values import Grade, Name, PlayerOrText, Probability, Prose, SourceRef
from generator.model.vocabulary import Credibility, Reliability, Vocabulary
from generator.model.when import Dated, read_dated

Model = TypeVar("Model", bound=Section)
Draw = Callable[[st.SearchStrategy[Any]], Any]

NAMES = ("fr", "ru", "ua", "us")
TEXTS = ("The line holds.", "the line, holds", "Forces leave the river within ten days.", "Nobody has seen the text.")
DAYS = ("2025-08-17", "2025-08", "2025~", "2025-08-15/2025-08-18", "2025-08-18T13:15:00Z")

LEAVES: dict[object, st.SearchStrategy[Any]] = {
    bool: st.booleans(),
    int: st.integers(0, 3),
    str: st.sampled_from(TEXTS),
    Prose: st.sampled_from(TEXTS).map(Prose),
    PlayerOrText: st.sampled_from((*NAMES, *TEXTS)).map(PlayerOrText),
    Decimal: st.sampled_from(("0", "1.1", "1.10", "35")).map(Decimal),
    date: st.sampled_from((date(2025, 8, 17), date(2025, 8, 18))),
    datetime: st.just(datetime(2025, 8, 17, tzinfo=UTC)),
    Dated: st.sampled_from(DAYS).map(read_dated),
    Probability: st.sampled_from(((20, 20), (20, 30), (35, 35))).map(lambda ends: Probability(*map(Decimal, ends))),
    Grade: st.builds(Grade, st.sampled_from(list(Reliability)), st.sampled_from(list(Credibility))),
    SourceRef: st.builds(SourceRef, st.sampled_from(("s1", "s2")), st.sampled_from(("", "art. 4"))),
}


def bare(annotation: Any) -> Any:
    """The type an annotation is about."""
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    return annotation


def values(annotation: Any) -> st.SearchStrategy[Any]:
    """Values of an annotation of the model; None is not among them."""
    kind = bare(annotation)
    if kind in LEAVES:
        return LEAVES[kind]
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return st.sampled_from([one for one in inner if one is not NoneType]).flatmap(values)
    if origin is tuple:
        return st.lists(st.deferred(lambda: values(inner[0])), max_size=3).map(tuple)
    if origin is dict:
        return st.dictionaries(values(inner[0]), st.deferred(lambda: values(inner[1])), max_size=2)
    if issubclass(kind, Name):
        return st.sampled_from(NAMES).map(kind)
    return st.sampled_from(list(kind)) if issubclass(kind, Vocabulary) else sections(kind)


@st.composite
def sections(draw: Draw, kind: type[Model]) -> Model:
    """A section with its required fields and a few of the others; no rule across fields holds."""
    required = [name for name, field in kind.model_fields.items() if field.is_required()]
    others = [name for name in kind.model_fields if name not in required]
    chosen = draw(st.lists(st.sampled_from(others), max_size=4, unique=True)) if others else []
    chosen = chosen or others[: 0 if required else 1]
    return built(kind, {name: draw(values(kind.model_fields[name].annotation)) for name in (*required, *chosen)})


def built(kind: type[Model], fields: dict[str, Any]) -> Model:
    """A section of these fields, by their names in Python, that nobody checked."""
    return cast("Model", kind.model_construct()).model_copy(update=fields)


@st.composite
def altered(draw: Draw, section: Model) -> Model:
    """The section with one field, at any depth, drawn anew."""
    name = draw(st.sampled_from(list(type(section).model_fields)))
    value = getattr(section, name)
    return section.model_copy(update={name: draw(_altered_value(value, type(section).model_fields[name].annotation))})


def _altered_value(value: Any, annotation: Any) -> st.SearchStrategy[Any]:
    if isinstance(value, Section):
        return altered(value)
    if isinstance(value, tuple) and value and isinstance(value[0], Section):
        first, rest = value[0], value[1:]
        return st.one_of(altered(first).map(lambda one: (one, *rest)), st.just(rest), st.just((*rest, first)))
    return values(annotation)
