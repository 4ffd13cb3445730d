"""Processes: the sequence that briefings are snapshots of."""

from __future__ import annotations

from typing import Annotated

from generator.model.base import Section
from generator.model.values import Country, OneOrMore, Text
from generator.model.vocabulary import ProcessStatus
from generator.model.when import DateText


class RegistryProcess(Section):
    """A peace process."""

    title: Text
    """Its name."""
    summary: Text | None = None
    """What it is about, in a sentence or two."""
    started: DateText | None = None
    """When it began."""
    status: ProcessStatus | None = None
    """Where it stands."""
    countries: Annotated[tuple[Country, ...], OneOrMore] = ()
    """The countries it concerns."""
