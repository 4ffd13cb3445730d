from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from generator.checks.shared import is_draft
from generator.model.briefing import Briefing
from generator.model.walk import Place
from generator.problems import Problem
from generator.reading.library import Library

PLACEHOLDERS: Mapping[str, str] = {
    "bottom_line": "Write in one sentence what a reader must know.",
    "what_happened": "Write what happened, and cite where it is known from [@s1].",
    "why_it_matters": "Write why it matters.",
    "what_next": "Write what comes next.",
    "source": "Write the title as printed",
}
"""The texts of a new draft, by what they stand for."""


def check(library: Library, _today: date) -> Iterator[Problem]:
    """What `parley new` put into a draft is written over, or taken out, before the briefing is published.

    Bad:
        why_it_matters: Write why it matters.
    Good:
        why_it_matters: The river is the only road for aid to both banks.
    """
    for file in library.briefings:
        for place, text in () if is_draft(file) else _texts(file.briefing):
            if text in PLACEHOLDERS.values():
                message = "this is what `parley new` wrote for you to write over"
                yield file.error(place, "placeholder", message, "write your own words, or take the key out")


def _texts(briefing: Briefing) -> Iterator[tuple[Place, str | None]]:
    """What a new draft has a text for."""
    for field in ("bottom_line", "what_happened", "why_it_matters", "what_next"):
        yield (field,), getattr(briefing, field)
    for index, source in enumerate(briefing.sources):
        yield ("sources", index, "title"), source.title
