"""What an author sees while writing: the real language server of editors, with our schema and over its own protocol."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from command_line import SMALLEST
from language_server import Editor, install, is_installed

from generator.outputs.schema import briefing_schema_json
from generator.starter import FILES

MODELINE = "# yaml-language-server: $schema=../../briefings.schema.json\n"


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """An editor in a site with our schema; it asks no network for others."""
    assert is_installed() or install() == 0
    folder = tmp_path_factory.mktemp("site")
    (folder / "briefings.schema.json").write_text(briefing_schema_json(), encoding="utf-8")
    settings = {"validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False}}
    editor = Editor(folder, settings)
    yield editor
    editor.close()


def underlined(editor: Editor, text: str, name: str = "briefings/2025/talks.yaml") -> list[dict[str, Any]]:
    return editor.open(name, MODELINE + text)


def labels(editor: Editor, text: str) -> dict[str, dict[str, Any]]:
    """What is offered at the sign `|` in a briefing, by label."""
    before = (MODELINE + text).partition("|")[0]
    editor.open("briefings/2025/offer.yaml", MODELINE + text.replace("|", ""))
    line = before.count("\n")
    answer = editor.at("completion", line, len(before) - before.rfind("\n") - 1)
    return {item["label"]: item for item in answer["items"]}


def test_a_sound_briefing_is_not_underlined(editor: Editor) -> None:
    """Nor is the sample that a new site begins with."""
    assert underlined(editor, SMALLEST) == []
    sample = (FILES / "briefings/samples/river-line-truce.yaml").read_text(encoding="utf-8")
    assert underlined(editor, sample.replace("__TODAY__", "2025-08-17").partition("\n")[2]) == []


@pytest.mark.parametrize(
    ("slip", "line", "words"),
    [
        ("langauge: en", 10, "langauge"),
        ("truce: {status: in-force}", 10, "in_force"),
        ("truce: {staus: agreed}", 10, "staus"),
        ("review_by: 18.8.2025", 10, "match"),
        ("timeline: [{id: vote, when: 2025-08-18}]", 10, "title"),
        ("timeline: [{id: Big Vote, title: Vote, when: 2025-08-18}]", 10, "match"),
        ("key_points: They met", 10, "array"),
        ("topics:\n\t- talks", 11, "tab"),
        ("why_it_matters: Minsk: the package", 10, "mapping"),
        ("language: en\nlanguage: fr", 11, "unique"),
        ("outlook: {question: Q, scenarios: [{id: a, title: A, probability: 135}]}", 10, ""),
    ],
)
def test_a_typical_slip_is_underlined_on_its_line(editor: Editor, slip: str, line: int, words: str) -> None:
    """With words of the editor's own; `parley check` says it better."""
    found = underlined(editor, SMALLEST + slip + "\n")
    assert found, slip
    assert line in {one["range"]["start"]["line"] for one in found}
    assert words.lower() in json.dumps(found).lower()


def test_keys_are_offered_with_their_meaning(editor: Editor) -> None:
    """At the top and in a section, and none that is there already."""
    top = labels(editor, SMALLEST + "|")
    assert {"process", "truce", "guarantees", "outlook"} <= top.keys()
    assert "title" not in top
    assert "The process it is a snapshot of." in json.dumps(top["process"])
    assert {"status", "terms", "monitoring"} <= labels(editor, SMALLEST + "truce:\n  |").keys()


def test_terms_are_offered_with_their_meaning(editor: Editor) -> None:
    """Each of the vocabulary, with what it stands for."""
    offered = labels(editor, SMALLEST + "truce:\n  status: |")
    assert {"floated", "in_force", "collapsed"} <= offered.keys()
    assert "Has effect." in json.dumps(offered["in_force"])


@pytest.mark.parametrize(
    ("line", "column", "words"),
    [("bottom_line", 2, "The one thing a reader must know"), ("status", 9, "Work in progress; never published.")],
)
def test_a_field_is_explained_under_the_pointer(editor: Editor, line: str, column: int, words: str) -> None:
    """Its meaning, and that of its terms."""
    text = MODELINE + SMALLEST
    underlined(editor, SMALLEST)
    number = next(index for index, one in enumerate(text.split("\n")) if one.startswith(line))
    assert words in json.dumps(editor.at("hover", number, column))
