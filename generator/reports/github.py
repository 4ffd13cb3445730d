"""Problems as GitHub shows them: annotations at the lines of a pull request, and a summary of the job.

GitHub keeps ten annotations of a step and drops the rest without a word: errors come first, the summary has them all.
Source: GitHub Docs, "Workflow commands for GitHub Actions".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from generator.links import check_address
from generator.problems import Problem, Severity, has_errors
from generator.report import summary

ANNOTATIONS = 10
# A step's summary may hold 1 MiB; this many rows of the longest kind stay below it.
ROWS = 500
_IN_TEXT = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_PROPERTY = {**_IN_TEXT, ":": "%3A", ",": "%2C"}


def workflow_commands(problems: Iterable[Problem]) -> str:
    """Workflow commands, at most ten, errors first; one a line."""
    return "\n".join(map(_annotation, _errors_first(problems)[:ANNOTATIONS]))


def job_summary(problems: Sequence[Problem], files: int, site_url: str = "") -> str:
    """Every problem as a table in GitHub's Markdown, errors first, ending with a line end.

    A code leads to its rule on the site, where `site_url` is known.
    """
    heading = "The briefings have errors" if has_errors(problems) else "The briefings are sound"
    return "\n".join([f"## {heading}", "", f"{summary(problems, files)}.", "", *_table(problems, site_url)]) + "\n"


def _errors_first(problems: Iterable[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda problem: problem.severity is Severity.WARNING)


def _annotation(problem: Problem) -> str:
    properties = {
        "file": problem.path,
        "line": problem.line,
        "col": problem.column,
        "endColumn": problem.column + problem.width,
        "title": problem.code,
    }
    told = ",".join(f"{name}={_escaped(str(value), _IN_PROPERTY)}" for name, value in properties.items())
    return f"::{problem.severity.value} {told}::{_escaped(sentence(problem), _IN_TEXT)}"


def sentence(problem: Problem) -> str:
    """Fact and way out on one line."""
    return f"{problem.message}: {problem.hint}" if problem.hint else problem.message


def _escaped(text: str, escapes: dict[str, str]) -> str:
    return "".join(escapes.get(character, character) for character in text)


def _table(problems: Sequence[Problem], site_url: str) -> Iterator[str]:
    if not problems:
        return
    yield "| | Where | Code | What |"
    yield "| --- | --- | --- | --- |"
    for problem in _errors_first(problems)[:ROWS]:
        where = f"{problem.path}:{problem.line}:{problem.column}"
        address = check_address(problem.code, site_url)
        code = f"[{_cell(problem.code)}]({address})" if address else _cell(problem.code)
        yield f"| {problem.severity.value} | {_cell(where)} | {code} | {_cell(sentence(problem))} |"
    if len(problems) > ROWS:
        yield f"\nAnd {len(problems) - ROWS:,} more: `parley check` shows them."


def _cell(text: str) -> str:
    """The text as typed: Markdown's marks, HTML's and mentions of people mean nothing in it."""
    plain = re.sub(r"\s+", " ", text).replace("&", "&amp;").replace("<", "&lt;").replace("@", "&#64;")
    return re.sub(r"([\\`*_\[\]|~#])", r"\\\1", plain)
