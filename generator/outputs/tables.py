"""All that the briefings say as tables, one row a thing: what the CSV files and the database are written from.

Rows are made a briefing at a time, and what a briefing's rows say hangs on nothing but the briefing. A translation says
what its original says, and has no rows.

Each table has one column that names its rows. Of an item it is the item's place on the site, `<slug>#term-<id>`, so it
also leads a reader to the page. Columns take type, meaning and terms from the model.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import chain
from operator import attrgetter
from types import NoneType, UnionType
from typing import Annotated, Any, Generic, Literal, TypeAlias, TypeVar, Union, get_args, get_origin

from generator.catalogue import Snapshot
from generator.deadlines import Aspect, Span, anchors_of, reckoned
from generator.model.base import Section
from generator.model.briefing import Briefing
from generator.model.event import Event
from generator.model.guarantee import Duration, Guarantee
from generator.model.items import Item, Version
from generator.model.outlook import Scenario
from generator.model.player import Alias, Participant, PlayerFields
from generator.model.process import RegistryProcess
from generator.model.source import Source
from generator.model.truce import Position, Term
from generator.model.values import SourceRef
from generator.model.vocabulary import Vocabulary
from generator.outputs.plain_data import as_data
from generator.views.desk import Desk

Cell: TypeAlias = str | bool | None
"""A figure has its digits as typed, a day is `2025-08-17`, a list a JSON array. None where nothing is on record."""
Row: TypeAlias = tuple[Cell, ...]
Kind = Literal["string", "boolean", "number", "date", "array"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `terms` are the words it may hold, empty for any; `refers_to` is the table whose rows it names."""

    name: str
    kind: Kind
    meaning: str
    terms: tuple[str, ...] = ()
    refers_to: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `key` is the column that names its rows. The order of the rows is the same at every build."""

    name: str
    meaning: str
    key: str
    columns: tuple[Column, ...]


def site_rows(desk: Desk) -> Iterator[tuple[Table, list[Row]]]:
    """The rows of what briefings share, table by table."""
    for layout in _OF_SITE:
        yield layout.table, layout.cells(desk)


def briefing_rows(snapshot: Snapshot) -> Iterator[tuple[Table, list[Row]]]:
    """The rows of one briefing, table by table."""
    for layout in _OF_BRIEFING:
        yield layout.table, layout.cells(snapshot)


# ---- how a table is laid out ----


@dataclass(frozen=True, slots=True)
class _Row:
    """What one row is read from: a thing, its name, and the briefing that says it."""

    key: str
    thing: Any
    snapshot: Snapshot | None = None
    on: str = ""


@dataclass(frozen=True, slots=True)
class _Field:
    column: Column
    read: Callable[[_Row], Cell]


Origin = TypeVar("Origin")


class _Layout(Generic[Origin]):
    """A table, and how its rows are read from a desk or from a snapshot."""

    def __init__(
        self, name: str, meaning: str, fields: tuple[_Field, ...], rows: Callable[[Origin], Iterator[_Row]]
    ) -> None:
        columns = tuple(field.column for field in fields)
        self.table = Table(name, meaning, columns[0].name, columns)
        self._reads = [field.read for field in fields]
        self._rows = rows

    def cells(self, origin: Origin) -> list[Row]:
        return [tuple([read(row) for read in self._reads]) for row in self._rows(origin)]


def _key(name: str, meaning: str) -> _Field:
    return _Field(Column(name, "string", meaning, required=True), lambda row: str(row.key))


def _of_briefing() -> tuple[_Field, ...]:
    place = _key("key", "The row's name: the briefing and the place on its page.")
    briefing = Column("briefing", "string", "The briefing that says so.", refers_to="briefings", required=True)
    return place, _Field(briefing, lambda row: str(row.snapshot.slug) if row.snapshot else None)


def _fields(model: type[Section], *paths: str) -> tuple[_Field, ...]:
    """Fields of a model as columns; `trigger.event` is the field of a field, and its column `trigger_event`."""
    return tuple(_field(model, path) for path in paths)


def _field(model: type[Section], path: str, name: str = "", refers_to: str = "") -> _Field:
    names = path.split(".")
    field = model.model_fields[names[0]]
    for step in names[1:]:
        field = _section_in(field.annotation).model_fields[step]
    kind, terms = _kind_of(field.annotation)
    required = len(names) == 1 and field.is_required()
    column = Column(name or path.replace(".", "_"), kind, field.description or "", terms, refers_to, required)
    return _Field(column, _reader(names, _CELLS[kind]))


def _reader(names: list[str], as_cell: Callable[[Any], Cell]) -> Callable[[_Row], Cell]:
    """What reads a field of a row's thing, None where there is none."""
    first, *further = map(attrgetter, (f"thing.{names[0]}", *names[1:]))

    def cell(row: _Row) -> Cell:
        value = first(row)
        for step in further:
            value = None if value is None else step(value)
        return None if value is None else as_cell(value)

    return cell


def _section_in(annotation: Any) -> type[Section]:
    return next(option for option in _options(annotation) if isinstance(option, type) and issubclass(option, Section))


