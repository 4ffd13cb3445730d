from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.checks.shared import item_place
from generator.problems import Problem
from generator.reading.library import Library


def check(library: Library, _today: date) -> Iterator[Problem]:
    """A term of a truce says where at least one player stands on it. `no_public_position` is an answer too.

    Bad:
        truce: {terms: [{id: air, title: Air strikes stop, category: air_strikes}]}
    Good:
        truce: {terms: [{id: air, title: Air strikes stop, category: air_strikes, positions: {ua: proposes}}]}
    """
    for file in library.briefings:
        for index, term in enumerate(file.briefing.truce.terms if file.briefing.truce else ()):
            if not term.positions:
                message = f"nobody's position on '{term.id}' is given"
                hint = "add 'positions: {player: stance}'; where all are silent: no_public_position"
                place = item_place(("truce", "terms", index))
                yield file.warning(place, "term-without-position", message, hint)
