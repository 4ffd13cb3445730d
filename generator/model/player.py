"""Players: who takes part in a process, in what role, and how they stand to each other."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from generator.model.base import Section, Shorthand
from generator.model.items import Sourced
from generator.model.values import Country, Flag, Language, OneOrMore, PlayerId, PlayerOrText, Text, Wikidata
from generator.model.vocabulary import PlayerKind, RelationType, Role
from generator.model.when import DateText, When


class Alias(Shorthand):
    """Another name of a player."""

    shorthand: ClassVar[str] = "text"

    text: Text
    """The name."""
    as_printed: Flag = False
    """Whether this is how a source misprints the name."""


class Post(Section):
    """An office a person holds or held."""

    title: Text
    """The office."""
    of: PlayerOrText | None = None
    """The state or body it belongs to."""
    from_: DateText | None = Field(default=None, alias="from")
    """Since when."""
    to: DateText | None = None
    """Until when; left out while it lasts."""


class Relation(Section):
    """How a player stands to another."""

    type: RelationType
    """The kind of relation."""
    to: PlayerId
    """The other player."""
    when: When | None = None
    """When it held."""


class PlayerFields(Section):
    """What is known of a player, whatever the process."""

    name: Text | None = None
    """The name readers see."""
    kind: PlayerKind | None = None
    """What sort of actor it is."""
    country: Country | None = None
    """The country it belongs to."""
    wikidata: Wikidata | None = None
    """Its Wikidata item, so that other data can be joined."""
    aliases: Annotated[tuple[Alias, ...], OneOrMore] = ()
    """Other names, and names as sources misprint them."""
    posts: Annotated[tuple[Post, ...], OneOrMore] = ()
    """Offices a person holds or held."""
    relations: Annotated[tuple[Relation, ...], OneOrMore] = ()
    """How it stands to other players."""
    recognition: Text | None = None
    """Who recognises it and who does not."""


class RegistryPlayer(PlayerFields):
    """A player that many briefings share."""

    name: Text
    """The name readers see."""
    kind: PlayerKind
    """What sort of actor it is."""
    names: dict[Language, Text] = Field(default_factory=dict)
    """Its name in other languages, by their tag, for briefings written in them."""


class Participant(Shorthand, PlayerFields, Sourced):
    """A player in one briefing. Written as an id alone, or with roles and stance, or defined here in full."""

    shorthand: ClassVar[str] = "id"

    id: PlayerId
    """The player's id: a state's ISO code, an id from the registry, or a new one defined here."""
    roles: Annotated[tuple[Role, ...], OneOrMore] = ()
    """What the player does in this process."""
    side: Text | None = None
    """The side it belongs to, in words."""
    stance: Text | None = None
    """Where it stands, in a sentence."""
