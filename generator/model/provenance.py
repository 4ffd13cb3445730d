"""How a briefing came about, and what was changed after it was published."""

from __future__ import annotations

from typing import Annotated, ClassVar

from generator.model.base import Section, Shorthand
from generator.model.values import Day, OneOrMore, Sha256, Text
from generator.model.vocabulary import ProvenanceAiUse, UpdateKind


class Input(Shorthand):
    """A document the briefing was made from."""

    shorthand: ClassVar[str] = "title"

    title: Text
    """Its title."""
    sha256: Sha256 | None = None
    """Its SHA-256 digest."""


class Provenance(Section):
    """How a briefing came about. Source for the two statements asked for: EU AI Act, Article 50(4)."""

    ai_use: ProvenanceAiUse | None = None
    """What part a machine had in writing it."""
    tool: Text | None = None
    """The machine or program."""
    reviewed_by: Annotated[tuple[Text, ...], OneOrMore] = ()
    """Who read it before it was published."""
    reviewed_on: Day | None = None
    """When."""
    editorial_responsibility: Text | None = None
    """Who answers for it."""
    inputs: Annotated[tuple[Input, ...], OneOrMore] = ()
    """What it was made from."""


class Update(Section):
    """A change to this very snapshot after it was published."""

    date: Day
    """When."""
    kind: UpdateKind
    """What kind of change."""
    summary: Text
    """What was changed."""
