"""The rules, case by case: each file below `tests/cases/briefings` says in its first lines what is wrong with it.

A case is one file, or a folder of files that are one site. `# expect: LINE:COLUMN code` names one problem at its place
in that file; a file without such a line is clean. `# today:` and `# yardstick:` set what a case needs other than usual.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from rule_cases import all_cases, files_of
from small_sites import TODAY, problems_in

from generator.checks import CHECKS
from generator.yardstick import ICD_203, YARDSTICKS

Expectation = tuple[str, int, int, str]


def expected_in(files: Mapping[str, str]) -> list[Expectation]:
    pattern = re.compile(r"^# expect: (\d+):(\d+) (\S+)$", re.MULTILINE)
    return sorted(
        (f"briefings/{path}", int(line), int(column), code)
        for path, text in files.items()
        for line, column, code in pattern.findall(text)
    )


def setting(files: Mapping[str, str], name: str) -> str | None:
    found = re.search(rf"^# {name}: (\S+)$", "\n".join(files.values()), re.MULTILINE)
    return found[1] if found else None


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.stem)
def test_a_case_has_the_problems_it_says_and_no_others(case: Path) -> None:
    """Errors and warnings, of reading and of rules, each with its line and column."""
    files = files_of(case)
    day = setting(files, "today")
    yardstick = YARDSTICKS.get(setting(files, "yardstick") or "", ICD_203)
    problems = problems_in(files, date.fromisoformat(day) if day else TODAY, yardstick)
    found = sorted((problem.path, problem.line, problem.column, problem.code) for problem in problems)
    assert found == expected_in(files), "\n".join(f"{one.path}:{one.line}: {one.message}" for one in problems)


def test_every_rule_has_a_case_that_breaks_it() -> None:
    """No code is without a case, so that no rule can fall silent unseen."""
    seen = {code for case in all_cases() for _, _, _, code in expected_in(files_of(case))}
    assert {code for rule in CHECKS for code in rule.codes} - seen == set()
