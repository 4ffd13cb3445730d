from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from generator.model.values import SourceRef, shortened
from generator.model.walk import Place, walk
from generator.problems import Problem
from generator.reading.library import Library, Written


def check(library: Library, _today: date) -> Iterator[Problem]:
    """What stands in a list stands there once: an id, a term, a text, a source at one place in it.

    Readers would see it twice. Who says a thing and passes it on is one player, `said_by: us`.

    Bad:
        guarantees: [{id: calm, title: No attack, polarity: negative, providers: [us, us], beneficiaries: [ua]}]
    Good:
        guarantees: [{id: calm, title: No attack, polarity: negative, providers: [us, gb], beneficiaries: [ua]}]
    """
    for file in library.briefings:
        yield from _told(file, file.inside.values)


def check_shared(library: Library, _today: date) -> Iterator[Problem]:
    """The same of the registries."""
    for registry in (library.players, library.processes, library.sources):
        for name, entry in registry.entries.items():
            yield from _told(registry, walk(entry, (name,)))


def _told(file: Written, values: Iterable[tuple[Place, object]]) -> Iterator[Problem]:
    for place, first, entry in _repeated(values):
        message = f"{_name(entry)} is in this list already, on line {file.line((*place[:-1], first))}"
        yield file.warning(place, "listed-twice", message, "take one of the two out")


def _repeated(values: Iterable[tuple[Place, object]]) -> Iterator[tuple[Place, int, object]]:
    """Each entry that its list has before, with its place and where it first stands in the list.

    What has an id of its own is left to the rules for ids.
    """
    for place, value in values:
        if isinstance(value, tuple) and len(value) > 1:
            for index, entry in enumerate(value):
                if getattr(entry, "id", None) is None and (first := value.index(entry)) < index:
                    yield (*place, index), first, entry


def _name(entry: object) -> str:
    if isinstance(entry, SourceRef):
        return f"'{entry.typed}'"
    return f"'{shortened(entry)}'" if isinstance(entry, str) else "the same entry"
