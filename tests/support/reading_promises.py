"""What holds of the readers whatever bytes they get; `fuzz.py` searches for bytes of which it does not hold."""

from __future__ import annotations

from generator.problems import Problem
from generator.reading.document import MAX_PROBLEMS, parse_document
from generator.reading.files import SourceFile
from generator.reading.formatting import formatted, why_left
from generator.reading.library import read_library
from generator.reading.mending import mend
from generator.reading.pages import check_page
from generator.reading.prose import parse_prose, plain_text

REGISTRIES = ("players", "processes", "sources")


class PromiseError(AssertionError):
    """A promise of the readers that does not hold of some bytes."""


def hold(raw: bytes) -> None:
    """Read the bytes as everything a site may hold; raises where a promise is broken, or whatever a reader raises."""
    lines = _lines(raw)
    for read in (_as_a_document, _as_a_briefing, _as_registries, _as_a_page):
        for problem in read(raw):
            _stands_in(problem, lines)
    _as_prose(raw)


def _as_a_document(raw: bytes) -> tuple[Problem, ...]:
    found, problems = parse_document("briefings/x.yaml", raw)
    if found is None and not problems:
        raise PromiseError("neither a document nor a problem")
    if len(problems) > MAX_PROBLEMS + 1:
        raise PromiseError(f"{len(problems)} problems of one file's text")
    return problems


def _as_a_briefing(raw: bytes) -> tuple[Problem, ...]:
    library = read_library((SourceFile("briefings/x.yaml", raw),), "briefings")
    if not library.briefings and not library.problems:
        raise PromiseError("neither a briefing nor a problem")
    # What is mended is read again, as `parley check --fix` does.
    if any(problem.mend for problem in library.problems):
        _as_a_document(mend(raw, library.problems))
    return library.problems


def _as_registries(raw: bytes) -> tuple[Problem, ...]:
    files = tuple(SourceFile(f"briefings/registry/{name}.yaml", raw) for name in REGISTRIES)
    return read_library(files, "briefings").problems


def _as_a_page(raw: bytes) -> tuple[Problem, ...]:
    return check_page(SourceFile("briefings/x.md", raw))


def _as_prose(raw: bytes) -> None:
    text = raw.decode("utf-8", "replace")
    plain_text(parse_prose(text))


def hold_written_anew(raw: bytes) -> None:
    """Bring the bytes into their one form twice; raises where the second differs, or whatever the writer raises.

    Where they have none, a line of theirs says so.
    """
    once = formatted("briefings/x.yaml", raw)
    if once is not None and formatted("briefings/x.yaml", once) != once:
        raise PromiseError("a file in its one form has another one")
    if once is None and raw.strip() and not 1 <= why_left("briefings/x.yaml", raw)[0] <= len(_lines(raw)):
        raise PromiseError("a file without a form is told of at a line that it has not")


def _lines(raw: bytes) -> list[str]:
    text = raw.decode("utf-8", "replace").removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _stands_in(problem: Problem, lines: list[str]) -> None:
    if not 1 <= problem.line <= len(lines):
        raise PromiseError(f"{problem.code} stands on line {problem.line} of {len(lines)}")
    if not 1 <= problem.column <= len(lines[problem.line - 1]) + 1:
        raise PromiseError(f"{problem.code} stands in column {problem.column} of {lines[problem.line - 1]!r}")
    if not problem.message or problem.width < 1:
        raise PromiseError(f"{problem.code} says nothing")
