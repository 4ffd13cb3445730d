"""One JSON file a briefing, and the JSON Schema that every one of them fits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.catalogue import Player, Snapshot
from generator.links import url_of
from generator.model.briefing import Briefing
from generator.model.player import PlayerFields
from generator.model.values import SLUG_PATTERN
from generator.outputs.json_text import json_text
from generator.outputs.licence import URL as LICENCE
from generator.outputs.plain_data import Plain, Schema, as_data, schema_of
from generator.outputs.plans import Plan
from generator.views.desk import Desk

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SCHEMA_FILE = "data/briefing.schema.json"
# It names the schema and never changes; a change that old readers would not understand gets another number.
SCHEMA_ID = "urn:parley-briefings:schema:briefing-data:1"

_OF_DIRECTORY = ("name", "kind", "country", "wikidata")


def of_briefing(desk: Desk, snapshot: Snapshot) -> Iterator[Plan]:
    """`briefings/<slug>/briefing.json`."""
    yield f"{url_of(snapshot.page)}briefing.json", lambda: json_text(briefing_data(desk, snapshot)).encode()


def of_site(_: Desk) -> Iterator[Plan]:
    """`data/briefing.schema.json`."""
    yield SCHEMA_FILE, lambda: json_text(data_schema()).encode()


def briefing_data(desk: Desk, snapshot: Snapshot) -> dict[str, Plain]:
    """All that a briefing says, its sources in full, with a directory of the players it names."""
    whole = snapshot.briefing.model_copy(update={"slug": snapshot.slug, "sources": snapshot.sources})
    said = as_data(whole)
    assert isinstance(said, dict)
    address = {"url": f"{desk.site_url}{url_of(snapshot.page)}"} if desk.site_url else {}
    return {
        "$schema": f"{desk.site_url or '../../'}{SCHEMA_FILE}",
        "license": LICENCE,
        **address,
        **said,
        "directory": {player: _known(desk, desk.catalogue.players[player]) for player in sorted(snapshot.mentioned)},
    }


def _known(desk: Desk, player: Player) -> Plain:
    known = {"name": desk.name_of(player), "kind": player.kind, "country": player.country, "wikidata": player.wikidata}
    return {name: str(value) for name, value in known.items() if value is not None}


def data_schema() -> dict[str, Any]:
    """The schema of a briefing's JSON, JSON Schema 2020-12, each field and each term with its meaning."""
    sections: dict[str, Schema] = {}
    schema_of(Briefing, sections)
    whole = sections.pop("Briefing")
    directory = {
        "description": "The players that the briefing names, by id.",
        "type": "object",
        "propertyNames": {"pattern": SLUG_PATTERN},
        "additionalProperties": _directory_entry(sections),
    }
    more = {
        "$schema": {"description": "Where this schema stands.", "type": "string"},
        "license": {"description": "The licence of the data.", "const": LICENCE},
        "url": {"description": "The briefing's page.", "type": "string", "format": "uri"},
        "directory": directory,
    }
    return {
        "$schema": DIALECT,
        "$id": SCHEMA_ID,
        "title": "Parley briefing as data",
        **whole,
        "properties": {**whole["properties"], **more},
        "required": [*whole["required"], "$schema", "license", "slug", "directory"],
        "$defs": sections,
    }


def _directory_entry(sections: dict[str, Schema]) -> Schema:
    fields = PlayerFields.model_fields
    described = {name: {"description": fields[name].description or ""} for name in _OF_DIRECTORY}
    return {
        "type": "object",
        "properties": {name: {**described[name], **schema_of(fields[name].annotation, sections)} for name in described},
        "required": ["name", "kind"],
        "additionalProperties": False,
    }
