"""The reference is whole: each field of the model with its place, its way of writing and an example that is clean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from small_sites import TODAY, briefing, problems_in

from generator.model.base import Section
from generator.model.briefing import Briefing
from generator.model.items import Sourced
from generator.outputs.schema import briefing_schema
from generator.reading.document import parse_document
from generator.reference import EXAMPLES, REGISTRIES, Chapter, Field, _written, chapters

SCHEMA = briefing_schema()
FIELDS = [field for chapter in chapters() for part in chapter.parts for field in part.fields]


def text_of(name: str) -> str:
    return (EXAMPLES / f"{name}.yaml").read_text(encoding="utf-8")


def site(talks: str) -> dict[str, str]:
    """A site with the registries of the reference, and the briefings that its example leans on."""
    registries = {f"registry/{path.stem}.yaml": text_of(path.stem) for path in EXAMPLES.glob("*s.yaml")}
    first = briefing("as_of: 2025-08-16", "process: river-line")
    kept = {name: text for name, text in registries.items() if f"registry-{name[9:-5]}" in REGISTRIES}
    return {"talks.yaml": talks, "river-line-first-report.yaml": first, **kept}


def within(name: str) -> str:
    """The lines of an example in a briefing of their own."""
    players = "players: [northern-council, southern-assembly]"
    sources = "sources: [{id: text, title: Text}, {id: statement, title: Statement}]"
    story = "what_happened: They met [@text] [@statement]."
    return briefing("process: river-line", players, story, sources, text_of(name))


@pytest.mark.parametrize(
    "talks", [text_of("briefing"), within("items"), within("times")], ids=["briefing", "items", "times"]
)
def test_the_examples_are_clean(talks: str) -> None:
    """Not even a warning stands in the way of who copies from them."""
    assert problems_in(site(talks), TODAY) == ()


def test_an_example_that_is_wrong_is_found() -> None:
    """The site of the examples is checked as every other is."""
    wrong = text_of("briefing").replace("status: offered", "status: offred")
    assert [problem.code for problem in problems_in(site(wrong), TODAY)] == ["unknown-term"]


def keys_in(data: Any, path: str = "") -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield f"{path}.{key}"
            yield from keys_in(value, f"{path}.{key}")
    elif isinstance(data, list):
        for value in data:
            yield from keys_in(value, path)


def keys_of(name: str, root: str) -> set[str]:
    document, problems = parse_document(f"briefings/{name}.yaml", text_of(name).encode())
    assert document is not None, problems
    return {f"{root}{path}".removeprefix(".") for path in keys_in(document.data)}


def test_each_field_stands_in_an_example() -> None:
    """All but the one that no original can have; a mapping that may stand in two places is shown in one of them."""
    shown = keys_of("briefing", "")
    shown |= {path.replace("key_points.", "items.") for path in keys_of("items", "")}
    shown |= {path.replace("timeline.when.", "times.") for path in keys_of("times", "")}
    shown = {path.replace("termination_notice.", "duration.") for path in shown}
    shown = {re.sub(r"\.(?:northern-council|southern-assembly)(?=\.)", "", path) for path in shown}
    wanted = {field.anchor.removeprefix("field-") for field in FIELDS if "registry" not in field.anchor}
    assert wanted - {path.replace(".", "-") for path in shown} == {"translation_of"}
    assert len(wanted) > 150


def test_every_mapping_of_the_model_is_described_once() -> None:
    """Each definition of the schema that has fields is a part, and none stands twice."""
    sections = {
        name for name, made in SCHEMA["$defs"].items() for one in [made, *made.get("anyOf", [])] if "properties" in one
    }
    parts = [part for chapter in chapters() for part in chapter.parts]
    assert len({part.anchor for part in parts}) == len(parts)
    # Beside the definitions: the briefing itself, what is common to items, and the registries; times are two in one.
    assert len(parts) == len(sections) + 1 + 1 + len(REGISTRIES) - 1


def test_each_anchor_stands_once() -> None:
    """Of fields and sections alike: an address leads to one place."""
    anchors = [field.anchor for field in FIELDS]
    anchors += [part.anchor for chapter in chapters() for part in chapter.parts]
    assert len(set(anchors)) == len(anchors)


def test_what_leads_elsewhere_leads_to_a_part() -> None:
    """A field of fields names the part that has them."""
    parts = {part.anchor for chapter in chapters() for part in chapter.parts}
    leading = {field.part for field in FIELDS if field.part}
    assert leading <= parts
    assert "section-times" in leading


def field(anchor: str) -> Field:
    return next(field for field in FIELDS if field.anchor == anchor)


def test_a_field_says_what_the_model_says() -> None:
    """Meaning, need, and way of writing; an alias is the key that is typed."""
    assert field("field-title").is_required
    assert not field("field-process").is_required
    assert field("field-bottom_line").meaning == Briefing.model_fields["bottom_line"].description
    assert field("field-outlook-scenarios-implications-for").key == "for"
    assert field("field-players-roles").written == "a term; one, or a list"
    assert field("field-truce-terms-positions").written == "by a player's id, `ua`: a term, or fields"
    assert [one.key for one in FIELDS if not one.meaning] == []


def test_what_every_item_may_carry_is_told_once() -> None:
    """Its fields are not repeated in each item."""
    common = set(Sourced.model_fields)
    by_chapter = {chapter.name: keys_described(chapter) for chapter in chapters()}
    assert common <= by_chapter["items"]
    assert common & by_chapter["timeline"] == set()


def keys_described(chapter: Chapter) -> set[str]:
    return {field.key for part in chapter.parts for field in part.fields}


def test_a_kind_of_value_without_words_is_found() -> None:
    """Whoever adds one to the model says how it is written."""
    with pytest.raises(LookupError, match="no words"):
        _written(bytes)
    with pytest.raises(LookupError, match="no words"):
        _written(tuple[bytes, ...])
    assert issubclass(Briefing, Section)
