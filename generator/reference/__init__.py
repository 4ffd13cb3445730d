"""What a briefing may say, field by field: made from the model, with an example in which each field stands once.

The examples are the files beside this one: a briefing, what every item may carry, ways to write a time, registries.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from generator.model import values, when
from generator.model.base import Section, Shorthand
from generator.model.briefing import Briefing
from generator.model.items import Sourced
from generator.model.player import RegistryPlayer
from generator.model.process import RegistryProcess
from generator.model.source import RegistrySource
from generator.model.truce import Bound
from generator.model.values import OneOrMore
from generator.model.vocabulary import Vocabulary

EXAMPLES = Path(__file__).resolve().parent
ITEMS = "items"
TIMES = "times"
REGISTRIES: Mapping[str, type[Section]] = {
    "registry-players": RegistryPlayer,
    "registry-processes": RegistryProcess,
    "registry-sources": RegistrySource,
}
_ENTRY = re.compile(r"^[a-z_]+:.*(?:\n(?: .*|(?=\n )))*", re.MULTILINE)

# How a value is written, in an author's words; what stands in backticks is typed so.
_WRITTEN: tuple[tuple[object, str], ...] = (
    (values.Text, "text"),
    (values.BottomLine, "text of at most 400 characters"),
    (values.Reference, "a source's id, `s1`, also with a place in it: `s1, art. 4`"),
    (values.Day, "a day, `2025-08-18`"),
    (values.Moment, "a moment with its offset, `2025-08-18T13:15:00-04:00`"),
    (values.Number, "a number"),
    (values.Count, "a whole number"),
    (values.Flag, "`true` or `false`"),
    (values.Likelihood, "percent, `35`, or a range, `[30, 40]`"),
    (values.AdmiraltyGrade, "a grade, `A1` to `F6`"),
    (values.Url, "an address that begins with `https://`"),
    (values.Country, "a country's ISO code, `ua`"),
    (values.Wikidata, "a Wikidata item, `Q212`"),
    (values.Language, "a language tag, `en`"),
    (values.Sha256, "64 hexadecimal digits"),
    (when.DateText, "a date, `2025-08-18`, `2025-08` or `2025~`"),
    (when.When, "a time"),
    (when.Dependency, "an item, `{after: signing}`, or a condition, `{once: text}`"),
    (Bound, "a list of players, or each player with how it is bound"),
    (values.Prose, "prose"),
    (values.Slug, "a briefing's slug"),
    (values.ItemId, "an id of your own, `heavy-weapons`"),
    (values.ItemRef, "an item's id"),
    (values.SourceId, "a source's id"),
    (values.ProcessId, "a process's id"),
    (values.PlayerId, "a player's id, `ua`"),
    (values.PlayerOrText, "a player's id, or words"),
)


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its key, how its value is written, and what it means; backticks set off what is typed.

    Its value is a term of the `vocabulary`, or a mapping that the part of anchor `part` describes, or neither.
    """

    anchor: str
    key: str
    written: str
    is_required: bool
    meaning: str
    vocabulary: type[Vocabulary] | None = None
    part: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """The fields of one mapping. `path` is where it stands in a briefing, `truce.terms`; empty is its top level."""

    anchor: str
    path: str
    meaning: str
    fields: tuple[Field, ...]
    is_item: bool = False


@dataclass(frozen=True, slots=True)
class Chapter:
    """One key of the top level with all that stands below it, and an example."""

    anchor: str
    name: str
    parts: tuple[Part, ...]
    example: str


@cache
def chapters() -> tuple[Chapter, ...]:
    """The whole reference, in the order of the model; what is common and the registries come last."""
    return tuple(_chapters())


def _chapters() -> Iterator[Chapter]:
    below = [key for key, hint in _hints(Briefing).items() if list(_sections_in(hint))]
    head = [_key(Briefing, name) for name in Briefing.model_fields if name not in below]
    yield Chapter("section-briefing", "briefing", (_part("", (Briefing,), head),), _cut(head))
    for key in below:
        yield Chapter(f"section-{key}", key, tuple(_parts(key)), _cut([key]))
    for name in (ITEMS, TIMES):
        yield Chapter(f"section-{name}", name, tuple(_parts(name)), _example(name))
    for name in REGISTRIES:
        yield Chapter(f"section-{name}", name, tuple(_parts(name)), _example(name.removeprefix("registry-")))


@cache
def _homes() -> Mapping[type[Section], str]:
    """Each kind of mapping, and the path at which it is described: the first one where it may stand."""
    homes: dict[type[Section], str] = {}
    times = ((TIMES, when.Relative), (TIMES, when.Condition))
    roots: tuple[tuple[str, type[Section]], ...] = ((ITEMS, Sourced), *times, ("", Briefing), *REGISTRIES.items())
    for path, section in roots:
        _find_homes(section, path, homes)
    return homes


