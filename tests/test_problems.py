"""Problems come out in one order, once each, and a slip of the pen finds its word."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.problems import Problem, Severity, did_you_mean, has_errors, in_reading_order, likely_term, only_meant

# Few values each, so that problems often share a file, a place and a code.
problems = st.builds(
    Problem,
    path=st.sampled_from(["briefings/a.yaml", "briefings/b.yaml"]),
    line=st.integers(1, 12),
    column=st.integers(1, 3),
    code=st.sampled_from(["unknown-player", "late-date"]),
    message=st.sampled_from(["no player 'uu'", "ends before it starts"]),
)
words = st.text(alphabet="abcdAB-", min_size=1, max_size=8)


def problem(path: str = "a.yaml", line: int = 1, column: int = 1, code: str = "a", message: str = "") -> Problem:
    return Problem(path, line, column, code, message)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (problem(path="a.yaml", line=9), problem(path="b.yaml", line=1)),
        (problem(line=9), problem(line=10)),
        (problem(line=2, column=9), problem(line=2, column=10)),
        (problem(code="a", message="b"), problem(code="b", message="a")),
        (problem(message="a"), problem(message="b")),
    ],
)
def test_the_order_is_that_of_reading(first: Problem, second: Problem) -> None:
    """File comes first, then line and column as numbers, then code and message."""
    assert in_reading_order([second, first]) == (first, second)


@given(st.lists(problems), st.randoms(use_true_random=False))
def test_the_order_does_not_depend_on_who_came_first(found: list[Problem], random: Random) -> None:
    """However the checks took turns, the report is the same."""
    shuffled = [*found, *found[:2]]
    random.shuffle(shuffled)
    assert in_reading_order(shuffled) == in_reading_order(found)


@given(st.lists(problems))
def test_nothing_is_lost_and_nothing_said_twice(found: list[Problem]) -> None:
    """Each distinct problem is in the result exactly once."""
    ordered = in_reading_order(found)
    assert set(ordered) == set(found)
    assert len(ordered) == len(set(found))


def test_an_error_stops_publication() -> None:
    """One error among warnings counts; a problem is an error unless it says otherwise."""
    warning = Problem("a.yaml", 1, 1, "old-source", "is old", severity=Severity.WARNING)
    assert not has_errors([])
    assert not has_errors([warning])
    assert has_errors([warning, problem()])


@pytest.mark.parametrize(
    ("typed", "known", "hint"),
    [
        ("nothern-council", ["southern-council", "northern-council"], "did you mean 'northern-council'?"),
        ("SIGNED", ["signed", "stalled"], "did you mean 'signed'?"),
        ("un", ["UN", "EU"], "did you mean 'UN'?"),
        ("ceasefire", ["signed", "stalled"], ""),
        ("signed", [], ""),
    ],
)
def test_a_slip_of_the_pen_finds_its_word(typed: str, known: list[str], hint: str) -> None:
    """The closest word is offered as its author wrote it; a word like none of them gets no hint."""
    assert did_you_mean(typed, known) == hint


STANCES = ["proposes", "accepts", "accepts_with_conditions", "rejects"]
STATES = ["draft", "signed", "observed", "contested", "published", "almost_certain", "very_unlikely", "very_likely"]


@pytest.mark.parametrize(
    ("typed", "known", "term"),
    [
        ("acepts", STANCES, "accepts"),
        ("propses", STANCES, "proposes"),
        ("accepted", STANCES, "accepts"),
        ("observedly", STATES, "observed"),
        ("accepts with condition", STANCES, "accepts_with_conditions"),
        ("publishd", STATES, "published"),
        ("Very-Unlikly", STATES, "very_unlikely"),
        ("very likly", STATES, "very_likely"),
    ],
)
def test_a_misspelt_term_is_recognised(typed: str, known: list[str], term: str) -> None:
    """A letter too few, another ending or one more; spaces and hyphens stand for what stands between its parts."""
    assert likely_term(typed, known) == f"did you mean '{term}'?"


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        *((word, STANCES) for word in ("agrees", "opposes", "not accepted", "unacceptable")),
        *((word, STANCES) for word in ("accepts_without_conditions", "accepts without condition")),
        *((word, STATES) for word in ("unobserved", "not observed", "unsigned", "not signed", "uncontested")),
        *((word, STATES) for word in ("unpublished", "not published", "almost uncertain", "almost_uncertan")),
        ("likely", ["unlikely", "disputed"]),
        ("likely not", ["likely"]),
        ("verified", ["unverified", "violated"]),
    ],
)
def test_the_opposite_of_a_term_is_none_of_its_misspellings(typed: str, known: list[str]) -> None:
    """Neither is it offered, nor would it be written in its place."""
    assert likely_term(typed, known) == only_meant(typed, known) == ""


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("replaced", "replaces"),
        ("supersedes", "superseded"),
        ("superseeded", "supersedes"),
        ("implementd", "implements"),
        ("Represented", "represents"),
        ("accepted with conditions", "accepts_with_conditions"),
    ],
)
def test_who_does_it_is_not_written_for_to_whom_it_is_done(typed: str, known: str) -> None:
    """It may be offered; a slip that keeps who does it is mended."""
    assert only_meant(typed, [known]) == ""
    assert likely_term(typed, [known]) == f"did you mean '{known}'?"
    assert only_meant(f"{known}{known[-1]}", [known]) == known


def test_a_name_that_says_the_opposite_is_not_offered() -> None:
    """Another one that is near enough is."""
    assert did_you_mean("not-signed", ["signed"]) == did_you_mean("text-with-annex", ["text-without-annex"]) == ""
    assert did_you_mean("not-signed", ["signed", "not-signd"]) == "did you mean 'not-signd'?"


@given(words, st.lists(words))
def test_a_hint_names_a_known_word(typed: str, known: list[str]) -> None:
    """Whatever was typed, a hint offers something that exists."""
    assert did_you_mean(typed, known) in {"", *(f"did you mean '{word}'?" for word in known)}


@given(words, st.lists(words))
def test_case_alone_is_always_recognised(typed: str, known: list[str]) -> None:
    """A word that is known in another case is the one that is offered, whatever else is near."""
    assert did_you_mean(typed.swapcase(), [*known, typed]) == f"did you mean '{typed}'?"
