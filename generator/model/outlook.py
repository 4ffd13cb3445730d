"""The outlook: an open question, its scenarios, how likely each is, and how each was resolved."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field, field_validator

from generator.model.base import Section, Shorthand
from generator.model.items import Item, Sourced
from generator.model.values import Day, Flag, Likelihood, OneOrMore, PlayerOrText, Prose, Reference, Text, tellable
from generator.model.vocabulary import Outcome, SignpostDirection
from generator.model.when import When


class Signpost(Shorthand):
    """Something to watch for, that speaks for or against a scenario."""

    shorthand: ClassVar[str] = "text"

    text: Text
    """What to watch for."""
    direction: SignpostDirection | None = None
    """Whether it speaks for or against the scenario."""
    observed: When | None = None
    """When it was seen; left out while it was not."""


class Implication(Shorthand):
    """What a scenario would mean, and for whom."""

    shorthand: ClassVar[str] = "text"

    for_: PlayerOrText | None = Field(default=None, alias="for")
    """For whom."""
    text: Text
    """What it would mean."""


class Resolution(Section):
    """By what rule and with what outcome a scenario is resolved."""

    criteria: Text | None = None
    """The rule, stated beforehand."""
    by: Day | None = None
    """The day by which it is decided."""
    outcome: Outcome | None = None
    """The outcome; left out while it is open."""
    on: Day | None = None
    """The day of the outcome."""
    sources: Annotated[tuple[Reference, ...], OneOrMore] = ()
    """Where the outcome is stated."""

    @field_validator("by")
    @classmethod
    def _tellable(cls, by: Day | None) -> Day | None:
        return by and tellable(by)


class Scenario(Item):
    """One way things may go."""

    title: Text
    """The scenario in a few words."""
    text: Prose | None = None
    """What it looks like."""
    probability: Likelihood | None = None
    """Percent, `35`, or a range, `[30, 40]`. The word for it is derived, never written."""
    drivers: Annotated[tuple[Text, ...], OneOrMore] = ()
    """What pushes towards it."""
    assumptions: Annotated[tuple[Text, ...], OneOrMore] = ()
    """What it takes for granted."""
    signposts: Annotated[tuple[Signpost, ...], OneOrMore] = ()
    """What to watch for."""
    implications: Annotated[tuple[Implication, ...], OneOrMore] = ()
    """What it would mean, and for whom."""
    resolution: Resolution | None = None
    """How it is, or was, resolved."""


class Outlook(Sourced):
    """An open question and its scenarios."""

    question: Text
    """The question, so that one can later say what happened."""
    horizon: When | None = None
    """The day the question looks to."""
    text: Prose | None = None
    """The reasoning in short."""
    exclusive: Flag = False
    """Whether exactly one scenario comes true; its probabilities then sum to 100."""
    base_rate: Text | None = None
    """How often such things happened before, with its source."""
    scenarios: tuple[Scenario, ...] = ()
    """The ways things may go."""
