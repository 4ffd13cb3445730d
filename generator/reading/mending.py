"""Mends what is mechanical: at each place where there is one way to write it right, that is written.

Only the marked characters change. Comments, layout, line ends and a byte-order mark stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from generator.problems import Problem

_LINE_END = re.compile(r"(\r\n|\r|\n)")
_MARK = "\ufeff"


def mend(raw: bytes, problems: Iterable[Problem]) -> bytes:
    """The file with every problem of it mended that says how; `raw` must be the text the problems were found in."""
    text = raw.decode("utf-8")
    mark = _MARK if text.startswith(_MARK) else ""
    parts = _LINE_END.split(text.removeprefix(_MARK))
    for problem in _from_the_end(problems):
        parts[2 * (problem.line - 1)] = _mended(parts[2 * (problem.line - 1)], problem)
    return (mark + "".join(parts)).encode("utf-8")


def mendable(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems that say what to write instead, none of which stands inside of another, in reading order."""
    kept: list[Problem] = []
    for problem in sorted((one for one in problems if one.mend), key=_place):
        if not kept or _place(problem) >= (*_place(kept[-1])[:2], kept[-1].column + kept[-1].width):
            kept.append(problem)
    return tuple(kept)


def _place(problem: Problem) -> tuple[str, int, int]:
    return problem.path, problem.line, problem.column


def _from_the_end(problems: Iterable[Problem]) -> Sequence[Problem]:
    """Last first, so that what is still to be mended stays where it is."""
    return mendable(problems)[::-1]


def _mended(line: str, problem: Problem) -> str:
    start = problem.column - 1
    return line[:start] + problem.mend + line[start + problem.width :]