def _options(annotation: Any) -> tuple[Any, ...]:
    """The types a field may have, None apart; what pydantic is told beside them is left out."""
    if get_origin(annotation) is Annotated:
        return _options(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        return tuple(kind for option in get_args(annotation) for kind in _options(option) if kind is not NoneType)
    return (annotation,)


def _kind_of(annotation: Any) -> tuple[Kind, tuple[str, ...]]:
    first = _options(annotation)[0]
    if get_origin(first) is tuple:
        return "array", ()
    if issubclass(first, Vocabulary):
        return "string", tuple(str(term) for term in first)
    kinds: dict[type, Kind] = {bool: "boolean", Decimal: "number", date: "date"}
    return kinds.get(first, "string"), ()


# ---- a value as a cell ----

_json = json.JSONEncoder(ensure_ascii=False).encode


def _text(value: object) -> str:
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Alias):
        return value.text
    if isinstance(value, Version):
        return value.version
    if isinstance(value, SourceRef):
        return value.typed
    if isinstance(value, Duration) and value.text:
        return value.text
    data = as_data(value)
    return data if isinstance(data, str) else _json(data)


def _list(values: tuple[object, ...]) -> str | None:
    return _json([_text(entry) for entry in values]) if values else None


_CELLS: Mapping[Kind, Callable[[Any], Cell]] = {
    "string": _text,
    "boolean": bool,
    "number": "{:f}".format,
    "date": date.isoformat,
    "array": _list,
}
"""How a value that is on record becomes a cell, by the kind of its column; what is of another kind is our mistake."""


# ---- the rows ----


def _processes(desk: Desk) -> Iterator[_Row]:
    for process in desk.catalogue.processes.values():
        yield _Row(process.id, process.fields)


def _players(desk: Desk) -> Iterator[_Row]:
    for name in sorted(desk.catalogue.players):
        player = desk.catalogue.players[name]
        yield _Row(name, replace(player, name=desk.name_of(player)))


def _briefing(snapshot: Snapshot) -> Iterator[_Row]:
    yield _Row(snapshot.slug, snapshot.briefing, snapshot)


def _rows(
    prefix: str, things: Callable[[Snapshot], tuple[Item | Participant | Source, ...]]
) -> Callable[[Snapshot], Iterator[_Row]]:
    def rows(snapshot: Snapshot) -> Iterator[_Row]:
        return (_Row(f"{snapshot.slug}#{prefix}-{thing.id}", thing, snapshot) for thing in things(snapshot))

    return rows


def _terms(snapshot: Snapshot) -> tuple[Term, ...]:
    return snapshot.briefing.truce.terms if snapshot.briefing.truce else ()


def _scenarios(snapshot: Snapshot) -> tuple[Scenario, ...]:
    return snapshot.briefing.outlook.scenarios if snapshot.briefing.outlook else ()


def _positions(snapshot: Snapshot) -> Iterator[_Row]:
    on_terms = ((f"{snapshot.slug}#term-{term.id}", term.positions) for term in _terms(snapshot))
    on_guarantees = ((f"{snapshot.slug}#guarantee-{one.id}", one.positions) for one in snapshot.briefing.guarantees)
    for key, positions in chain(on_terms, on_guarantees):
        for player, position in positions.items():
            yield _Row(f"{key}@{player}", position, snapshot, on=key)


# ---- the tables ----


def _on(table: str, prefix: str, meaning: str) -> _Field:
    column = Column(table.removesuffix("s"), "string", meaning, refers_to=table)
    return _Field(column, lambda row: row.on if f"#{prefix}-" in row.on else None)


def _end(name: str, which: str, read: Callable[[Span], date]) -> _Field:
    def cell(row: _Row) -> Cell:
        span = _days(row)
        return read(span).isoformat() if span else None

    meaning = f"{which}, where it has a date; worked out where it is counted from another item of its briefing."
    return _Field(Column(name, "date", meaning), cell)


def _days(row: _Row) -> Span | None:
    """The days of an event. Only its own briefing is asked, since the rows of a briefing hang on nothing else."""
    assert row.snapshot is not None
    found = reckoned(row.thing.when, Aspect.WHEN, partial(anchors_of, (row.snapshot.briefing,)))
    return found.span if found and not found.is_before else None


def _outlook(name: str) -> _Field:
    return _of_whole(_field(Briefing, f"outlook.{name}", name))


def _of_whole(field: _Field) -> _Field:
    """A field of the briefing as a column of one of its items."""

    def cell(row: _Row) -> Cell:
        assert row.snapshot is not None
        return field.read(_Row("", row.snapshot.briefing))

    return _Field(field.column, cell)


def _figure(name: str, end: str, meaning: str) -> _Field:
    return _Field(Column(name, "number", meaning), _reader(["probability", end], _CELLS["number"]))


_SOURCED = ("basis", "said_by", "confidence.level", "confidence.because", "contested", "sources")

_PLAYER_OF_POSITION = _Field(
    Column("player", "string", "The player whose position it is.", refers_to="players", required=True),
    lambda row: row.key.rpartition("@")[2],
)

