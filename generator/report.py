"""Problems as people and programs read them: place, fact, way out.

A warning says so between its place and its code: `briefings/a.yaml:1:2: warning: old-source: …`. What a terminal would
obey instead of show (control and bidirectional characters), and what its encoding lacks, appears as `<U+202E>`.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, takewhile
from typing import Any

import click

from generator.links import check_address
from generator.problems import Problem, Severity

GUTTER = 5
TAB = "    "
# How much of a line is shown, in terminal cells, and how much of that may stand before the caret. The third bounds the
# work on a line of a million characters, most of which may take no cell at all.
WIDEST = 100
LEAD = 60
FARTHEST = 400

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_JOINERS = "\u200c\u200d"  # Persian words and emoji of several parts need them
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow"}


def problems_as_text(problems: Iterable[Problem], colour: bool = False, encoding: str | None = None) -> str:
    """Each problem as its place and fact, the line with its number, and a caret with the hint behind it.

    `encoding` is that of the terminal or file the text goes to; without one, it is taken for UTF-8.
    """
    writes = encoding or "utf-8"
    return "\n".join(line for problem in problems for line in _Told(problem, colour, writes).lines())


def problems_as_json(problems: Iterable[Problem], site_url: str = "") -> str:
    """The problems as one JSON object in ASCII, with the number of errors and of warnings.

    Each says where the site of this address tells its rule.
    """
    listed = tuple(problems)
    told = {
        "errors": _number(listed, Severity.ERROR),
        "warnings": _number(listed, Severity.WARNING),
        "problems": [_as_data(problem, site_url) for problem in listed],
    }
    return json.dumps(told, indent=2)


def printable(text: str) -> str:
    """The text without what a terminal would obey instead of show."""
    return "".join(character if character.isprintable() else f"<U+{ord(character):04X}>" for character in text)


def summary(problems: Iterable[Problem], files: int) -> str:
    """How many problems there are, as in `3 errors, 1 warning in 2 of 14 files`; `files` were looked at."""
    listed = tuple(problems)
    errors, warnings = _number(listed, Severity.ERROR), _number(listed, Severity.WARNING)
    counts = [counted(errors, "error")] if errors or not warnings else []
    counts += [counted(warnings, "warning")] if warnings else []
    concerned = len({problem.path for problem in listed})
    share = f"{concerned} of " if 0 < concerned < files else ""
    return f"{', '.join(counts)} in {share}{counted(files, 'file')}"


def counted(number: int, noun: str) -> str:
    """A number and its noun: `1 page`, `1,000 pages`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def warnings_told(count: int) -> str:
    """What a build says of warnings: how many there are, and who has them in full."""
    return f"{counted(count, 'warning')} in the briefings: parley check shows them."


def _number(problems: Sequence[Problem], severity: Severity) -> int:
    return sum(problem.severity is severity for problem in problems)


def _as_data(problem: Problem, site_url: str) -> dict[str, Any]:
    return {
        "path": problem.path,
        "line": problem.line,
        "column": problem.column,
        "width": problem.width,
        "severity": problem.severity.value,
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
        "source_line": problem.source_line,
        "mend": problem.mend,
        "rule": check_address(problem.code, site_url),
    }


class _Told:
    """The telling of one problem."""

    def __init__(self, problem: Problem, colour: bool, encoding: str) -> None:
        self._problem, self._colour, self._encoding = problem, colour, encoding

    def lines(self) -> Iterator[str]:
        """The place and fact, then the line and the caret, or the hint alone where no line is known."""
        problem = self._problem
        yield self._head()
        if problem.source_line:
            yield from self._excerpt()
        elif problem.hint:
            yield " " * (GUTTER + 1) + self._marked(self._safe(problem.hint))

    def _head(self) -> str:
        problem = self._problem
        place = f"{self._safe(problem.path)}:{problem.line}:{problem.column}:"
        weight = "warning: " if problem.severity is Severity.WARNING else ""
        return f"{self._bold(place)} {self._marked(f'{weight}{problem.code}:')} {self._safe(problem.message)}"

    def _excerpt(self) -> Iterator[str]:
        problem = self._problem
        shown, before, width = self._window()
        number = f"{problem.line:>{GUTTER}}"
        hint = f" {self._safe(problem.hint)}" if problem.hint else ""
        yield f"{self._dim(f'{number} |')} {shown}"
        yield f"{self._dim(' ' * len(number) + ' |')} {' ' * before}{self._marked('^' * width + hint)}"

    def _window(self) -> tuple[str, int, int]:
        """What is shown of the line, the cells before the caret, and the cells it underlines."""
        line = self._problem.source_line
        start, end = self._marked_characters()
        first, last = self._cut(line, start)
        shown = [self._shown(character) for character in line[first:last]]
        left, right = (self._gap if cut else "" for cut in (first > 0, last < len(line)))
        before = len(left) + sum(map(_cells, shown[: start - first]))
        width = sum(map(_cells, shown[start - first : end - first]))
        return f"{left}{''.join(shown)}{right}", before, max(width, 1)

    def _marked_characters(self) -> tuple[int, int]:
        """The first character of the line to underline and the one after the last.

        A mark that combines with the character before it is underlined there: it has no cell of its own.
        """
        line = self._problem.source_line
        start = min(max(self._problem.column - 1, 0), len(line))
        end = min(start + self._problem.width, len(line))
        nearest = max(start - FARTHEST, 0)
        while nearest < start < len(line) and self._cells_shown(line[start]) == 0:
            start -= 1
        return start, end

    def _cut(self, line: str, start: int) -> tuple[int, int]:
        """The first character that is shown and the one after the last: all, where the line is short enough."""
        if len(line) <= FARTHEST and sum(map(self._cells_shown, line)) <= WIDEST:
            return 0, len(line)
        before = self._reach(line[max(start - FARTHEST, 0) : start][::-1], LEAD)
        first = start - before
        taken = sum(map(self._cells_shown, line[first:start]))
        return first, start + self._reach(line[start : start + FARTHEST], WIDEST - taken)

    def _reach(self, text: str, cells: int) -> int:
        """How many characters of the text fit."""
        sums = accumulate(map(self._cells_shown, text))
        return sum(1 for _ in takewhile(lambda taken: taken <= cells, sums))

    def _cells_shown(self, character: str) -> int:
        return _cells(self._shown(character))

    def _safe(self, text: str) -> str:
        return "".join(map(self._shown, text))

    def _shown(self, character: str) -> str:
        """The character, or what stands for one that a terminal would not show."""
        if character == "\t":
            return TAB
        hidden = unicodedata.category(character) in _HIDDEN and character not in _JOINERS
        return f"<U+{ord(character):04X}>" if hidden or not self._has(character) else character

    def _has(self, character: str) -> bool:
        """Whether the encoding can write the character."""
        try:
            character.encode(self._encoding)
        except UnicodeEncodeError:
            return False
        return True

    @property
    def _gap(self) -> str:
        return "…" if self._has("…") else "..."

    def _marked(self, text: str) -> str:
        return click.style(text, fg=_COLOURS[self._problem.severity], bold=True) if self._colour else text

    def _bold(self, text: str) -> str:
        return click.style(text, bold=True) if self._colour else text

    def _dim(self, text: str) -> str:
        return click.style(text, dim=True) if self._colour else text


def _cells(text: str) -> int:
    """How many cells of a terminal the text takes: two for a wide character, none for one that combines."""
    return sum(map(_cell, text))


def _cell(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
