from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from generator.checks.shared import once_each, unknown
from generator.problems import Problem, did_you_mean
from generator.reading.library import BriefingFile, Library


def check(library: Library, _today: date) -> Iterator[Problem]:
    """Every item that another one points to exists, in this briefing or in another snapshot of its process.

    That holds for relative times (`{after: signing, days: 14}`), `depends_on`, and for `links` and `supersedes` of an
    instrument. A key point is told by no title, so nothing points to one. A player of the registry belongs to no one
    process, so its relations have dates, or a condition in words.

    Bad:
        timeline: [{id: signing, when: 2025-08-18, title: Signing}, {id: start, when: {after: sining}, title: Start}]
    Good:
        timeline: [{id: signing, when: 2025-08-18, title: Signing}, {id: start, when: {after: signing}, title: Start}]
    """
    items: dict[str, set[str]] = defaultdict(set)
    for file in library.briefings:
        if file.briefing.process:
            items[file.briefing.process].update(file.names.own_items)
    yield from _in_registry(library)
    unread = {broken.process for broken in library.broken if broken.process}
    for file in library.briefings:
        # What a snapshot that cannot be read holds, nobody knows: its own problems come first.
        if file.briefing.process not in unread:
            yield from _in_briefing(file, items[file.briefing.process] if file.briefing.process else set())


def _in_briefing(file: BriefingFile, of_process: set[str]) -> Iterator[Problem]:
    own = set(file.names.own_items)
    strange = {name for name in file.names.items if name not in own and name not in of_process}
    for found in once_each(file.mentions("items", strange)):
        hint = _of_point(file, found[0].name) or did_you_mean(found[0].name, sorted(own | of_process)) or _way_out(file)
        yield unknown(file.error, file.line, found, "item", hint)


def _of_point(file: BriefingFile, name: str) -> str:
    """The way out where a key point of the briefing has the name."""
    is_point = any(point.id == name for point in file.briefing.key_points)
    return "it is a key point: point to a text, a term, a guarantee, a scenario or an event" if is_point else ""


def _in_registry(library: Library) -> Iterator[Problem]:
    registry = library.players
    for references in registry.references.values():
        for found in once_each(references.items):
            yield unknown(registry.error, registry.line, found, "item", "write a date: the registry is of no process")


def _way_out(file: BriefingFile) -> str:
    if file.briefing.process:
        return "give the item meant this id, here or in another snapshot of the process"
    return "give the item meant this id; items of other briefings are found through a common 'process'"
