from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.model.values import shortened
from generator.problems import Problem
from generator.reading.library import BriefingFile, Library
from generator.translation import Difference, differences, shown


def check(library: Library, _today: date) -> Iterator[Problem]:
    """A translation says what its original says: only words differ, no id, number, day, term, player or source.

    Whoever reads the translation decides by it, so another figure or status does harm. Both have the same entries;
    where there are ids, their order is free. A translation has its own authors, provenance and updates, and may give
    its own words for a player's name and a source's note where the original leaves them to the registry.

    Bad:
        language: fr
        process: ukraine-talks
        translation_of: first-version
        players: [us, ua, fr]
    Good:
        language: fr
        process: ukraine-talks
        translation_of: first-version
        players: [us, ua]
    """
    originals: dict[str, BriefingFile] = {file.slug: file for file in library.briefings}
    for file in library.briefings:
        original = originals.get(file.briefing.translation_of or "")
        if original is not None and original is not file:
            for difference in differences(original.briefing, file.briefing):
                yield _problem(file, original, difference)


def _problem(file: BriefingFile, original: BriefingFile, difference: Difference) -> Problem:
    steps = [step for step in difference.place if isinstance(step, str)]
    if steps[-1] in (difference.translation, difference.original):  # an entry by player is told by the player
        steps.pop()
    field = ".".join(steps)
    here, there = (shortened(shown(one)) for one in (difference.translation, difference.original))
    if difference.translation in (None, ()):
        message = f"'{field}' lacks {there}, which the original has"
    elif difference.original in (None, ()):
        message = f"'{field}' has {here}, which the original has not"
    else:
        message = f"'{field}' is {here}, in the original {there}"
    return file.error(difference.place, "translation-differs", message, f"say what {original.path} says")
