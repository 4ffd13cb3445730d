"""What changed since the briefing before, as a section of a briefing's page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.catalogue import Snapshot
from generator.model.vocabulary import Weight
from generator.views.desk import SnapshotDesk
from generator.views.pairs import Pair
from generator.views.parts import ChangeLine, Line, Value
from generator.views.telling import Telling


@dataclass(frozen=True, slots=True)
class ChangesView:
    """What changed since the briefing before; `others` tell in a line each what came and went, and what is minor."""

    since: Line
    lines: tuple[ChangeLine, ...]
    others: tuple[Line, ...]


def changes_view(desk: SnapshotDesk, before: Snapshot | None) -> ChangesView | None:
    """What changed from the briefing before; None where there is none."""
    if before is None:
        return None
    pair = desk.pair(before, desk.snapshot)
    told = Telling.at(desk, pair)
    return ChangesView(
        since=since_line(desk, pair.before, pair.changes.weight, in_one_language=pair.in_one_language),
        lines=told.lines(pair.changes),
        others=(*told.others(pair.changes), *_untold(desk, pair)),
    )


def since_line(desk: SnapshotDesk, before: Snapshot, weight: Weight, *, in_one_language: bool = True) -> Line:
    """How much has changed, as a badge and in words, and since which briefing; that nothing has needs no badge."""
    said = since_words(desk, before, weight, in_one_language=in_one_language)
    return said if weight is Weight.NONE else Line((desk.badge(weight), " ", *said.parts))


def since_words(desk: SnapshotDesk, before: Snapshot, weight: Weight, *, in_one_language: bool = True) -> Line:
    """How much has changed, in words alone."""
    since: dict[str, Value] = {"briefing": desk.briefing(before), "day": desk.as_of(before)}
    match weight:
        case Weight.SUBSTANTIVE:
            return desk.line("Facts or judgements have changed since {briefing}, {day}.", **since)
        case Weight.MINOR:
            return desk.line("Only words and sources have changed since {briefing}, {day}.", **since)
        case _ if in_one_language:
            return desk.line("Nothing has changed since {briefing}, {day}.", **since)
        case _:
            return desk.line("No fact has changed since {briefing}, {day}.", **since)


def _untold(desk: SnapshotDesk, pair: Pair) -> Iterator[Line]:
    if not pair.in_one_language:
        yield Line((desk.text("The briefing before is in another language: only facts are compared, no words."),))
