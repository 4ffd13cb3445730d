"""Small libraries for tests: files given as text, read and checked as a site's are."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from generator.checks import run_checks
from generator.problems import Problem, in_reading_order
from generator.reading.files import SourceFile
from generator.reading.library import Library, read_library
from generator.yardstick import ICD_203, Yardstick

TODAY = date(2025, 8, 20)
SITE_URL = "https://briefings.example.org/peace/"

BASE = {
    "title": "title: Talks resume",
    "as_of": "as_of: 2025-08-17",
    "status": "status: published",
    "bottom_line": "bottom_line: The sides meet again.",
    "players": "players: [us, ua]",
    "what_happened": "what_happened: Both sides met [@s1].",
    "sources": "sources: [{id: s1, title: Text of the agreement}]",
}
"""The lines of a briefing in which nothing is wrong, by their keys."""


def briefing(*lines: str) -> str:
    """A briefing with these lines of YAML, each of which stands for the base's line of that key, or comes after it."""
    changed = {line.partition(":")[0]: line for line in lines}
    return "\n".join((BASE | changed).values()) + "\n"


def library(files: Mapping[str, str | bytes]) -> Library:
    """The library in files given by their path below the folder of briefings."""
    return read_library(
        tuple(
            SourceFile(f"briefings/{path}", raw if isinstance(raw, bytes) else raw.encode())
            for path, raw in sorted(files.items())
        ),
        "briefings",
        SITE_URL,
    )


def problems_in(
    files: Mapping[str, str | bytes], today: date = TODAY, yardstick: Yardstick = ICD_203
) -> tuple[Problem, ...]:
    """Every problem of the files, of reading and of checks, in reading order."""
    read = library(files)
    return in_reading_order((*read.problems, *run_checks(read, today, yardstick)))


def codes_in(*lines: str, **more: str) -> list[str]:
    """The codes of what is wrong in a briefing with these lines; `more` are files by name, such as `players_yaml`."""
    files = {f"registry/{name.replace('_yaml', '.yaml')}": text for name, text in more.items()}
    return [problem.code for problem in problems_in({"talks.yaml": briefing(*lines), **files})]
