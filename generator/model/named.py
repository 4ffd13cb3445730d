"""The items of a briefing that others may name: those with a title and a place of their own on its page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator.model.briefing import Briefing
from generator.model.values import ItemId


class Named(NamedTuple):
    """An item's id and title; `kind` tells it from all others on the briefing's page."""

    id: ItemId
    title: str
    kind: str


def named_items(briefing: Briefing) -> Iterator[Named]:
    """All of them, in the order of the model. A key point has no title that others could be told by."""
    truce, outlook = briefing.truce, briefing.outlook
    for instrument in briefing.instruments:
        yield Named(instrument.id, instrument.title, "instrument")
    for term in truce.terms if truce else ():
        yield Named(term.id, term.title, "term")
    for mechanism in truce.monitoring if truce else ():
        yield Named(mechanism.id, mechanism.name, "monitor")
    for guarantee in briefing.guarantees:
        yield Named(guarantee.id, guarantee.title, "guarantee")
    for scenario in outlook.scenarios if outlook else ():
        yield Named(scenario.id, scenario.title, "scenario")
    for event in briefing.timeline:
        yield Named(event.id, event.title, "event")
