from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from generator.checks.shared import HTML_TAG
from generator.model.values import SourceRef
from generator.model.walk import Place
from generator.problems import Problem
from generator.reading.library import Library
from generator.reading.prose import Citation, Prose
from generator.reading.references import Sections

_MARK = re.compile(
    r"""(?<!\\)(?:
        \[@ | \[\[
      | (?<![\w@.\[]) @(?P<bare>[a-z0-9][a-z0-9-]*)
      | \[(?P<bracketed>[a-z0-9][a-z0-9-]*)(?:,[^\[\]\n]{0,200})?\] (?![\](])
      | \[\^[\w-]{1,40}\]
      | ^\#{1,6}(?=[ ]\S)
      | ^\|[ :|-]*-[ :|-]*$
      | """
    + HTML_TAG
    + r""" [^<>\n]* >
    )""",
    re.VERBOSE | re.MULTILINE,
)


_SIGN = re.compile(r"[\[@<#|]")  # what each mark begins with


def check(library: Library, _today: date) -> Iterator[Problem]:
    """A citation, a player or emphasis in a text is written so that it is read as one; else readers see the signs.

    A citation is `[@s1]` or `[@s1, art. 4]`, a player `[[ua]]` or `[[ua|Kyiv]]`, emphasis `*so*` or `**so**`. Two
    sources are two citations, and two entries of an item's `sources`: behind the comma stands a place in the source.
    A text has paragraphs, lists and links, but no headings, tables, notes or HTML.

    Bad:
        what_happened: Both sides met [@s1. The text [s1] is public.
    Good:
        what_happened: Both sides met [@s1]. The text [@s1] is public.
    Bad:
        key_points: [{text: They met, sources: "s1, s2"}]
        sources: [{id: s1, title: Text of the agreement}, {id: s2, title: Another text}]
    Good:
        key_points: [{text: They met, sources: [s1, s2]}]
        sources: [{id: s1, title: Text of the agreement}, {id: s2, title: Another text}]
    """
    for file in library.briefings:
        sources = frozenset(str(source.id) for source in file.briefing.sources)
        for place, prose in file.inside.prose:
            for found in _unread(prose, sources):
                message = f"'{found[0]}' is shown to readers as it stands here"
                within = (found.start(), len(found[0]))
                yield file.warning(place, "unread-mark", message, _way_out(found), within=within)
            for citation, found in _sources_as_places(prose, sources):
                message = f"'{found[1]}' is read as a place in '{citation.source}', and is a source itself"
                way = f"write [@{citation.source}] [@{found[1]}]"
                within = (found.start(1), len(found[1]))
                yield file.warning(place, "unread-mark", message, way, within=within)
        for place, reference in _references(file.inside.sections):
            if taken := sources.intersection(_parts(reference)):
                message = f"'{sorted(taken)[0]}' is read as a place in '{reference.source}', and is a source itself"
                yield file.warning(place, "unread-mark", message, _each_of_its_own(reference, sources))


def _references(sections: Sections) -> Iterator[tuple[Place, SourceRef]]:
    """The sources that statements name in their `sources`, each with its place."""
    for place, section in sections:
        for index, one in enumerate(getattr(section, "sources", ())):
            if isinstance(one, SourceRef):
                yield (*place, "sources", index), one


def _parts(reference: SourceRef) -> list[str]:
    return [part.strip() for part in reference.locator.split(",")]


def _each_of_its_own(reference: SourceRef, sources: frozenset[str]) -> str:
    """How to write the sources that stand behind each other in one entry, each with the place behind it."""
    entries = [reference.source]
    for part in _parts(reference):
        if part in sources:
            entries.append(part)
        else:
            entries[-1] += f", {part}"
    written = ", ".join(f'"{entry}"' if "," in entry else entry for entry in entries)
    return f"make each source an entry of its own: [{written}]"


def _sources_as_places(prose: Prose, sources: frozenset[str]) -> Iterator[tuple[Citation, re.Match[str]]]:
    """Each citation with the sources that stand behind its comma."""
    for citation in prose.citations():
        for name in {part.strip() for part in citation.locator.split(",")} & sources:
            found = re.compile(rf",\s*({name})\s*(?=[,;\]])").search(prose.text, citation.offset)
            if found:
                yield citation, found


def _unread(prose: Prose, sources: frozenset[str]) -> Iterator[re.Match[str]]:
    """The marks in a text that are no part of what was read as a citation or a player."""
    if not _SIGN.search(prose.text):
        return
    read = {prose.text.rfind("[@", 0, one.offset) for one in prose.citations()}
    read |= {one.offset - 1 for one in prose.citations()}
    read |= {prose.text.rfind("[[", 0, one.offset) for one in prose.players()}
    for found in _marks(prose.text):
        name = found["bare"] or found["bracketed"]
        if found.start() not in read and (name is None or name in sources):
            yield found


def _marks(text: str) -> Iterator[re.Match[str]]:
    """All marks of a text; asked for at signs alone, as most texts have few."""
    position = 0
    while sign := _SIGN.search(text, position):
        found = _MARK.match(text, sign.start())
        if found:
            yield found
        position = (found or sign).end()


def _way_out(found: re.Match[str]) -> str:
    if name := found["bare"] or found["bracketed"]:
        return f"cite the source as [@{found[0][1:-1] if found['bracketed'] else name}]"
    if found[0].startswith("[^"):
        return "a text has no notes: cite a source as [@s1], or say it in the text"
    if found[0].startswith("#"):
        return "a text has no headings: write a paragraph that begins with **strong** words"
    if found[0].startswith("|"):
        return "a text has no tables: write a list, each entry behind '- '"
    if found[0] == "[@":
        return "write a citation as [@s1] or [@s1, art. 4], with its closing bracket"
    if found[0] == "[[":
        return "write a player as [[ua]] or [[ua|Kyiv]], with both closing brackets"
    return "write *emphasis* or **strong**; a text has no HTML"
