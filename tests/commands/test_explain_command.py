"""`parley explain` tells what a code means, as its author would."""

from __future__ import annotations

from collections.abc import Callable

from click.testing import Result

Parley = Callable[..., Result]


def test_a_code_is_explained_with_examples(parley: Parley) -> None:
    """Code and weight, the rule, and what is bad and good."""
    done = parley("explain", "bad-date")
    assert done.exit_code == 0
    assert done.stdout.startswith("bad-date (error)\n\nA day is written year-month-day.\n")
    assert "Bad:\n    timeline:" in done.stdout
    assert "Good:\n    timeline:" in done.stdout


def test_a_rule_is_explained_by_itself(parley: Parley) -> None:
    """A check across items has no second text."""
    assert parley("explain", "weak-fact").stdout.startswith("weak-fact (warning)\n\nWhat is called a `fact`")


def test_without_a_code_all_are_listed(parley: Parley) -> None:
    """One a line, with its sentence."""
    lines = parley("explain").stdout.splitlines()
    assert len(lines) > 70
    assert any(line.startswith("unknown-key") and line.endswith("known there.") for line in lines)


def test_a_misspelt_code_is_told(parley: Parley) -> None:
    """With the one that was meant."""
    done = parley("explain", "bad-dat")
    assert (done.exit_code, done.stderr) == (2, "No problem has the code 'bad-dat': did you mean 'bad-date'?\n")
