"""What every item may carry: its sources, what it rests on, who said it, how sure the authors are, who contests it."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from generator.model.base import Section, Shorthand
from generator.model.values import ItemId, OneOrMore, PlayerId, Prose, Reference, Text
from generator.model.vocabulary import Basis, ConfidenceLevel


class Confidence(Shorthand):
    """How well founded a judgement is. It never stands in one sentence with a likelihood (ICD 203)."""

    shorthand: ClassVar[str] = "level"

    level: ConfidenceLevel
    """High, moderate or low."""
    because: Text | None = None
    """What the confidence rests on."""


class Version(Section):
    """One of several versions of a contested matter; versions stand side by side and are never merged."""

    version: Text
    """What this version says."""
    held_by: Annotated[tuple[PlayerId, ...], OneOrMore] = ()
    """The players who hold it."""
    sources: Annotated[tuple[Reference, ...], OneOrMore] = ()
    """Where it is stated."""


class Sourced(Section):
    """A statement and how it is known."""

    sources: Annotated[tuple[Reference, ...], OneOrMore] = ()
    """Ids of sources, each with an optional place: `[s1, "s2, art. 4"]`."""
    basis: Basis | None = None
    """What the statement rests on."""
    said_by: Annotated[tuple[PlayerId, ...], OneOrMore, Field(max_length=2)] = ()
    """The player who said it, or a chain `[speaker, relayed_by]`."""
    confidence: Confidence | None = None
    """How sure the authors are, and why."""
    contested: Annotated[tuple[Version, ...], OneOrMore] = ()
    """The versions of a contested matter."""


class Item(Sourced):
    """A statement with an id that stays the same from one snapshot to the next."""

    id: ItemId
    """The item's name within its process."""


class KeyPoint(Sourced):
    """A claim a reader should take away."""

    id: ItemId | None = None
    """A name, where a later snapshot shall be compared with this one claim by claim."""
    text: Prose
    """The claim, in one or two sentences."""
