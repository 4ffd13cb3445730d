"""One file a machine format: the catalogue becomes files that are published as they are.

Each module of `OUTPUTS` has `files(desk)`. The desk's catalogue is the published side alone, in a preview too. Equal
catalogues give equal bytes: no clock is read, days come from the briefings.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.edition import OutputFile
from generator.outputs import (
    bibtex,
    briefing_json,
    calendar,
    csl_json,
    csv_tables,
    follow,
    licence,
    llms,
    ris,
    sqlite_tables,
)
from generator.views.desk import Desk

OUTPUTS = (
    briefing_json,
    csv_tables,
    sqlite_tables,
    licence,
    follow,
    calendar,
    bibtex,
    ris,
    csl_json,
    llms,
)
"""Every format that is made from the catalogue alone; a page's Markdown is made from the page (`page_markdown`)."""


def make_files(desk: Desk) -> Iterator[OutputFile]:
    """The files of every format."""
    for output in OUTPUTS:
        yield from output.files(desk)
