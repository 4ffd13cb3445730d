"""Security guarantees: who promises what to whom, what triggers it, and how binding it is. One row a commitment."""

from __future__ import annotations

import re
from typing import Annotated, ClassVar

from pydantic import Field, field_validator

from generator.model.base import Section, Shorthand
from generator.model.items import Item
from generator.model.truce import Position
from generator.model.values import Number, OneOrMore, PlayerId, PlayerOrText, Prose, Text, shortened, wrong
from generator.model.vocabulary import (
    Activation,
    Automaticity,
    Bindingness,
    DomesticBasis,
    GuaranteeForm,
    GuaranteeStatus,
    Obligation,
    Polarity,
)


class Trigger(Section):
    """What sets a guarantee in motion."""

    event: Text | None = None
    """What must happen."""
    area: Text | None = None
    """Where it must happen."""
    decided_by: PlayerOrText | None = None
    """Who decides that it has happened."""
    activation: Activation | None = None
    """From when the guarantee binds."""


class Response(Section):
    """What a guarantor does once a guarantee is triggered."""

    automaticity: Automaticity | None = None
    """How much choice the guarantor keeps."""
    within_hours: Number | None = None
    """Within how many hours."""
    actions: Text | None = None
    """What it does."""


class Duration(Shorthand):
    """How long something lasts. Written in words, or as figures that can be compared."""

    shorthand: ClassVar[str] = "text"

    text: Text | None = None
    """In words."""
    years: Number | None = None
    """Years."""
    months: Number | None = None
    """Months."""
    days: Number | None = None
    """Days."""

    @field_validator("text")
    @classmethod
    def _with_its_unit(cls, text: str | None) -> str | None:
        if text and re.fullmatch(r"[0-9.,\s]+", text):
            hint = "write it with years, months or days, {years: 10}, or in words: 10 years"
            raise wrong("bad-duration", f"'{shortened(text)}' has no unit", hint)
        return text


class Guarantee(Item):
    """A promise by one or more players to act, or to refrain, for another's security."""

    title: Text
    """The commitment in a few words."""
    form: GuaranteeForm | None = None
    """In what form it is given."""
    polarity: Polarity | None = None
    """Whether the guarantor promises to act or to refrain."""
    obligations: Annotated[tuple[Obligation, ...], OneOrMore] = ()
    """What is promised."""
    providers: Annotated[tuple[PlayerId, ...], OneOrMore] = ()
    """Who gives it."""
    beneficiaries: Annotated[tuple[PlayerId, ...], OneOrMore] = ()
    """Whom it protects."""
    against: Annotated[tuple[PlayerOrText, ...], OneOrMore] = ()
    """Against whom or what."""
    trigger: Trigger | None = None
    """What sets it in motion."""
    response: Response | None = None
    """What the guarantor then does."""
    enforcement: Text | None = None
    """How it is enforced."""
    duration: Duration | None = None
    """How long it lasts."""
    termination_notice: Duration | None = None
    """How long before its end notice must be given."""
    bindingness: Bindingness | None = None
    """What kind of commitment it is."""
    domestic_basis: DomesticBasis | None = None
    """How it is anchored at the guarantor's home."""
    legal_basis: Text | None = None
    """The text or rule it rests on."""
    in_exchange_for: Text | None = None
    """What the beneficiary gives for it."""
    status: GuaranteeStatus | None = None
    """Where it stands."""
    positions: dict[PlayerId, Position] = Field(default_factory=dict)
    """Where each player stands on it."""
    text: Prose | None = None
    """What it says."""
