from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from generator.checks.shared import defined_players, is_state
from generator.model.values import PlayerOrText
from generator.model.walk import Place, walk
from generator.problems import Problem
from generator.reading.library import Library


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
        for place, row, names in _rows(library, file.inside.values, defined_players(file)):
            yield file.warning(place, "players-in-a-row", _message(row), _way_out(place, names))


def check_shared(library: Library, _today: date) -> Iterator[Problem]:
    """The same of the posts of the registry's players."""
    for name, player in library.players.entries.items():
        for place, row, names in _rows(library, walk(player, (name,)), frozenset()):
            yield library.players.warning(place, "players-in-a-row", _message(row), _way_out(place, names))


def _rows(
    library: Library, values: Iterable[tuple[Place, object]], defined: frozenset[str]
) -> Iterator[tuple[Place, str, list[str]]]:
    """Each text that is a row of players that are known, with its place and their ids."""
    for place, value in values:
        if isinstance(value, PlayerOrText) and re.search("[,;]", value):
            names = re.split(r"\s*[,;]\s*", value)
            if all(is_state(name) or name in library.players.entries or name in defined for name in names):
                yield place, value, names


def _message(row: str) -> str:
    return f"'{row}' is shown to readers as it stands: a row of ids is read as plain words"


def _way_out(place: Place, names: list[str]) -> str:
    if isinstance(place[-1], int):
        return f"make each an entry of the list: [{', '.join(names)}]"
    return f"'{place[-1]}' takes one player: name one, or write the words that readers shall see"
