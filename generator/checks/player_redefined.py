from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from generator.checks.shared import is_draft
from generator.model.player import PlayerFields
from generator.problems import Problem
from generator.reading.library import Library

FIELDS = ("name", "kind", "country", "wikidata")


def check(library: Library, _today: date) -> Iterator[Problem]:
    """A player is the same everywhere: what a briefing says of it in place contradicts neither registry nor others.

    Compared are `name`, `kind`, `country` and `wikidata`. What the registry leaves open, a briefing may add. A
    translation has each `name` in its own language.

    Bad:
        players: [{id: known-body, name: Another Name}]
    Good:
        players: [{id: known-body, country: us}]
    """
    first = {
        (name, field): _Definition(str(value), library.players.path)
        for name, entry in library.players.entries.items()
        for field, value in _said(entry)
    }
    # Published briefings come first, so that a draft is measured against them and not they against it.
    for file in sorted(library.briefings, key=is_draft):
        for index, player in enumerate(file.briefing.players):
            for field, value in _said(player):
                if field == "name" and file.briefing.translation_of:
                    continue
                said = first.setdefault((player.id, field), _Definition(str(value), file.path))
                if said.value != str(value) and said.path != file.path:
                    message = f"{said.path} gives '{player.id}' the {field} '{said.value}'"
                    hint = _hint(said.path, library)
                    yield file.error(("players", index, field), "player-redefined", message, hint)


class _Definition(NamedTuple):
    """What is said of a player in one field, and where."""

    value: str
    path: str


def _said(player: PlayerFields) -> Iterator[tuple[str, object]]:
    return ((field, getattr(player, field)) for field in FIELDS if getattr(player, field) is not None)


def _hint(path: str, library: Library) -> str:
    if path == library.players.path:
        return "take it out here, correct the registry, or choose another id for another player"
    return f"define the player once, in {library.players.path}, or choose another id for another player"