def _find_homes(section: type[Section], path: str, homes: dict[type[Section], str]) -> None:
    if section in homes:
        return
    homes[section] = path
    for name, hint in _hints(section).items():
        for below in _sections_in(hint):
            _find_homes(below, f"{path}.{_key(section, name)}".removeprefix("."), homes)


def _parts(root: str) -> Iterator[Part]:
    """The mapping at the path and those below it, each where it may stand first."""
    here = {section: path for section, path in _homes().items() if path == root or path.startswith(f"{root}.")}
    for path in dict.fromkeys(here.values()):
        yield _part(path, tuple(section for section, place in here.items() if place == path))


def _part(path: str, sections: tuple[type[Section], ...], only: Collection[str] = ()) -> Part:
    fields = [field for section in sections for field in _fields(section, path) if field.key in only or not only]
    meaning = " ".join(_docstring(section) for section in sections)
    is_item = any(map(_is_item, sections))
    # What an author must write stands first.
    return Part(_anchor("section", path), path, meaning, tuple(sorted(fields, key=_may_be_left_out)), is_item)


def _fields(section: type[Section], path: str) -> Iterator[Field]:
    """The fields of a mapping, less those that every item may carry."""
    common = Sourced.model_fields if _is_item(section) else {}
    for name, hint in _hints(section).items():
        if name not in common:
            yield _field(section, name, hint, path)


def _field(section: type[Section], name: str, hint: object, path: str) -> Field:
    key, info = _key(section, name), section.model_fields[name]
    below = next(_sections_in(hint), None)
    terms = next(_vocabularies_in(hint), None)
    part = _anchor("section", _homes()[below]) if below else ""
    anchor = _anchor("field", f"{path}.{key}")
    # A time has the fields of one of two mappings, and needs those of neither.
    is_required = info.is_required() and path != TIMES
    return Field(anchor, key, _written(hint), is_required, info.description or "", terms, part)


def _is_item(section: type[Section]) -> bool:
    return issubclass(section, Sourced) and section is not Sourced


def _may_be_left_out(field: Field) -> bool:
    return not field.is_required


def _key(section: type[Section], name: str) -> str:
    """What an author types for a field: `for`, where Python says `for_`."""
    return section.model_fields[name].alias or name


def _docstring(section: type[Section]) -> str:
    return " ".join((section.__doc__ or "").split())


def _anchor(prefix: str, path: str) -> str:
    return "-".join((prefix, *filter(None, path.split("."))))


def _hints(section: type[Section]) -> dict[str, Any]:
    """The annotation of each field, in the order of the model."""
    hints = get_type_hints(section, include_extras=True)
    return {name: hints[name] for name in section.model_fields}


def _sections_in(hint: object) -> Iterator[type[Section]]:
    yield from (kind for kind in _classes_in(hint) if issubclass(kind, Section))


def _vocabularies_in(hint: object) -> Iterator[type[Vocabulary]]:
    yield from (kind for kind in _classes_in(hint) if issubclass(kind, Vocabulary))


def _classes_in(hint: object) -> Iterator[type]:
    if isinstance(hint, type) and get_origin(hint) is None:
        yield hint
    for inner in get_args(hint):
        yield from _classes_in(inner)


def _written(hint: Any) -> str:
    """How a value of this annotation is written; LookupError for one that nobody described."""
    described = next((words for known, words in _WRITTEN if known == hint), None)
    if described:
        return described
    inner = [part for part in get_args(hint) if part not in (NoneType, ...)]
    match get_origin(hint):
        case origin if origin in (Union, UnionType):
            return " or ".join(map(_written, inner))
        case origin if origin is Annotated:
            return _annotated(*inner)
        case origin if origin is tuple:
            return f"a list: {_written(inner[0])}"
        case origin if origin is dict:
            return f"by {_written(inner[0])}: {_written(inner[1])}"
        case _:
            return _of_class(hint)


def _annotated(hint: Any, *marks: object) -> str:
    if OneOrMore in marks:
        return f"{_written(get_args(hint)[0])}; one, or a list"
    return _written(hint)


def _of_class(kind: Any) -> str:
    if isinstance(kind, type) and issubclass(kind, Vocabulary):
        return "a term"
    if isinstance(kind, type) and issubclass(kind, Shorthand):
        return f"{_written(_hints(kind)[kind.shorthand])}, or fields"
    if isinstance(kind, type) and issubclass(kind, Section):
        return "fields"
    raise LookupError(f"no words for how {kind!r} is written")


def _example(name: str) -> str:
    return (EXAMPLES / f"{name}.yaml").read_text(encoding="utf-8").strip("\n")


def _cut(keys: Iterable[str]) -> str:
    """The lines of these keys in the example of a briefing."""
    entries = {entry.partition(":")[0]: entry for entry in _ENTRY.findall(_example("briefing"))}
    return "\n".join(entries[key] for key in keys if key in entries)
