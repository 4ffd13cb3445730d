"""The reliability diagram: what was said against what came true. On the diagonal the two agree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.pictures.shapes import Box, Dot, Drawing, Label, Path, Shape

WIDTH, HEIGHT = 400, 360
BOX = Box(Decimal(56), Decimal(40), Decimal(366), Decimal(300))


@dataclass(frozen=True, slots=True)
class Group:
    """Forecasts of about one likelihood: their mean (0 to 1), the share that came true (0 to 1), and their number."""

    forecast: Decimal
    frequency: Decimal
    count: int


def draw_reliability(groups: Sequence[Group], percents: Sequence[str], forecast: str, frequency: str) -> Drawing:
    """The diagram; `percents` labels both axes from 0 to 100 percent, `forecast` and `frequency` say what they are."""
    shapes = (*_axes(percents, forecast, frequency), *(shape for group in groups for shape in _group(group)))
    return Drawing(WIDTH, HEIGHT, shapes)


def _axes(percents: Sequence[str], forecast: str, frequency: str) -> Iterator[Shape]:
    for place, label in enumerate(percents):
        share = Decimal(place) / (len(percents) - 1)
        x, y = BOX.x(share), BOX.y(share)
        yield Path(((BOX.left, y), (BOX.right, y)), "grid")
        yield Label((BOX.left - 8, y + 4), label, "tick", "end")
        yield Path(((x, BOX.bottom), (x, BOX.bottom + 5)), "axis")
        yield Label((x, BOX.bottom + 20), label, "tick", "middle")
    yield Path(((BOX.left, BOX.bottom), (BOX.right, BOX.top)), "even")
    yield Label((BOX.left - 46, BOX.top - 26), frequency, "title")
    yield Label((BOX.right, BOX.bottom + 42), forecast, "title", "end")


def _group(group: Group) -> Iterator[Shape]:
    """A dot and above it its number: bins are farther apart than a number is wide."""
    x, y = BOX.x(group.forecast), BOX.y(group.frequency)
    yield Dot((x, y), Decimal(5), "marker series-1")
    yield Label((x, y - 10), str(group.count), "name series-1", "middle")
