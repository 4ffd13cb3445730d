from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from generator.checks.shared import defined_players, is_state
from generator.model.values import PlayerOrText
from generator.model.walk import Place, walk
from generator.problems import Problem
from generator.reading.library import BriefingFile, Library


def check(library: Library, _today: date) -> Iterator[Problem]:
    """Where a player or plain words may stand, several players are a list; a row of ids with commas is read as words.

    Readers then see the ids as they were typed, and no page of these players tells of it. Where a field takes one
    player, name one, or write the words that readers shall see.

    Bad:
        guarantees: [{id: calm, title: No attack, polarity: negative, against: "us, ua"}]
    Good:
        guarantees: [{id: calm, title: No attack, polarity: negative, against: [us, ua]}]
    """
    for file in library.briefings:
        for place, row in _rows(file):
            names = re.split(r"\s*[,;]\s*", row)
            if all(_is_known(library, file, name) for name in names):
                message = f"'{row}' is shown to readers as it stands: a row of ids is read as plain words"
                yield file.warning(place, "players-in-a-row", message, _way_out(place, names))


def _rows(file: BriefingFile) -> Iterator[tuple[Place, PlayerOrText]]:
    for place, value in walk(file.briefing):
        if isinstance(value, PlayerOrText) and re.search("[,;]", value):
            yield place, value


def _is_known(library: Library, file: BriefingFile, name: str) -> bool:
    return is_state(name) or name in library.players.entries or name in defined_players(file)


def _way_out(place: Place, names: list[str]) -> str:
    if isinstance(place[-1], int):
        return f"make each an entry of the list: [{', '.join(names)}]"
    return f"'{place[-1]}' takes one player: name one, or write the words that readers shall see"
