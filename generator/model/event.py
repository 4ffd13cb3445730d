"""Events on the timeline."""

from __future__ import annotations

from typing import Annotated

from generator.model.items import Item
from generator.model.values import OneOrMore, PlayerId, Prose, Text
from generator.model.vocabulary import EventStatus
from generator.model.when import When


class Event(Item):
    """Something that happened, or is to happen."""

    when: When
    """When."""
    title: Text
    """What, in a few words."""
    kind: Text | None = None
    """What sort of event: meeting, signature, vote, attack."""
    place: Text | None = None
    """Where."""
    players: Annotated[tuple[PlayerId, ...], OneOrMore] = ()
    """Who takes part."""
    status: EventStatus | None = None
    """Where it stands."""
    text: Prose | None = None
    """What happened, in short."""
