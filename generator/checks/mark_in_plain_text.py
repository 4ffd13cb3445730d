from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from generator.checks.shared import HTML_TAG
from generator.model.values import PlayerOrText
from generator.model.walk import Place
from generator.problems import Problem
from generator.reading.library import BriefingFile, Library

_MARK = re.compile(
    r"""
        (?P<citation> \[@[^\[\]]{0,200}\]? | \[(?P<bare>[a-z0-9][a-z0-9-]*)(?:,[^\[\]]{0,200})?\](?!\() )
      | (?P<player> \[\[[^\[\]]{0,200}\]{0,2} )
      | \[[^\[\]]{1,200}\]\(https?://[^\s()]{1,999}\)
      | (?<![\w*])(?P<stars>\*\*?)(?=[^\s*])[^*]{1,200}(?<=[^\s*])(?P=stars)(?![\w*])
      | """
    + HTML_TAG
    + r"""[^<>]{0,200}>
    """,
    re.VERBOSE,
)
_SIGN = re.compile(r"[\[*<]")  # what each mark begins with


def check(library: Library, _today: date) -> Iterator[Problem]:
    """A title, a bottom line, a driver and their like are plain text without citations, players and emphasis.

    Marks are read in prose alone: in what happened, why it matters, what comes next, and each `text`. Anywhere else
    readers see them as they were typed. What is known of a source is not asked: it stands as it is printed.

    Bad:
        bottom_line: Both sides met [@s1].
    Good:
        bottom_line: Both sides met.
    """
    for file in library.briefings:
        sources = frozenset(str(source.id) for source in file.briefing.sources)
        for place, text in _plain_texts(file):
            if found := _first_mark(text, sources):
                message = f"'{found[0]}' is shown to readers as it stands: this is one line of plain text"
                within = (found.start(), len(found[0]))
                yield file.warning(place, "mark-in-plain-text", message, _way_out(found), within=within)


def _plain_texts(file: BriefingFile) -> Iterator[tuple[Place, str]]:
    for place, value in file.inside.values:
        if type(value) in (str, PlayerOrText) and place[0] != "sources" and _SIGN.search(str(value)):
            yield place, str(value)


def _first_mark(text: str, sources: frozenset[str]) -> re.Match[str] | None:
    """The first mark of a text; one mistake, however many marks it has."""
    marks = _MARK.finditer(text)
    return next((found for found in marks if found["bare"] is None or found["bare"] in sources), None)


def _way_out(found: re.Match[str]) -> str:
    if found["citation"]:
        return "cite in 'sources' where there is that key, in key_points, or in prose such as what_happened"
    if found["player"]:
        return "write the player's name"
    return "write the words alone"