_OF_SITE = (
    _Layout(
        "processes",
        "One row a peace process.",
        (_key("id", "Its id."), *_fields(RegistryProcess, "title", "summary", "started", "status", "countries")),
        _processes,
    ),
    _Layout(
        "players",
        "One row a player.",
        (
            _key("id", "Its id: a state's ISO code in lower case, or a name."),
            *_fields(PlayerFields, "name", "kind", "country", "wikidata", "aliases", "recognition"),
        ),
        _players,
    ),
)

_OF_BRIEFING = (
    _Layout(
        "briefings",
        "One row a briefing: what is known and judged about a process on one day.",
        (
            _key("slug", "Its name in addresses: its page is briefings/<slug>/."),
            _field(Briefing, "process", refers_to="processes"),
            *_fields(Briefing, "as_of", "title", "bottom_line", "language", "authors", "reviewers", "topics"),
            *_fields(Briefing, "review_by", "what_happened", "why_it_matters", "what_next"),
            *_fields(Briefing, "truce.type", "truce.status", "truce.purpose", "truce.starts", "truce.ends"),
            *_fields(Briefing, "outlook.question", "outlook.horizon", "outlook.exclusive", "outlook.base_rate"),
            *_fields(Briefing, "provenance.ai_use", "provenance.editorial_responsibility"),
        ),
        _briefing,
    ),
    _Layout(
        "participants",
        "One row a player in a briefing: its part in the process.",
        (
            *_of_briefing(),
            _field(Participant, "id", "player", refers_to="players"),
            *_fields(Participant, "roles", "side", "stance", *_SOURCED),
        ),
        _rows("player", lambda snapshot: snapshot.briefing.players),
    ),
    _Layout(
        "terms",
        "One row a term of a truce, as one briefing has it.",
        (
            *_of_briefing(),
            *_fields(Term, "id", "title", "category", "mode", "text", "area", "starts", "due"),
            _Field(Column("binds", "array", "The players it binds."), lambda row: _list(tuple(row.thing.bindings))),
            *_fields(Term, "negotiation", "implementation", "compliance", *_SOURCED),
        ),
        _rows("term", _terms),
    ),
    _Layout(
        "guarantees",
        "One row a security guarantee, as one briefing has it.",
        (
            *_of_briefing(),
            *_fields(Guarantee, "id", "title", "form", "polarity", "obligations", "providers", "beneficiaries"),
            *_fields(Guarantee, "against", "trigger.event", "trigger.area", "trigger.decided_by", "trigger.activation"),
            *_fields(Guarantee, "response.automaticity", "response.within_hours", "response.actions", "enforcement"),
            *_fields(Guarantee, "duration", "termination_notice", "bindingness", "domestic_basis", "legal_basis"),
            *_fields(Guarantee, "in_exchange_for", "status", "text", *_SOURCED),
        ),
        _rows("guarantee", lambda snapshot: snapshot.briefing.guarantees),
    ),
    _Layout(
        "positions",
        "One row a player's position on a term or a guarantee, as one briefing has it.",
        (
            *_of_briefing(),
            _on("terms", "term", "The term, where the position is on one."),
            _on("guarantees", "guarantee", "The guarantee, where the position is on one."),
            _PLAYER_OF_POSITION,
            *_fields(Position, "stance", "says", "since", *_SOURCED),
        ),
        _positions,
    ),
    _Layout(
        "scenarios",
        "One row a scenario of an outlook, as one briefing has it.",
        (
            *_of_briefing(),
            _outlook("question"),
            _outlook("horizon"),
            *_fields(Scenario, "id", "title", "text"),
            _figure("probability_low", "low", "Percent; the lower end where it is a range."),
            _figure("probability_high", "high", "Percent; the upper end where it is a range."),
            *_fields(Scenario, "drivers", "assumptions", "resolution.criteria", "resolution.by"),
            *_fields(Scenario, "resolution.outcome", "resolution.on", "resolution.sources", *_SOURCED),
        ),
        _rows("scenario", _scenarios),
    ),
    _Layout(
        "events",
        "One row an event, as one briefing has it.",
        (
            *_of_briefing(),
            *_fields(Event, "id", "title", "when"),
            _end("earliest", "The first day it can begin", lambda span: span.earliest),
            _end("latest", "The last day it can end", lambda span: span.latest),
            *_fields(Event, "kind", "place", "players", "status", "text", *_SOURCED),
        ),
        _rows("event", lambda snapshot: snapshot.briefing.timeline),
    ),
    _Layout(
        "sources",
        "One row a source, as one briefing lists it.",
        (
            *_of_briefing(),
            *_fields(Source, "id", "title", "publisher", "authors", "date", "url", "archive_url", "accessed"),
            *_fields(Source, "language", "kind", "grade", "ai", "derived_from", "interest", "note"),
        ),
        _rows("source", lambda snapshot: snapshot.sources),
    ),
)

TABLES: tuple[Table, ...] = (*(layout.table for layout in _OF_SITE), *(layout.table for layout in _OF_BRIEFING))
"""Every table, each after those it refers to."""
