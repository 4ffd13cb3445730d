"""What a briefing points at: players, sources and items, each at its place. Found once, used by every rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.briefing import Briefing
from generator.model.values import ItemId, ItemRef, PlayerId, PlayerOrText, Prose, SourceId, SourceRef
from generator.model.walk import Place, walk
from generator.reading.prose import parse_prose


@dataclass(frozen=True, slots=True)
class Mention:
    """A name and where it was typed; in prose, `within` is its offset and length in that text."""

    place: Place
    name: str
    within: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class References:
    """The names a briefing mentions, in reading order; `own_items` are the ids it gives its items."""

    players: tuple[Mention, ...]
    sources: tuple[Mention, ...]
    items: tuple[Mention, ...]
    own_items: tuple[Mention, ...]
    prose: tuple[tuple[Place, Prose], ...]


def find_references(briefing: Briefing) -> References:
    """Every mention in a briefing."""
    values = tuple(walk(briefing))
    prose = tuple((place, value) for place, value in values if isinstance(value, Prose))
    return References(
        players=(*_players(values), *_players_in(prose)),
        sources=(*_sources(values), *_sources_in(prose)),
        items=tuple(Mention(place, value) for place, value in values if isinstance(value, ItemRef)),
        own_items=tuple(Mention(place, value) for place, value in values if isinstance(value, ItemId)),
        prose=prose,
    )


Values = tuple[tuple[Place, object], ...]
Texts = tuple[tuple[Place, Prose], ...]


def _players(values: Values) -> Iterator[Mention]:
    for place, value in values:
        if isinstance(value, PlayerId) or (isinstance(value, PlayerOrText) and value.player):
            yield Mention(place, value)


def _sources(values: Values) -> Iterator[Mention]:
    for place, value in values:
        if isinstance(value, SourceRef):
            yield Mention(place, value.source)
        elif isinstance(value, SourceId) and place[-1] != "id":
            yield Mention(place, value)


def _players_in(prose: Texts) -> Iterator[Mention]:
    for place, text in prose:
        for link in parse_prose(text).players():
            yield Mention(place, link.player, (link.offset, link.length))


def _sources_in(prose: Texts) -> Iterator[Mention]:
    for place, text in prose:
        for citation in parse_prose(text).citations():
            yield Mention(place, citation.source, (citation.offset, citation.length))
