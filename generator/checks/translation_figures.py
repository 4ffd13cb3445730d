from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.problems import Problem
from generator.reading.library import BriefingFile, Library
from generator.translation import figures_apart, marks_of, texts_of_both


def check(library: Library, _today: date) -> Iterator[Problem]:
    """A translated text holds the figures of its original, cites the same sources and leads to the same players.

    A figure is its digits, of any script, with or without marks between thousands. One up to twelve may be a word.

    Bad:
        language: fr
        process: ukraine-talks
        translation_of: first-version
        bottom_line: Les parties se revoient dans 30 jours.
    Good:
        language: fr
        process: ukraine-talks
        translation_of: first-version
        bottom_line: Les parties se revoient.
    """
    originals: dict[str, BriefingFile] = {file.slug: file for file in library.briefings}
    for file in library.briefings:
        original = originals.get(file.briefing.translation_of or "")
        if original is not None and original is not file:
            for place, there, here in texts_of_both(original.briefing, file.briefing):
                if told := "; ".join(_apart(there, here)):
                    hint = f"compare with {original.path}, line {original.line(place)}"
                    yield file.warning(place, "translation-figures", told, hint)


def _apart(there: str, here: str) -> Iterator[str]:
    """What only one of two texts holds, in words."""
    gone, come = figures_apart(there, here)
    old, new = marks_of(there), marks_of(here)
    yield from _told("figure", gone, come)
    yield from _told("citation", sorted(old.sources - new.sources), sorted(new.sources - old.sources))
    yield from _told("link to player", sorted(old.players - new.players), sorted(new.players - old.players))


def _told(what: str, gone: list[str], come: list[str]) -> Iterator[str]:
    if gone:
        yield f"{what} of the original missing here: {', '.join(gone)}"
    if come:
        yield f"{what} that the original does not have: {', '.join(come)}"
