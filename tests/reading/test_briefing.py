"""Validation errors in an author's words: one a cause, at its place, with a way out."""

from __future__ import annotations

import pytest
from small_sites import briefing, library

from generator.model.briefing import Briefing
from generator.model.truce import Truce
from generator.problems import Problem
from generator.reading.briefing import read_section, typed_place
from generator.reading.document import parse_document
from generator.reading.shape import forms_at, keys_at


def problems(*lines: str) -> tuple[Problem, ...]:
    return library({"talks.yaml": briefing(*lines)}).problems


def told(*lines: str) -> list[tuple[str, str]]:
    """Code, and the part of the line that the caret marks, of each problem."""
    return [(one.code, one.source_line[one.column - 1 :][: one.width]) for one in problems(*lines)]


LIMIT = [("bad-limit", "{what: A, min: 2, max: 1}")]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("langauge: en", [("unknown-key", "langauge")]),
        ("truce: {stauts: agreed}", [("unknown-key", "stauts")]),
        ("timeline: [{id: a, titel: A, when: 2025}]", [("unknown-key", "titel")]),
        ("timeline: [{id: a, when: 2025}]", [("missing-key", "{id: a, when: 2025}")]),
        ("truce: {status: In force}", [("unknown-term", "In force")]),
        ("truce: {status: [agreed]}", [("wrong-shape", "[agreed]")]),
        ("truce: agreed", [("wrong-shape", "agreed")]),
        ("timeline: talks", [("wrong-shape", "talks")]),
        ("players: []", [("empty-value", "[]")]),
        ("players: [us, ]", []),
        ("key_points: [{text: A, sources: [s1, ]}]", []),
        ("why_it_matters:", [("empty-value", "why_it_matters")]),
        ("truce: {terms: [{id: a, title: A, category: naval, positions: {US: accepts}}]}", [("bad-id", "US")]),
        ("truce: {terms: [{id: a, title: A, category: ddr, binds: {us: {line: [a]}}}]}", [("wrong-shape", "[a]")]),
        ("truce: {terms: [{id: a, title: A, category: ddr, limits: {what: A, min: 2, max: 1}}]}", LIMIT),
        ("timeline: [{id: a, title: A, when: {after: b, day: 2}}]", [("unknown-key", "day")]),
        ("timeline: [{id: a, title: A, when: {after: b, before: c}}]", [("bad-when", "{after: b, before: c}")]),
        ("players: [{id: us, aliases: {txt: A}}]", [("unknown-key", "txt")]),
        ("key_points: [{text: A, said_by: [us, ua, fr]}]", [("too-long", "[us, ua, fr]")]),
        ("outlook: {question: Q, scenarios: [{id: a, title: A, probability: [1]}]}", [("bad-probability", "[1]")]),
    ],
)  # fmt: skip
def test_a_mistake_is_told_once_where_it_stands(line: str, expected: list[tuple[str, str]]) -> None:
    """The caret marks what must be changed, in short and in long ways of writing."""
    assert told(line) == expected


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("langauge: en", "did you mean 'language'?"),
        ("truce: {status: In force}", "did you mean 'in_force'?"),
        ("truce: {status: xyz}", "known terms: floated, proposed, negotiating"),
        ("truce: {xyz: 1}", "known here: sources, basis, said_by"),
        ("as_of: 17.8.2025", "write 2025-08-17"),
        ("truce: agreed", "write 'name: value' lines"),
        ("timeline: [{id: a, when: 2025}]", "add 'title: …'"),
    ],
)
def test_a_mistake_comes_with_a_way_out(line: str, hint: str) -> None:
    """The closest word where there is one, else what may stand there."""
    (problem,) = problems(line)
    assert problem.hint.startswith(hint)


def test_a_misspelt_key_is_not_also_missing() -> None:
    """`titel` is one mistake, though `title` is required."""
    text = briefing().replace("title: Talks", "titel: Talks", 1)
    assert [one.code for one in library({"talks.yaml": text}).problems] == ["unknown-key"]


def test_what_the_text_refused_is_not_also_empty() -> None:
    """An alias is told as an alias, not as a value that is missing or of a wrong shape."""
    assert told("topics: *all") == [("alias", "*all")]
    assert told("players: *all") == [("alias", "*all")]


def test_a_key_that_does_not_go_with_another_is_not_offered_instead_of_itself() -> None:
    """Both are known; a misspelt one beside it is still told as misspelt."""
    (beside,) = problems("timeline: [{id: a, title: A, when: {once: They sign, days: 3}}]")
    assert beside.message == "'days' does not go with 'once'"
    (misspelt,) = problems("timeline: [{id: a, title: A, when: {once: They sign, aftr: b}}]")
    assert misspelt.hint == "did you mean 'after'?"


def test_all_mistakes_come_at_once() -> None:
    """Three sections, three problems."""
    found = told("language: xx-nonsense", "review_by: soon", "truce: {status: maybe}")
    assert [code for code, _ in found] == ["bad-language", "bad-date", "unknown-term"]


def test_a_briefing_that_says_nothing_is_told_so() -> None:
    """It needs what happened, a truce, guarantees or an outlook."""
    text = briefing().replace("what_happened: Both sides met [@s1].\n", "")
    assert [one.code for one in library({"talks.yaml": text}).problems] == ["nothing-said"]


def test_a_section_can_be_read_from_its_place() -> None:
    """The problems of a part of a document have the places of the whole."""
    document, _ = parse_document("a.yaml", b"one:\n  status: agred\n")
    assert document is not None
    truce, found = read_section(document, Truce, ("one",))
    assert truce is None
    assert [(one.line, one.column, one.code) for one in found] == [(2, 11, "unknown-term")]


@pytest.mark.parametrize(
    ("data", "place", "typed"),
    [
        ({"a": [{"b": "c"}]}, ("a", 0, "b"), ("a", 0, "b")),
        ({"a": {"b": "c"}}, ("a", 0, "b"), ("a", "b")),
        ({"a": "c"}, ("a", 0, "b"), ("a",)),
        ({"a": {"b": {"c": "d"}}}, ("a", "tag", "b", "c"), ("a", "b", "c")),
        ({}, ("a",), ()),
    ],
)
def test_a_place_of_the_model_is_found_as_it_was_typed(
    data: object, place: tuple[str | int, ...], typed: object
) -> None:
    """Without what a short way of writing leaves out."""
    assert typed_place(data, place) == typed  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("place", "some"),
    [
        ((), {"title", "as_of", "outlook"}),
        (("players", 0, "posts", 0), {"title", "from", "to"}),
        (("truce", "terms", 0, "positions", "us"), {"stance", "says"}),
        (("truce", "terms", 0, "binds", "us"), {"distance_km"}),
        (("timeline", 0, "when"), {"after", "with", "once"}),
        (("updates",), {"date", "kind"}),
    ],
)
def test_the_keys_of_a_place_are_those_an_author_types(place: tuple[str | int, ...], some: set[str]) -> None:
    """`from`, not the name it has in the program; in a list of one without its dash too."""
    assert some <= set(keys_at(Briefing, place))


def test_keys_that_go_together_come_together() -> None:
    """A time has two forms with keys; in most places there is one."""
    relative, condition = forms_at(Briefing, ("timeline", 0, "when"))
    assert set(relative) == {"after", "before", "with", "hours", "days", "months"}
    assert condition == ("once",)
    assert len(forms_at(Briefing, ("truce",))) == 1


def test_a_place_without_keys_has_none() -> None:
    """Where a text stands there is no key to suggest."""
    assert keys_at(Briefing, ("title",)) == ()
