"""What a briefing states on one source alone: whoever doubts that source doubts all of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from generator.links import Target
from generator.model.base import Section
from generator.model.items import KeyPoint, Sourced
from generator.model.outlook import Outlook
from generator.model.player import Participant
from generator.model.source import Source
from generator.model.truce import Position, Truce
from generator.model.values import PlayerId
from generator.model.walk import Place, walk
from generator.reading.prose import plain_text
from generator.reading.references import cited_by_statement
from generator.views.desk import SnapshotDesk
from generator.views.parts import Link, Value


def resting_alone(desk: SnapshotDesk) -> Mapping[str, tuple[Value, ...]]:
    """What a briefing states on one source alone, or on it and copies of it, by that source's id there.

    Each statement is named once, by what leads to its place on the page, in the order of the briefing.
    """
    values = tuple(walk(desk.snapshot.briefing))
    cited = cited_by_statement(values)
    sections = {place: value for place, value in values if isinstance(value, Section)}
    sources = {str(source.id): source for source in desk.snapshot.sources}
    found: dict[str, dict[Value, None]] = defaultdict(dict)
    for place, section in sections.items():
        origin = _one_origin(cited.get(place, ()), sources) if isinstance(section, Sourced) else None
        said = _said(desk, sections, place) if origin else None
        if origin and said is not None:
            found[origin][said] = None
    return {origin: tuple(statements) for origin, statements in found.items()}


def _one_origin(names: tuple[str, ...], sources: Mapping[str, Source]) -> str | None:
    """The one source that all of these come down to, through `derived_from`; None where there are several."""
    origins = {_origin(name, sources) for name in names}
    return origins.pop() if len(origins) == 1 else None


def _origin(name: str, sources: Mapping[str, Source]) -> str:
    """What a source copies or retells alone, at the end of the chain; circles are refused before."""
    source = sources.get(name)
    if source is None or len(source.derived_from) != 1 or str(source.derived_from[0]) not in sources:
        return name
    return _origin(str(source.derived_from[0]), sources)


def _said(desk: SnapshotDesk, sections: Mapping[Place, Section], place: Place) -> Value | None:
    """What a statement is called, leading to its place on the page; that of what it belongs to where it has no own."""
    for end in range(len(place), -1, -1):
        link = _link(desk, sections.get(place[:end]), place[:end])
        if link is not None:
            holder = place[end + 1] if place[end : end + 1] == ("positions",) else None
            is_position = isinstance(sections.get(place), Position) and isinstance(holder, PlayerId)
            return desk.line("{player} on {item}", player=desk.player(str(holder)), item=link) if is_position else link
    return None


def _link(desk: SnapshotDesk, section: Section | None, place: Place) -> Link | None:
    page = desk.snapshot.page
    if isinstance(section, KeyPoint):
        return Link(plain_text(desk.prose(section.text)), Target(page, f"point-{int(place[-1]) + 1}"))
    if isinstance(section, Participant):
        return Link(_of_player(desk, section), Target(page, f"player-{section.id}"))
    if isinstance(section, Truce):
        return Link(desk.text("Truce"), Target(page, "truce"))
    if isinstance(section, Outlook):
        return Link(section.question, Target(page, "outlook"))
    name = getattr(section, "id", None)
    item = desk.item(name) if isinstance(section, Sourced) and name else None
    return item if isinstance(item, Link) else None


def _of_player(desk: SnapshotDesk, participant: Participant) -> str:
    """What a source says of a player: where it stands, or what it is there for alone."""
    name = desk.player(participant.id).text
    if participant.stance is None:
        return desk.text("{player}: role", player=name)
    return desk.text("Where {player} stands", player=name)
