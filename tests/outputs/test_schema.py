"""The schema agrees with the model: what Parley takes, an editor does not underline."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from command_line import SMALLEST
from hypothesis import given
from hypothesis import strategies as st
from json_schema import faults
from pydantic import ValidationError

from generator.model import vocabulary
from generator.model.briefing import Briefing
from generator.outputs.schema import DIALECT, SCHEMA_ID, briefing_schema, briefing_schema_json
from generator.reading.document import parse_document

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = briefing_schema()
BRIEFINGS = sorted(path for path in (ROOT / "briefings").glob("*/*.yaml") if path.parent.name != "registry")


class EditorLoader(yaml.SafeLoader):
    """Reads YAML 1.1 as an editor does: numbers and truth values are typed; keys and days are text, as in JSON."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        return {key.value: self.construct_object(value, deep) for key, value in node.value}


EditorLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def as_an_editor(text: str) -> Any:
    return yaml.load(text, EditorLoader)


def as_parley(text: str) -> Any:
    document, problems = parse_document("briefings/a.yaml", text.encode())
    assert document is not None, problems
    return document.data


def with_line(line: str) -> str:
    """The smallest briefing with one key written otherwise, or added."""
    key = line.partition(":")[0]
    kept = re.sub(rf"(?m)^{key}:.*\n(?:[ ].*\n)*", "", SMALLEST)
    return f"{kept}{line}\n"


def model_takes(data: Any) -> bool:
    try:
        Briefing.model_validate(data)
    except ValidationError:
        return False
    return True


def test_the_schema_says_what_it_is() -> None:
    """Dialect, a name that stays, a title and a description stand at its top."""
    assert list(SCHEMA)[:3] == ["$schema", "$id", "title"]
    assert (SCHEMA["$schema"], SCHEMA["$id"]) == (DIALECT, SCHEMA_ID)
    assert SCHEMA["title"] == "Parley briefing"
    assert SCHEMA["description"].startswith("A snapshot")


def test_the_text_is_json_and_always_the_same() -> None:
    """It ends with a line end, as files do."""
    assert json.loads(briefing_schema_json()) == SCHEMA
    assert briefing_schema_json() == briefing_schema_json()
    assert briefing_schema_json().endswith("}\n")


def test_the_schema_in_the_repository_is_that_of_the_model() -> None:
    """Editors read the file; `make schema` writes it anew."""
    assert (ROOT / "briefings.schema.json").read_text(encoding="utf-8") == briefing_schema_json()


