"""Typical slips of an author, one a file: each gives one problem, at its place, with words that tell how to mend it.

`# expect: LINE:COLUMN code` is the problem; `# says:` begins its way out.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from small_sites import problems_in

SLIPS = sorted((Path(__file__).resolve().parents[1] / "cases" / "slips").glob("*.yaml"))


@pytest.mark.parametrize("path", SLIPS, ids=lambda path: path.stem)
def test_a_slip_is_one_problem_with_a_way_out(path: Path) -> None:
    """Nothing else is said that only follows from it."""
    text = path.read_text(encoding="utf-8")
    expected = re.findall(r"(?m)^# expect: (\d+):(\d+) (\S+)\n# says: (.*)$", text)
    (problem,) = problems_in({path.name: text})
    way = problem.hint or problem.message
    assert [(str(problem.line), str(problem.column), problem.code, way[: len(expected[0][3])])] == expected


def test_sixty_slips_are_tried() -> None:
    """Keys, terms, indentation, quotes, dates, sums, references, ids and shapes."""
    assert len(SLIPS) >= 60
    codes = {re.findall(r"(?m)^# expect: \S+ (\S+)$", path.read_text(encoding="utf-8"))[0] for path in SLIPS}
    assert len(codes) >= 25


@pytest.mark.parametrize("path", SLIPS, ids=lambda path: path.stem)
def test_a_way_out_is_an_order_or_a_choice(path: Path) -> None:
    """A sentence of some words, not a name of ours."""
    (problem,) = problems_in({path.name: path.read_text(encoding="utf-8")})
    assert len((problem.hint or problem.message).split()) >= 2
    assert not re.search(r"None|Traceback|pydantic|<class", f"{problem.message} {problem.hint}")
