"""A timeline that runs downward: days stand where they fall, names where they have room, and a line joins the two.

So a burst of events stays readable, and the silence after it is seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from generator.pictures.shapes import Box, Dot, Drawing, Label, Path, Point, Shape, rounded, spread, text_width
from generator.pictures.wording import fitted

WIDTH = 830
AXIS, MARKERS = Decimal(90), Decimal(178)
ROW = 21
TOP, FOOT = 16, 16
LEAST = 180


class MarkKind(StrEnum):
    """What stands on the timeline; each kind has a marker of its own shape."""

    TEXT = "text"
    HELD = "held"
    OPEN = "open"
    BRIEFING = "briefing"


@dataclass(frozen=True, slots=True)
class Mark:
    """What has a name: its first and last day, both in words, and what it is called."""

    start: date
    end: date
    day: str
    name: str
    kind: MarkKind


@dataclass(frozen=True, slots=True)
class Tick:
    """A day on the axis, and how it is written."""

    day: date
    label: str


@dataclass(frozen=True, slots=True)
class _Scale:
    box: Box
    first: date
    last: date

    def y(self, day: date) -> Decimal:
        share = Decimal((day - self.first).days) / max((self.last - self.first).days, 1)
        return rounded(self.box.top + (self.box.bottom - self.box.top) * share)


def draw_timeline(marks: Sequence[Mark], briefings: Sequence[date], ticks: Sequence[Tick]) -> Drawing:
    """The picture of marks, oldest first, and of the days of briefings; `ticks` are drawn where they have room."""
    height = max(LEAST, ROW * (len(marks) - 1) + TOP + FOOT)
    days = [day for mark in marks for day in (mark.start, mark.end)] + list(briefings)
    scale = _Scale(Box(AXIS, Decimal(TOP), AXIS, Decimal(height - FOOT)), min(days), max(days))
    shapes = (
        Path(((AXIS, scale.box.top), (AXIS, scale.box.bottom)), "axis"),
        *_ticks(scale, ticks),
        *(_briefing(scale, day) for day in briefings),
        *_marks(scale, marks),
    )
    return Drawing(WIDTH, height, shapes)


def _ticks(scale: _Scale, ticks: Sequence[Tick]) -> Iterator[Shape]:
    taken: list[Decimal] = []
    for tick in ticks:
        if not scale.first <= tick.day <= scale.last:
            continue
        y = scale.y(tick.day)
        if all(abs(y - other) >= 18 for other in taken):
            taken.append(y)
            yield Path(((AXIS - 5, y), (AXIS, y)), "axis")
            yield Label((AXIS - 22, y + 4), tick.label, "tick", "end")


def _briefing(scale: _Scale, day: date) -> Shape:
    return marker_of(MarkKind.BRIEFING, (AXIS - 11, scale.y(day)))


def _marks(scale: _Scale, marks: Sequence[Mark]) -> Iterator[Shape]:
    wanted = [(scale.y(mark.start) + scale.y(mark.end)) / 2 for mark in marks]
    rows = spread(wanted, Decimal(ROW), scale.box.top, scale.box.bottom)
    names = MARKERS + 16 + max((text_width(mark.day) for mark in marks), default=0) + 10
    for mark, day, row in zip(marks, wanted, rows, strict=True):
        yield from _stretch(scale, mark)
        yield Path(((AXIS, rounded(day)), (AXIS + 10, rounded(day)), (MARKERS - 18, row), (MARKERS, row)), "lead")
        yield marker_of(mark.kind, (MARKERS, row))
        yield Label((MARKERS + 14, row + 4), mark.day, "tick")
        yield Label((names, row + 4), fitted(mark.name, int(WIDTH - names)), "word")


def _stretch(scale: _Scale, mark: Mark) -> Iterator[Shape]:
    """A thick piece of the axis for what lasts, or may fall on any of several days."""
    if mark.start < mark.end:
        yield Path(((AXIS, scale.y(mark.start)), (AXIS, scale.y(mark.end))), "stretch")


_SQUARE = (("-5", "-5"), ("5", "-5"), ("5", "5"), ("-5", "5"))
_POINTER = (("-5", "-4"), ("5", "0"), ("-5", "4"))


def marker_of(kind: MarkKind, centre: Point) -> Shape:
    """The marker of a kind; its shape alone tells it from the others."""
    if kind in (MarkKind.HELD, MarkKind.OPEN):
        return Dot(centre, Decimal(5), f"mark {'full' if kind is MarkKind.HELD else 'hollow'}")
    x, y = centre
    outline = _SQUARE if kind is MarkKind.TEXT else _POINTER
    look = "full" if kind is MarkKind.TEXT else "quiet"
    return Path(tuple((x + Decimal(dx), y + Decimal(dy)) for dx, dy in outline), f"mark {look}", closed=True)


def draw_marker(kind: MarkKind) -> Drawing:
    """A marker alone, for the key."""
    return Drawing(14, 14, (marker_of(kind, (Decimal(7), Decimal(7))),))
