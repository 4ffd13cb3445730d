from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from generator.catalogue import cited_sources
from generator.checks.shared import cited_by_statement, statements
from generator.model.source import Source
from generator.problems import Problem
from generator.reading.library import BriefingFile, Library


def check(library: Library, _today: date) -> Iterator[Problem]:
    """Two sources that an item cites are two: neither copies the other, nor do both retell the same third one alone.

    `derived_from` says what a source was made from. A copy confirms nothing.

    Bad:
        key_points: [{text: Both sides signed, sources: [wire, paper]}]
        sources: [{id: wire, title: Report}, {id: paper, title: Reprint, derived_from: wire}]
    Good:
        key_points: [{text: Both sides signed, sources: [wire]}]
        sources: [{id: wire, title: Report}, {id: paper, title: Reprint, derived_from: wire}]
    """
    for file in library.briefings:
        sources = {str(source.id): source for source in cited_sources(file, library)}
        if any(source.derived_from for source in sources.values()):
            yield from _copies(file, sources)


def _copies(file: BriefingFile, sources: Mapping[str, Source]) -> Iterator[Problem]:
    cited = cited_by_statement(file)
    for place, _ in statements(file):
        same: dict[frozenset[str], list[str]] = defaultdict(list)
        for name in cited.get(place, ()):
            same[_origins(name, sources)].append(name)
        for names in same.values():
            if len(names) > 1:
                message = f"{' and '.join(names)} are one source, through 'derived_from'"
                yield file.warning((*place, "sources"), "one-source-twice", message, "cite the one nearest the event")


def _origins(name: str, sources: Mapping[str, Source]) -> frozenset[str]:
    """What a source goes back to in the end: itself, or the origins of all it was made from."""
    origins, queue, seen = set(), [name], {name}
    while queue:
        current = queue.pop()
        made_from = sources[current].derived_from if current in sources else ()
        if not made_from:
            origins.add(current)
        queue += [one for one in made_from if one not in seen]
        seen.update(made_from)
    return frozenset(origins)
