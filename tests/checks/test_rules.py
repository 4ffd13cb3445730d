"""The text of each rule: what an author reads is true, examples included."""

from __future__ import annotations

import inspect
import re
import textwrap
from collections.abc import Iterator

import pytest
from small_sites import briefing, problems_in

from generator.checks import CHECKS, Rule
from generator.problems import Severity
from generator.yardstick import ICD_203

NEIGHBOURS = {
    "first-version.yaml": briefing("process: ukraine-talks"),
    "unfinished.yaml": briefing("status: draft"),
    "registry/players.yaml": "known-body: {name: Known Body, kind: body}\n",
    "registry/sources.yaml": "known-source: {title: Known source}\n",
    "registry/processes.yaml": "ukraine-talks: {title: Talks on Ukraine}\nriver-talks: {title: Talks on the river}\n",
}


def examples(rule: Rule, kind: str) -> list[str]:
    """The examples of one kind in a rule's text, each as lines of YAML."""
    text = inspect.cleandoc(rule.text)
    return [textwrap.dedent(found) for found in re.findall(rf"^{kind}:\n((?:    .*\n?)+)", text, re.MULTILINE)]


def entries(example: str) -> Iterator[str]:
    """The top-level entries of an example, each with the lines that belong to it."""
    yield from re.findall(r"^\S.*(?:\n[ ].*)*", example, re.MULTILINE)


def codes(example: str, rule: Rule) -> set[str]:
    files = {**NEIGHBOURS, "example.yaml": briefing(*entries(example))}
    problems = problems_in(files, yardstick=rule.only_with or ICD_203)
    assert all(problem.path.endswith("example.yaml") or problem.code in rule.codes for problem in problems)
    return {problem.code for problem in problems}


def name(rule: Rule) -> str:
    return rule.codes[0]


@pytest.mark.parametrize("rule", CHECKS, ids=name)
def test_a_bad_example_breaks_its_rule_and_a_good_one_keeps_it(rule: Rule) -> None:
    """Each rule shows both, and both are as they are called."""
    bad, good = examples(rule, "Bad"), examples(rule, "Good")
    assert bad
    assert len(bad) == len(good)
    for example in bad:
        assert codes(example, rule) & set(rule.codes)
    for example in good:
        assert not codes(example, rule) & set(rule.codes)


@pytest.mark.parametrize("rule", CHECKS, ids=name)
def test_a_rule_opens_with_one_sentence(rule: Rule) -> None:
    """The first line is the rule in short, as a list of rules shows it."""
    first = rule.text.partition("\n")[0]
    assert first.endswith(".")
    assert first[0].isupper() or first[0] == "`"


def test_no_code_belongs_to_two_rules() -> None:
    """A code leads to one rule's text."""
    codes = [code for rule in CHECKS for code in rule.codes]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("rule", CHECKS, ids=name)
def test_problems_weigh_what_the_rule_says(rule: Rule) -> None:
    """What is registered as a warning stops nothing, what is registered as an error does."""
    files = {**NEIGHBOURS, "example.yaml": briefing(*entries(examples(rule, "Bad")[0]))}
    problems = problems_in(files, yardstick=rule.only_with or ICD_203)
    assert {problem.severity for problem in problems if problem.code in rule.codes} == {rule.severity}


def test_rules_of_both_weights_are_seen() -> None:
    """Neither errors nor warnings have fallen out of the list."""
    assert {rule.severity for rule in CHECKS} == set(Severity)
