from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.problems import Problem
from generator.reading.library import Library


def check(library: Library, _today: date) -> Iterator[Problem]:
    """A player stands in the list of players once, with all its roles.

    Bad:
        players: [{id: us, roles: [mediator]}, {id: us, roles: [security_guarantor]}]
    Good:
        players: [{id: us, roles: [mediator, security_guarantor]}]
    """
    for file in library.briefings:
        first: dict[str, int] = {}
        for index, player in enumerate(file.briefing.players):
            if first.setdefault(player.id, index) != index:
                line = file.line(("players", first[player.id], "id"))
                message = f"'{player.id}' is listed already, on line {line}"
                yield file.error(("players", index, "id"), "player-listed-twice", message, "make one entry of the two")
