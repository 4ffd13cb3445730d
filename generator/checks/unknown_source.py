from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.checks.shared import once_each, unknown
from generator.problems import Problem, did_you_mean
from generator.reading.library import BriefingFile, Library


def check(library: Library, _today: date) -> Iterator[Problem]:
    """Every source that is cited is listed in the briefing's `sources`, or stands in the registry.

    That holds for `sources` of an item, for citations in a text, `[@s1]`, and for `derived_from`.

    Bad:
        what_happened: Both sides signed [@s2].
        sources: [{id: s1, title: Text of the agreement}]
    Good:
        what_happened: Both sides signed [@s1].
        sources: [{id: s1, title: Text of the agreement}]
    """
    for file in library.briefings:
        yield from _in_briefing(file, library)


def check_shared(library: Library, _today: date) -> Iterator[Problem]:
    """The same of what the registry's sources are derived from."""
    registry = library.sources
    for references in registry.references.values():
        for found in once_each(mention for mention in references.sources if not registry.may_hold(mention.name)):
            hint = did_you_mean(found[0].name, registry.entries) or "add it to this file"
            yield unknown(registry.error, registry.line, found, "source", hint)


def _in_briefing(file: BriefingFile, library: Library) -> Iterator[Problem]:
    listed = {source.id for source in file.briefing.sources}
    strange = (
        mention
        for mention in file.references.sources
        if mention.name not in listed and not library.sources.may_hold(mention.name)
    )
    for found in once_each(strange):
        hint = did_you_mean(found[0].name, (*listed, *library.sources.entries)) or "list it under 'sources'"
        yield unknown(file.error, file.line, found, "source", hint)
