"""Processes: the sequence that briefings are snapshots of."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from generator.model.base import Section
from generator.model.values import Country, Language, OneOrMore, Text
from generator.model.vocabulary import ProcessStatus
from generator.model.when import DateText


class RegistryProcess(Section):
    """A peace process."""

    title: Text
    """Its name."""
    titles: dict[Language, Text] = Field(default_factory=dict)
    """Its name in other languages, by their tag, for briefings written in them."""
    summary: Text | None = None
    """What it is about, in a sentence or two."""
    started: DateText | None = None
    """When it began."""
    status: ProcessStatus | None = None
    """Where it stands."""
    countries: Annotated[tuple[Country, ...], OneOrMore] = ()
    """The countries it concerns."""
