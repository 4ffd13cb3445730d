"""What a section points at, found by its places."""

from __future__ import annotations

from pathlib import Path

from generator.model.walk import walk
from generator.reading.files import find_files
from generator.reading.library import read_library
from generator.reading.references import cited_by_statement

ROOT = Path(__file__).resolve().parents[2]


def test_what_is_cited_is_the_same_whether_all_texts_are_read_or_those_alone_that_cite() -> None:
    """Each of our own briefings says so, and all of them cite something."""
    library = read_library(find_files(ROOT, "briefings").yaml, "briefings")
    for file in library.briefings:
        assert cited_by_statement(tuple(walk(file.briefing))) == file.references.cited() != {}
