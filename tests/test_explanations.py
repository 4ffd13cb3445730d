"""Every code that a problem can have is explained, and the examples are what they are called."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from small_sites import briefing, problems_in

from generator.checks import CHECKS
from generator.explanations import EXPLANATIONS, Explained, explained
from generator.problems import Problem
from generator.reading.explanations import IN_A_VALUE, IN_THE_TEXT

ROOT = Path(__file__).resolve().parent.parent
CODE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")

# Where a code stands among what these are called with, by position or name.
CODE_ARGUMENT = {
    "wrong": 0,
    "_Refusal": 0,
    "problem": 1,
    "error": 1,
    "warning": 1,
    "Explanation": 4,
    "Problem": 3,
    "_problem": 2,
    "_stop": 2,
}
# What looks like a code and is none: an encoding, words of the YAML parser.
NO_CODES = {"utf-8"}


def emitted(source: str) -> Iterator[str]:
    """The codes that a module's calls name, and its literals of several words, which are codes but for a few."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            at = CODE_ARGUMENT.get(name)
            given = [*node.args[at : at + 1]] if at is not None else []
            given += [keyword.value for keyword in node.keywords if keyword.arg == "code"]
            yield from (str(one.value) for one in given if isinstance(one, ast.Constant))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and "-" in node.value:
            yield node.value


def codes_in_sources() -> set[str]:
    files = [file for part in ("model", "reading", "checks") for file in (ROOT / "generator" / part).glob("*.py")]
    found = {code for file in files if file.stem != "explanations" for code in emitted(file.read_text("utf-8"))}
    return {code for code in found if CODE.fullmatch(code)} - NO_CODES


def test_every_code_that_can_be_emitted_is_explained() -> None:
    """No problem leaves its reader alone with a code."""
    codes = codes_in_sources()
    assert len(codes) > 70
    assert codes - EXPLANATIONS.keys() == set()


def test_no_code_is_explained_that_nobody_emits() -> None:
    """What is taken out of the readers goes out of the tables, too."""
    marks = {"anchor", "tag"}  # told apart by the first character
    assert EXPLANATIONS.keys() - codes_in_sources() - marks == set()


@pytest.mark.parametrize("call", ['wrong("new-code", "x")', 'x.problem(p, "newcode", "x")', 'f(code="newcode")'])
def test_a_new_code_is_found(call: str) -> None:
    """The search sees codes of one word and of several, by position and by name."""
    assert any("code" in code for code in emitted(call))


@pytest.mark.parametrize("code", EXPLANATIONS)
def test_an_explanation_opens_with_one_sentence(code: str) -> None:
    """A list of codes shows it alone."""
    rule = EXPLANATIONS[code]
    assert rule.sentence.endswith(".")
    assert rule.prose[0].startswith(rule.sentence)


def found_in(example: str) -> tuple[Problem, ...]:
    """The problems of a briefing with the example's lines behind it, in place of its own lines of these keys."""
    entries = re.findall(r"^\S.*(?:\n[ \t].*)*", example, re.MULTILINE)
    keys = [entry.partition(":")[0] for entry in entries]
    kept = entries if len(set(keys)) == len(keys) else ["\n".join(entries)]
    return problems_in({"talks.yaml": briefing(*kept)})


@pytest.mark.parametrize("code", [*IN_THE_TEXT, *IN_A_VALUE])
def test_a_bad_example_has_the_problem_and_a_good_one_has_none(code: str) -> None:
    """Both are as they are called."""
    for example in EXPLANATIONS[code].examples:
        codes = [problem.code for problem in found_in(example.yaml)]
        assert codes == [] if example.is_good else code in codes


def test_what_can_be_shown_has_two_examples() -> None:
    """Nearly every mistake in a value or text is shown, bad beside good."""
    shown = [code for code in (*IN_THE_TEXT, *IN_A_VALUE) if len(EXPLANATIONS[code].examples) == 2]
    assert len(shown) >= 30


def test_a_rule_explains_itself() -> None:
    """The docstring of a check is its explanation, with its weight."""
    for rule in CHECKS:
        for code in rule.codes:
            assert EXPLANATIONS[code].severity is rule.severity
            assert len(EXPLANATIONS[code].examples) >= 2


def test_an_unknown_code_has_no_explanation() -> None:
    """None, not an error."""
    assert explained("no-such-code") is None
    assert isinstance(explained("unknown-key"), Explained)
