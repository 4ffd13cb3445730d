"""Instruments: the texts of a process, from non-papers to treaties."""

from __future__ import annotations

from typing import Annotated

from generator.model.base import Section
from generator.model.items import Item
from generator.model.values import ItemRef, OneOrMore, PlayerId, PlayerOrText, Prose, Text, Url
from generator.model.vocabulary import (
    InstrumentLinkType,
    InstrumentStage,
    InstrumentStatus,
    InstrumentType,
    SignatureCapacity,
)
from generator.model.when import When


class InstrumentDates(Section):
    """The days in the life of a text."""

    agreed: When | None = None
    """When its wording was agreed or announced."""
    initialled: When | None = None
    """When negotiators initialled it."""
    signed: When | None = None
    """When it was signed."""
    effective: When | None = None
    """When it took effect."""
    ratified: When | None = None
    """When it was ratified."""
    expires: When | None = None
    """When it ends."""


class Signature(Section):
    """A signature under a text."""

    player: PlayerId
    """The player that is bound or that witnesses."""
    signed_by: PlayerOrText | None = None
    """The person who signed."""
    on_behalf_of: PlayerOrText | None = None
    """For whom, where that is somebody else."""
    capacity: SignatureCapacity | None = None
    """In what capacity."""
    scope: Text | None = None
    """The annexes or parts it covers."""
    reservation: Text | None = None
    """What the signatory reserved."""


class InstrumentLink(Section):
    """How a text stands to another."""

    type: InstrumentLinkType
    """The kind of link."""
    to: ItemRef
    """The other text's id."""


class Instrument(Item):
    """A text: an agreement, a draft, a letter, a resolution."""

    title: Text
    """Its title."""
    type: InstrumentType | None = None
    """What sort of text it is."""
    stage: InstrumentStage | None = None
    """The stage of the process it belongs to (PA-X)."""
    status: InstrumentStatus | None = None
    """How far it has come."""
    dates: InstrumentDates | None = None
    """The days in its life."""
    signatures: Annotated[tuple[Signature, ...], OneOrMore] = ()
    """Who signed it, and in what capacity."""
    links: Annotated[tuple[InstrumentLink, ...], OneOrMore] = ()
    """How it stands to other texts."""
    supersedes: Annotated[tuple[ItemRef, ...], OneOrMore] = ()
    """Texts it replaces."""
    symbol: Text | None = None
    """Its document symbol, as in S/RES/2202 (2015)."""
    url: Url | None = None
    """Where it can be read."""
    text: Prose | None = None
    """What it says, in short."""