def sections(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each mapping of the schema by its name, with its fields."""
    for name, definition in [("Briefing", schema), *schema["$defs"].items()]:
        for shape in [definition, *definition.get("anyOf", [])]:
            if "properties" in shape:
                yield name, shape["properties"]


def test_every_field_has_its_meaning() -> None:
    """An editor shows it while one writes."""
    described = [(name, field) for name, fields in sections(SCHEMA) for field in fields.items()]
    assert [(name, key) for name, (key, field) in described if not field.get("description")] == []
    assert len(described) > 150


def test_every_term_has_its_meaning() -> None:
    """The description of a vocabulary lists all its terms."""
    used = [
        kind
        for kind in vars(vocabulary).values()
        if isinstance(kind, type) and issubclass(kind, vocabulary.Vocabulary) and kind.__name__ in SCHEMA["$defs"]
    ]
    assert len(used) > 20
    for kind in used:
        description = SCHEMA["$defs"][kind.__name__]["description"]
        assert description.startswith(kind.purpose())
        assert [term.value for term in kind if f"- `{term.value}`: {term.meaning}" not in description] == []


def test_the_smallest_briefing_fits() -> None:
    """As Parley reads it and as an editor does."""
    assert list(faults(as_parley(SMALLEST), SCHEMA)) == []
    assert list(faults(as_an_editor(SMALLEST), SCHEMA)) == []


@pytest.mark.parametrize("path", BRIEFINGS, ids=lambda path: path.stem)
def test_each_of_the_sites_briefings_fits(path: Path) -> None:
    """Real briefings use most of the model."""
    text = path.read_text(encoding="utf-8")
    assert list(faults(as_parley(text), SCHEMA)) == []
    assert list(faults(as_an_editor(text), SCHEMA)) == []


def test_the_site_has_briefings_to_fit() -> None:
    """Without them the test above would say nothing."""
    assert len(BRIEFINGS) > 10


@pytest.mark.parametrize(
    "line",
    [
        "title: 2025",
        "title: 1.10",
        "title: yes",
        "bottom_line: 12:30",
        "players: no",
        "players: [no, ua]",
        "players: ua",
        "players: {id: ua, roles: host}",
        "process: 1994",
        "language: no",
        "authors: Jo",
        "review_by: 2025-09-01",
        "embargo_until: 2025-09-01T12:00:00Z",
        "sources: s1",
        "sources: [1, no]",
        "sources: [{id: s1, date: 2025}]",
        "sources: [{id: s1, date: 2025-08}]",
        "outlook: {question: Will it hold, exclusive: true, scenarios: [{id: a, title: b, probability: 35}]}",
        "outlook: {question: Will it hold, scenarios: [{id: a, title: b, probability: [29.5, '40']}]}",
        "outlook: {question: Will it hold, scenarios: [{id: a, title: b, resolution: {outcome: no}}]}",
        "guarantees: [{id: 1, title: b, duration: 15 years, in_exchange_for: 15}]",
        "guarantees: [{id: 1, title: b, duration: {years: 10}, positions: {ru: rejects}}]",
        "timeline: [{id: a, title: b, when: {after: c, days: 14}}, {id: c, title: d, when: 2025}]",
    ],
)
def test_what_an_editor_types_otherwise_fits_too(line: str) -> None:
    """Numbers, truth values and lists of one pass where the text typed would, and the model takes the text."""
    text = with_line(line)
    assert model_takes(as_parley(text)), text
    assert list(faults(as_an_editor(text), SCHEMA)) == []


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("titel: x", "'titel' is unknown"),
        ("status: final", "'final' is none of"),
        ("as_of: 17 August", "does not match"),
        ("as_of: 2025", "is not of type"),
        ("title:", "None is not of type"),
        ("title: [a]", "is not of type"),
        ("players: []", "fits none"),
        ("players: [{roles: host}]", "fits none"),
        ("sources: [{id: s1, grade: G7}]", "fits none"),
        ("process: Minsk II", "does not match"),
        (f"bottom_line: {'x' * 401}", "out of bounds"),
        ("outlook: {question: Will it hold, scenarios: [{id: a, title: b, probability: 35%}]}", "fits none"),
        ("outlook: {question: Will it hold, scenarios: [{id: a, title: b, probability: 101}]}", "fits none"),
        ("key_points: [{text: a, said_by: [ua, ru, us]}]", "fits none"),
        ("timeline: [{id: a, title: b, when: {after: c, dayz: 14}}]", "fits 0 of the options"),
    ],
)
def test_what_is_wrong_is_underlined(line: str, complaint: str) -> None:
    """The schema finds the common slips, and the model refuses each of them as well."""
    text = with_line(line)
    assert not model_takes(as_parley(text)), text
    assert complaint in " ".join(faults(as_an_editor(text), SCHEMA))


def test_a_briefing_that_says_nothing_is_underlined() -> None:
    """At least one of the sections that carry substance is asked for."""
    data = {key: value for key, value in as_parley(SMALLEST).items() if key != "what_happened"}
    assert not model_takes(data)
    assert list(faults(data, SCHEMA)) != []


def leaves(data: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The places of all scalars."""
    entries = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, below in entries:
        yield from leaves(below, (*place, step))
    if isinstance(data, str):
        yield place


SAMPLES = [as_parley(path.read_text(encoding="utf-8")) for path in BRIEFINGS[::4]]
VALUES = [
    "no",
    "2025",
    "1.10",
    "2025-08",
    "draft",
    "s1, art. 4",
    "ua",
    "high",
    "",
    [],
    ["ua"],
    {},
    {"once": "x"},
    "12:30",
]


@given(st.data())
def test_the_schema_is_never_stricter_than_the_model(data: st.DataObject) -> None:
    """Whatever one value of a briefing becomes: what the model still takes, the schema takes."""
    sample = data.draw(st.sampled_from(SAMPLES))
    changed = copy.deepcopy(sample)
    *path, last = data.draw(st.sampled_from(list(leaves(sample))))
    target: Any = changed
    for step in path:
        target = target[step]
    target[last] = data.draw(st.sampled_from(VALUES))
    if model_takes(changed):
        assert list(faults(changed, SCHEMA)) == []
