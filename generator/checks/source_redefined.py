from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.problems import Problem
from generator.reading.library import Library

FIELDS = ("title", "url")


def check(library: Library, _today: date) -> Iterator[Problem]:
    """A source of the registry is the same everywhere: no briefing lists another source under its id.

    Compared are `title` and `url`; what a briefing leaves open, grade and address too, comes from the registry. A
    translation has the title in its own language.

    Bad:
        sources: [{id: s1, title: Text of the agreement}, {id: known-source, title: Another title}]
    Good:
        sources: [{id: s1, title: Text of the agreement}, {id: known-source, note: Read in translation}]
    """
    registry = library.sources
    for file in library.briefings:
        fields = FIELDS[1:] if file.briefing.translation_of else FIELDS
        for index, source in enumerate(file.briefing.sources):
            shared = registry.entries.get(source.id)
            for field in fields:
                said, known = getattr(source, field), getattr(shared, field, None)
                if said is not None and known is not None and said != known:
                    message = f"{registry.path} gives '{source.id}' the {field} '{known}'"
                    hint = "take it out here, correct the registry, or choose another id for another source"
                    yield file.error(("sources", index, field), "source-redefined", message, hint)
