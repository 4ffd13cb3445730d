"""The shapes that pictures are made of. Lengths are in the picture's own unit, y grows downward.

A shape's `kind` is one or more of the theme's classes without their prefix `p-pic-`: `line series-2`. Colour, dash and
weight are the theme's, so that a picture follows the reader's scheme, paper, and forced colours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

Point: TypeAlias = tuple[Decimal, Decimal]
Anchor: TypeAlias = Literal["start", "middle", "end"]

SERIES = 6
"""So many series have a look of their own, by colour, dash and marker; the theme holds a class for each."""


@dataclass(frozen=True, slots=True)
class Path:
    """A line through points, or with `closed` an area."""

    points: tuple[Point, ...]
    kind: str
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Dot:
    """A circle."""

    centre: Point
    radius: Decimal
    kind: str


@dataclass(frozen=True, slots=True)
class Label:
    """Words; `at` is on their baseline, at their start, middle or end."""

    at: Point
    text: str
    kind: str
    anchor: Anchor = "start"


Shape: TypeAlias = Path | Dot | Label


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture of a width and height."""

    width: int
    height: int
    shapes: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """The part of a picture in which figures are drawn, from its left upper corner to its right lower one."""

    left: Decimal
    top: Decimal
    right: Decimal
    bottom: Decimal

    def x(self, share: Decimal) -> Decimal:
        """The place of a share (0 to 1) of the way from left to right."""
        return rounded(self.left + (self.right - self.left) * share)

    def y(self, share: Decimal) -> Decimal:
        """The place of a share (0 to 1) of the way from bottom to top."""
        return rounded(self.bottom - (self.bottom - self.top) * share)


def rounded(length: Decimal) -> Decimal:
    """A length to a tenth: finer is not seen, and the page stays small."""
    return length.quantize(Decimal("0.1")).normalize() + 0


def text_width(text: str) -> int:
    """About how wide words are in the theme's size for pictures; a little too much, so that nothing is cut."""
    return 7 * len(text)


MARKERS: tuple[tuple[tuple[str, str], ...], ...] = (
    (),
    (("-4", "-4"), ("4", "-4"), ("4", "4"), ("-4", "4")),
    (("0", "-5"), ("5", "4"), ("-5", "4")),
    (("0", "-5.5"), ("5.5", "0"), ("0", "5.5"), ("-5.5", "0")),
    (("0", "5"), ("5", "-4"), ("-5", "-4")),
    (("-5", "-2"), ("5", "-2"), ("5", "2"), ("-5", "2")),
)
"""The outline of each series' marker round its centre: disc (none), square, triangle, diamond, triangle down, bar."""


def marker(series: int, centre: Point) -> Shape:
    """The marker of a series (from 0); its shape alone tells it from the others."""
    kind = f"marker {series_kind(series)}"
    outline = MARKERS[series % SERIES]
    if not outline:
        return Dot(centre, Decimal(4), kind)
    x, y = centre
    return Path(tuple((x + Decimal(dx), y + Decimal(dy)) for dx, dy in outline), kind, closed=True)


def series_kind(series: int) -> str:
    """The class of a series, from 0."""
    return f"series-{series % SERIES + 1}"


def spread(wanted: Sequence[Decimal], gap: Decimal, low: Decimal, high: Decimal) -> tuple[Decimal, ...]:
    """Places near the wanted ones, at least `gap` apart and between `low` and `high`, in the same order.

    Where there is no room for all, they are as far apart as the room allows.
    """
    count = len(wanted)
    gap = min(gap, (high - low) / max(count - 1, 1))
    order = sorted(range(count), key=lambda index: (wanted[index], index))
    found: dict[int, Decimal] = {}
    last = low - gap
    for rank, index in enumerate(order):
        latest = high - gap * (count - 1 - rank)
        last = min(max(wanted[index], last + gap), latest)
        found[index] = rounded(last)
    return tuple(found[index] for index in range(count))
