"""How likely each scenario was called, over time: a step line for points, a band for ranges."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from generator.pictures.shapes import (
    SERIES,
    Anchor,
    Box,
    Drawing,
    Label,
    Path,
    Point,
    Shape,
    marker,
    series_kind,
    spread,
    text_width,
)

WIDTH, HEIGHT = 400, 240
LEFT, TOP, FOOT = 46, 12, 30
LABEL_GAP = Decimal(15)
LEADER = 12
MARKED = 24
"""A line of more steps has a marker at its end alone."""


@dataclass(frozen=True, slots=True)
class Span:
    """A figure in percent and the days it stood; `low` equals `high` where it is a point."""

    start: date
    end: date
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Series:
    """A scenario: its spans, oldest first, and the label at its end."""

    spans: tuple[Span, ...]
    label: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A day on the axis, and how it is written."""

    day: date
    label: str


@dataclass(frozen=True, slots=True)
class _Canvas:
    """Where days and percentages lie."""

    box: Box
    first: date
    last: date

    def point(self, day: date, percent: Decimal) -> Point:
        share = Decimal((day - self.first).days) / max((self.last - self.first).days, 1)
        return self.box.x(share), self.box.y(percent / 100)


def can_be_drawn(series: Sequence[Series]) -> bool:
    """Whether there is something to see: some figure stood for a day, and each scenario has a look of its own."""
    return len(series) <= SERIES and any(span.start < span.end for one in series for span in one.spans)


def draw_history(series: Sequence[Series], ticks: Sequence[Tick], percents: Sequence[str]) -> Drawing:
    """The picture of a question's scenarios.

    `ticks` are days that may be labelled, the more important first; `percents` labels 0, 25, 50, 75 and 100 percent.
    """
    canvas = _canvas(series)
    shapes = (
        *_grid(canvas.box, percents),
        *_axis(canvas, ticks),
        *(shape for place, one in enumerate(series) for shape in _drawn(canvas, place, one)),
        *_labels(canvas, series),
    )
    return Drawing(WIDTH, HEIGHT, shapes)


def _canvas(series: Sequence[Series]) -> _Canvas:
    margin = max(text_width(one.label) for one in series) + LEADER + 6
    box = Box(Decimal(LEFT), Decimal(TOP), Decimal(WIDTH - margin), Decimal(HEIGHT - FOOT))
    spans = [span for one in series for span in one.spans]
    return _Canvas(box, min(span.start for span in spans), max(span.end for span in spans))


def _grid(box: Box, percents: Sequence[str]) -> Iterator[Shape]:
    for place, label in enumerate(percents):
        y = box.y(Decimal(place) / (len(percents) - 1))
        yield Path(((box.left, y), (box.right, y)), "grid")
        yield Label((box.left - 8, y + 4), label, "tick", "end")


def _axis(canvas: _Canvas, ticks: Sequence[Tick]) -> Iterator[Shape]:
    """The days that have room, each with its mark; those without room have none, so that no mark goes unnamed."""
    taken: list[tuple[Decimal, Decimal]] = []
    for tick in ticks:
        x, y = canvas.point(tick.day, Decimal(0))
        start, end, anchor = _reach(canvas.box, x, tick.label)
        if all(end < other_start or start > other_end for other_start, other_end in taken):
            taken.append((start - 6, end + 6))
            yield Path(((x, y), (x, y + 5)), "axis")
            yield Label((x, y + 20), tick.label, "tick", anchor)


def _reach(box: Box, x: Decimal, text: str) -> tuple[Decimal, Decimal, Anchor]:
    """From where to where a day's label reaches; at the ends of the axis it stays inside."""
    width = Decimal(text_width(text))
    if x - width / 2 < box.left:
        return x, x + width, "start"
    if x + width / 2 > box.right:
        return x - width, x, "end"
    return x - width / 2, x + width / 2, "middle"


def _drawn(canvas: _Canvas, place: int, series: Series) -> Iterator[Shape]:
    for before, after in pairwise(series.spans):
        if step := _step(before, after):
            low, high = (canvas.point(after.start, percent) for percent in step)
            yield Path((low, high), f"step {series_kind(place)}")
    for span in series.spans:
        yield from _span(canvas, place, span)
    marked = series.spans if len(series.spans) <= MARKED else series.spans[-1:]
    for span in marked:
        for percent in dict.fromkeys((span.low, span.high)):
            yield marker(place, canvas.point(span.start, percent))


def _step(before: Span, after: Span) -> tuple[Decimal, Decimal] | None:
    """The percentages between two neighbours that touch in time and not in height; None where there are none."""
    if before.end != after.start:
        return None
    if before.high < after.low:
        return before.high, after.low
    return (after.high, before.low) if after.high < before.low else None


def _span(canvas: _Canvas, place: int, span: Span) -> Iterator[Shape]:
    lower = canvas.point(span.start, span.low), canvas.point(span.end, span.low)
    upper = canvas.point(span.start, span.high), canvas.point(span.end, span.high)
    if span.low != span.high:
        yield Path((*upper, *reversed(lower)), f"band {series_kind(place)}", closed=True)
        yield Path(upper, f"edge {series_kind(place)}")
        if span.start == span.end:
            yield Path((lower[0], upper[0]), f"step {series_kind(place)}")
    yield Path(lower, f"edge {series_kind(place)}" if span.low != span.high else f"line {series_kind(place)}")


def _labels(canvas: _Canvas, series: Sequence[Series]) -> Iterator[Shape]:
    """Each label at the height of its line's end; one that had to give way is led to it."""
    ends = [one.spans[-1] for one in series]
    points = [canvas.point(end.end, (end.low + end.high) / 2) for end in ends]
    box = canvas.box
    heights = spread([y for _, y in points], LABEL_GAP, box.top, box.bottom)
    for place, (one, (_, wanted), y) in enumerate(zip(series, points, heights, strict=True)):
        yield Path(((box.right + 2, wanted), (box.right + LEADER, y)), f"step {series_kind(place)}")
        yield Label((box.right + LEADER + 4, y + 4), one.label, f"name {series_kind(place)}")


def draw_sample(place: int) -> Drawing:
    """A piece of a series' line, for the key; `place` counts from 0."""
    middle = Decimal(7)
    return Drawing(
        36,
        14,
        (
            Path(((Decimal(0), middle), (Decimal(36), middle)), f"line {series_kind(place)}"),
            marker(place, (Decimal(18), middle)),
        ),
    )
