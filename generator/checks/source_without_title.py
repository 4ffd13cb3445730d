from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.problems import Problem, did_you_mean
from generator.reading.library import Library


def check(library: Library, _today: date) -> Iterator[Problem]:
    """A source has a title, so that a reader can find it. A source of the registry has its title there.

    Bad:
        sources: [{id: s1, publisher: A newspaper}]
    Good:
        sources: [{id: s1, title: Talks resume, publisher: A newspaper}]
    """
    registry = library.sources
    for file in library.briefings:
        for index, source in enumerate(file.briefing.sources):
            if source.title is None and not registry.may_hold(source.id):
                hint = did_you_mean(source.id, registry.entries) or "add 'title: …', as printed"
                message = f"the source '{source.id}' has no title, and the registry does not know it"
                yield file.error(("sources", index, "id"), "source-without-title", message, hint)
