from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from generator.model.walk import Place
from generator.problems import Problem
from generator.reading.library import BriefingFile, Library


def check(library: Library, _today: date) -> Iterator[Problem]:
    """In one briefing, no two items share an id, and no two sources do.

    A time such as `{after: signing}` and a citation such as `[@s1]` must lead to one place alone. An item and a source
    may share a name.

    Bad:
        timeline: [{id: talks, when: 2025-08-18, title: Talks}, {id: talks, when: 2025-08-19, title: More talks}]
    Good:
        timeline: [{id: talks, when: 2025-08-18, title: Talks}, {id: more-talks, when: 2025-08-19, title: More talks}]
    """
    for file in library.briefings:
        items = ((mention.place, mention.name) for mention in file.references.own_items)
        sources = ((("sources", index, "id"), source.id) for index, source in enumerate(file.briefing.sources))
        yield from _repeated(file, items, "an item")
        yield from _repeated(file, sources, "a source")


def _repeated(file: BriefingFile, names: Iterable[tuple[Place, str]], what: str) -> Iterator[Problem]:
    first: dict[str, Place] = {}
    for place, name in names:
        if first.setdefault(name, place) is not place:
            message = f"'{name}' is already the id of {what} on line {file.line(first[name])}"
            yield file.error(place, "duplicate-id", message, "choose another id for one of the two")
