"""What a section points at: players, sources and items, each at its place. Found once, used by every rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeVar

from generator.model.base import Section
from generator.model.briefing import Briefing
from generator.model.named import named_items
from generator.model.values import ItemId, ItemRef, PlayerId, PlayerOrText, Prose, SourceId, SourceRef
from generator.model.walk import Place, is_a, walk
from generator.reading import prose


class Mention(NamedTuple):
    """A name and where it was typed: as a value, or as the key of a mapping by name (`on`).

    In a text, `within` is its offset and length there. `or_words` is true where plain words may stand for a name.
    """

    place: Place
    name: str
    within: tuple[int, int] | None = None
    on: Literal["key", "value"] = "value"
    or_words: bool = False


class Names(NamedTuple):
    """The names a briefing mentions, each once, in reading order.

    `own_items` are the ids of those of its items that others may name.
    """

    players: tuple[PlayerId, ...]
    sources: tuple[SourceId, ...]
    items: tuple[str, ...]
    own_items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class References:
    """What a section mentions, each time it does; `own_items` are all ids it gives its items, key points included."""

    players: tuple[Mention, ...]
    sources: tuple[Mention, ...]
    items: tuple[Mention, ...]
    own_items: tuple[Mention, ...]

    def cited(self) -> dict[Place, tuple[str, ...]]:
        """The ids of the sources that a statement rests on, by its place: its `sources` and what its own text cites."""
        return _by_statement(self.sources)


@dataclass(frozen=True, slots=True)
class Inside:
    """All that stands in a section, in reading order, each with its place: much more than its references.

    `values` holds all that was given, and every key of a mapping by name; `prose` every text, read; `refused_links` the
    addresses that were typed as links in vain; `sections` the section itself and all sections below it.
    """

    values: Values
    prose: tuple[tuple[Place, prose.Prose], ...]
    refused_links: tuple[Mention, ...]
    sections: Sections


Kind = TypeVar("Kind", bound=str)


def _each_once(kind: Callable[[str], Kind], mentions: Iterable[Mention]) -> tuple[Kind, ...]:
    return tuple(dict.fromkeys(kind(mention.name) for mention in mentions))


def find_names(briefing: Briefing) -> Names:
    """The names in a briefing."""
    found = find_references(briefing)
    return Names(
        _each_once(PlayerId, found.players),
        _each_once(SourceId, found.sources),
        _each_once(str, found.items),
        tuple(str(one.id) for one in named_items(briefing)),
    )


def find_references(section: Section, place: Place = ()) -> References:
    """Every mention in a section that stands at `place` of its document."""
    values = _with_names(walk(section, place))
    return _references(values, _texts(values))


def _references(values: Values, texts: Texts) -> References:
    return References(
        players=(*_players(values), *_players_in(texts)),
        sources=(*_sources(values), *_sources_in(texts)),
        items=tuple(Mention(place, value) for place, value in values if isinstance(value, ItemRef)),
        own_items=tuple(Mention(place, value) for place, value in values if isinstance(value, ItemId)),
    )


def find_all(section: Section) -> tuple[References, Inside]:
    """Every mention in a section that is a whole document, and all that stands in it, by one look."""
    everything = tuple(walk(section))
    values = _with_names(everything)
    texts = _texts(values)
    inside = Inside(everything, texts, tuple(_refused_links_in(texts)), _sections_in(values))
    return _references(values, texts), inside


def find_sections(section: Section, place: Place = ()) -> Sections:
    """A section that stands at `place` of its document, and all sections below it; no text is read for it."""
    return _sections_in(walk(section, place))


def cited_by_statement(values: Values) -> dict[Place, tuple[str, ...]]:
    """What `References.cited` says of a section's values; only texts that may cite something are read for it."""
    texts = tuple(
        (place, prose.parse_prose(value)) for place, value in values if isinstance(value, Prose) and "@" in value
    )
    return _by_statement((*_sources(values), *_sources_in(texts)))


def _by_statement(sources: Iterable[Mention]) -> dict[Place, tuple[str, ...]]:
    found: dict[Place, dict[str, None]] = defaultdict(dict)
    for mention in sources:
        if mention.place[-2:-1] == ("sources",):
            found[mention.place[:-2]][mention.name] = None
        elif mention.place[-2:-1] != ("derived_from",):
            found[mention.place[:-1]][mention.name] = None
    return {place: tuple(names) for place, names in found.items()}


# Most values: plain texts, and lists, whose entries are values of their own.
_NO_NAMES = frozenset({str, tuple, dict, int, bool})

Values = tuple[tuple[Place, object], ...]
Texts = tuple[tuple[Place, prose.Prose], ...]
Sections = tuple[tuple[Place, Section], ...]


def _with_names(values: Iterable[tuple[Place, object]]) -> Values:
    """Those of the values that may be a name or hold one."""
    return tuple(pair for pair in values if type(pair[1]) not in _NO_NAMES)


def _texts(values: Values) -> Texts:
    return tuple((place, prose.parse_prose(value)) for place, value in values if isinstance(value, Prose))


def _sections_in(values: Iterable[tuple[Place, object]]) -> Sections:
    return tuple((place, value) for place, value in values if is_a(value, Section))


def _players(values: Values) -> Iterator[Mention]:
    for place, value in values:
        if isinstance(value, PlayerId):
            # Only a mapping by player has a player's id for its last step; fields are plain strings.
            yield Mention(place, value, on="key" if isinstance(place[-1], PlayerId) else "value")
        elif isinstance(value, PlayerOrText) and value.player:
            yield Mention(place, value, or_words=True)


def _sources(values: Values) -> Iterator[Mention]:
    for place, value in values:
        if isinstance(value, SourceRef):
            yield Mention(place, value.source, within=(0, len(value.source)))
        elif isinstance(value, SourceId) and place[-1] != "id":
            yield Mention(place, value)


def _players_in(texts: Texts) -> Iterator[Mention]:
    for place, text in texts:
        for link in text.players():
            yield Mention(place, link.player, (link.offset, link.length))


def _sources_in(texts: Texts) -> Iterator[Mention]:
    for place, text in texts:
        for citation in text.citations():
            yield Mention(place, citation.source, (citation.offset, citation.length))


def _refused_links_in(texts: Texts) -> Iterator[Mention]:
    for place, text in texts:
        for link in text.refused_links():
            yield Mention(place, link.url, (link.offset, link.length))
