"""What is remembered of a file is what would be found in it now, whatever else was saved."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rule_cases import all_cases, files_of
from small_sites import TODAY, library

from generator.checks import CHECKS, run_checks
from generator.problems import Problem
from generator.store import Memory
from generator.yardstick import ICD_203, PHIA, Yardstick

REGISTRIES = ("players", "processes", "sources")
FILES = [file for case in all_cases() for file in files_of(case).items()]
BRIEFINGS = sorted({text for path, text in FILES if not path.startswith("registry/")})
SHARED = {name: sorted({text for path, text in FILES if path == f"registry/{name}.yaml"}) for name in REGISTRIES}

slots = st.one_of(
    st.tuples(st.sampled_from(["one.yaml", "first-version.yaml", "deep/two.yaml"]), st.sampled_from(BRIEFINGS)),
    *(st.tuples(st.just(f"registry/{name}.yaml"), st.sampled_from(texts)) for name, texts in SHARED.items()),
)
surroundings = st.tuples(st.sampled_from([TODAY, date(2031, 1, 1)]), st.sampled_from([ICD_203, PHIA]))


def checked(
    files: Mapping[str, str], today: date, yardstick: Yardstick, memory: Memory
) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """What is found with the memory, and what without."""
    read = library(files)
    return run_checks(read, today, yardstick, memory), run_checks(read, today, yardstick)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(slots, surroundings), min_size=1, max_size=8))
def test_saves_are_checked_as_if_nothing_were_remembered(
    saves: list[tuple[tuple[str, str], tuple[date, Yardstick]]],
) -> None:
    """Each save changes one file of the site, and the day or the yardstick may be another."""
    files: dict[str, str] = {}
    memory = Memory(5)
    for (path, text), (today, yardstick) in saves:
        files[path] = text
        remembered, anew = checked(files, today, yardstick, memory)
        assert remembered == anew


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.stem)
def test_a_case_is_found_file_by_file(case: Path) -> None:
    """At first, and when it is asked again."""
    files, memory = files_of(case), Memory(100)
    for yardstick in (ICD_203, PHIA, ICD_203):
        remembered, anew = checked(files, TODAY, yardstick, memory)
        assert remembered == anew


def test_a_rule_of_one_file_asks_no_other() -> None:
    """Of each such rule there is a case, so that one which asks other files is found out above."""
    alone = {code for rule in CHECKS if rule.of_one_file for code in rule.codes}
    found = set()
    for case in all_cases():
        found |= {problem.code for problem in checked(files_of(case), TODAY, PHIA, Memory(9))[0]}
    assert alone <= found


def test_a_memory_forgets_what_was_used_longest_ago() -> None:
    """It never holds more than it was made for."""
    memory = Memory(2)
    for key in ("one", "two"):
        memory.put(key, key)
    assert memory.get("one") == "one"
    memory.put("three", ())
    assert [memory.get(key) for key in ("one", "two", "three")] == ["one", None, ()]
