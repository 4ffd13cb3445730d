from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.catalogue import cited_sources
from generator.problems import Problem
from generator.reading.library import Library


def check(library: Library, _today: date) -> Iterator[Problem]:
    """Every source that a briefing lists is cited in it: by an item's `sources`, in a text, or in `derived_from`.

    What a source of the registry is derived from there is cited with it.

    Bad:
        sources: [{id: s1, title: Text of the agreement}, {id: s2, title: Commentary}]
    Good:
        sources: [{id: s1, title: Text of the agreement}]
    """
    for file in library.briefings:
        cited = {mention.name for mention in file.references.sources}
        listed = {source.id for source in file.briefing.sources}
        if any(name not in listed and not library.sources.may_hold(name) for name in cited):
            continue  # an unknown name may be the misspelt id of a source that then seems unused
        cited.update(origin for source in cited_sources(file, library) for origin in source.derived_from)
        for index, source in enumerate(file.briefing.sources):
            if source.id not in cited:
                hint = f"cite it where it is used, [@{source.id}], or take it out"
                message = f"no item and no text cites '{source.id}'"
                yield file.warning(("sources", index, "id"), "unused-source", message, hint)
