"""The truce: its terms, who is bound by them, and how they are monitored."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

from pydantic import Discriminator, Field, Tag, model_validator

from generator.model.base import Section, Shorthand
from generator.model.items import Item, Sourced
from generator.model.values import Flag, Number, OneOrMore, PlayerId, PlayerOrText, Prose, Text, wrong
from generator.model.vocabulary import (
    Compliance,
    Implementation,
    MonitoringComposition,
    MonitoringFunction,
    MonitoringMeans,
    MonitoringStatus,
    Negotiation,
    Stance,
    TermCategory,
    TermMode,
    TrucePurpose,
    TruceSides,
    TruceStatus,
    TruceType,
)
from generator.model.when import Dependency, When


class Binding(Section):
    """How one player is bound by a term, where each is bound differently."""

    line: Text | None = None
    """The line it is measured from."""
    distance_km: Number | None = None
    """The distance in kilometres."""
    quantity: Number | None = None
    """How many."""
    unit: Text | None = None
    """Of what."""
    due: When | None = None
    """By when."""
    note: Text | None = None
    """What else holds for this player."""


class Limit(Sourced):
    """A ceiling or a floor. A disputed figure is `contested`."""

    what: Text
    """What is limited."""
    area: Text | None = None
    """Where."""
    min: Number | None = None
    """The least allowed."""
    max: Number | None = None
    """The most allowed."""
    unit: Text | None = None
    """The unit of the figures."""

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.min is not None and self.max is not None and self.min > self.max:
            raise wrong(
                "bad-limit", f"the least allowed, {self.min}, is above the most, {self.max}", "swap min and max"
            )
        return self


class Position(Shorthand, Sourced):
    """A player's position on a term or a guarantee. Written as the stance alone, or with words and sources."""

    shorthand: ClassVar[str] = "stance"

    stance: Stance
    """The position, in one term."""
    says: Text | None = None
    """The position, in words."""
    since: When | None = None
    """Since when it is held."""


def _list_or_mapping(value: object) -> str:
    entries = value if isinstance(value, list) else [value]
    return "each" if any(isinstance(entry, dict) for entry in entries) else "all"


Bound = Annotated[
    Annotated[tuple[PlayerId, ...], OneOrMore, Tag("all")] | Annotated[dict[PlayerId, Binding], Tag("each")],
    Discriminator(_list_or_mapping),
]
"""A list of players, or `player -> how it is bound` where each is bound differently."""


class Term(Item):
    """One term of a truce."""

    title: Text
    """The term in a few words."""
    category: TermCategory
    """What it is about."""
    mode: TermMode | None = None
    """Whether it forbids, allows, demands or limits."""
    text: Prose | None = None
    """What it says."""
    binds: Bound = ()
    """Whom it binds."""
    area: Text | None = None
    """Where it holds."""
    limits: Annotated[tuple[Limit, ...], OneOrMore] = ()
    """Figures it sets."""
    starts: When | None = None
    """From when it holds."""
    due: When | None = None
    """By when it must be carried out."""
    depends_on: Annotated[tuple[Dependency, ...], OneOrMore] = ()
    """What must come first."""
    negotiation: Negotiation | None = None
    """How far the talks about it have come."""
    implementation: Implementation | None = None
    """How far it has been carried out."""
    compliance: Compliance | None = None
    """Whether it is kept."""
    positions: dict[PlayerId, Position] = Field(default_factory=dict)
    """Where each player stands on it."""

    @property
    def bindings(self) -> dict[PlayerId, Binding]:
        """Whom it binds and how, in either way of writing it."""
        return self.binds if isinstance(self.binds, dict) else {player: Binding() for player in self.binds}


class Mechanism(Item):
    """A monitoring mechanism."""

    name: Text
    """Its name."""
    composition: MonitoringComposition | None = None
    """Who makes it up."""
    functions: Annotated[tuple[MonitoringFunction, ...], OneOrMore] = ()
    """What it may do."""
    means: Annotated[tuple[MonitoringMeans, ...], OneOrMore] = ()
    """With what it monitors."""
    nominated_by: Annotated[tuple[PlayerOrText, ...], OneOrMore] = ()
    """Who names its members."""
    reports_to: Annotated[tuple[PlayerOrText, ...], OneOrMore] = ()
    """To whom it reports."""
    public_reporting: Flag | None = None
    """Whether its reports are public."""
    starts: When | None = None
    """When it begins its work."""
    ends: When | None = None
    """When its mandate ends."""
    status: MonitoringStatus | None = None
    """Where it stands."""
    text: Prose | None = None
    """How it works."""


class Ended(Section):
    """How a truce came to an end."""

    when: When | None = None
    """When."""
    how: Text
    """How, in words."""


class Truce(Sourced):
    """An agreed or proposed stop of hostilities."""

    type: TruceType | None = None
    """How much it arranges."""
    status: TruceStatus | None = None
    """Where it stands."""
    purpose: TrucePurpose | None = None
    """What it is for."""
    sides: TruceSides | None = None
    """How many sides bind themselves."""
    written: Flag | None = None
    """Whether there is a written text."""
    mediated_by: Annotated[tuple[PlayerId, ...], OneOrMore] = ()
    """Who mediated it."""
    area: Text | None = None
    """Where it holds."""
    starts: When | None = None
    """When it starts."""
    ends: When | None = None
    """When it is to end."""
    ended: Ended | None = None
    """When and how it did end."""
    text: Prose | None = None
    """What it is, in short."""
    terms: tuple[Term, ...] = ()
    """Its terms."""
    monitoring: tuple[Mechanism, ...] = ()
    """How it is monitored."""
