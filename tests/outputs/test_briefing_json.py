"""A briefing's JSON fits its schema, and says what was typed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hostile_site import HOSTILE, briefing, examples, published, site
from hypothesis import given
from jsonschema import Draft202012Validator
from written_briefings import briefings

from generator.model.briefing import Briefing
from generator.outputs.briefing_json import SCHEMA_FILE, data_schema
from generator.outputs.plain_data import as_data, schema_of

PATH = "briefings/first/briefing.json"
FIT = Draft202012Validator(data_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)


def data_of(text: str) -> dict[str, Any]:
    data = json.loads(published(site(text))[PATH])
    assert isinstance(data, dict)
    return data


def test_the_schema_is_one() -> None:
    """The dialect's own schema takes it, and it is published."""
    Draft202012Validator.check_schema(data_schema())
    assert json.loads(published(site("x"))[SCHEMA_FILE]) == data_schema()


@pytest.mark.parametrize("text", HOSTILE)
def test_json_says_what_was_typed(text: str) -> None:
    """Every text comes back as it was written, and the whole fits the schema."""
    data = data_of(text)
    assert list(FIT.iter_errors(data)) == []
    assert {data["title"], data["bottom_line"], data["what_happened"], data["authors"][0]} == {text}
    assert data["directory"]["talker"] == {"name": text, "kind": "person", "wikidata": "Q1"}
    position = data["truce"]["terms"][0]["positions"]["us"]
    assert (position["says"], position["sources"]) == (text, [{"source": "s1", "locator": text}])


def test_figures_keep_their_digits() -> None:
    """They are text, so that no reader rounds them."""
    data = data_of("x")
    assert data["outlook"]["scenarios"][0]["probability"] == {"low": "1.10", "high": "62.50"}
    assert data["guarantees"][0]["response"]["within_hours"] == "1.10"


def test_prose_keeps_its_lines() -> None:
    """Paragraphs and lists are one text with line ends."""
    prose = "First [@s1].\n\n- =two\n- three\n"
    files = {**site("x"), "first.yaml": briefing("x", prose)}
    assert json.loads(published(files)[PATH])["what_happened"] == prose


@pytest.mark.parametrize(
    "change",
    [
        {"title": ""},
        {"as_of": "yesterday"},
        {"status": "hidden"},
        {"unknown": 1},
        {"outlook": {"question": "x", "exclusive": False, "scenarios": [{"id": "a", "title": "x", "probability": 35}]}},
    ],
)
def test_the_schema_refuses_what_is_wrong(change: dict[str, Any]) -> None:
    """An empty text, a day or a term that is none, an unknown key, a figure that is a number."""
    assert list(FIT.iter_errors({**data_of("x"), **change}))


def test_every_briefing_of_the_site_fits() -> None:
    """The examples as they are published."""
    found = [json.loads(content) for path, content in examples().items() if path.endswith("/briefing.json")]
    assert len(found) > 10
    assert [error.message for data in found for error in FIT.iter_errors(data)] == []


@given(briefings())
def test_whatever_an_author_writes_fits(data: Any) -> None:
    """Briefings at random, without what the publication adds."""
    sections: dict[str, Any] = {}
    whole = {**schema_of(Briefing, sections), "$defs": sections}
    assert list(Draft202012Validator(whole).iter_errors(as_data(Briefing.model_validate(data)))) == []
