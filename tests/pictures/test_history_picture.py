"""The picture of a history: every figure at its place and day, and no label on another."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from generator.pictures.history import Series, Span, Tick, can_be_drawn, draw_history
from generator.pictures.shapes import MARKERS, SERIES, Dot, Drawing, Label, Path, marker, spread

FIRST = date(2025, 1, 1)
PERCENTS = ("0 %", "25 %", "50 %", "75 %", "100 %")


def span(start: int, end: int, low: int, high: int | None = None) -> Span:
    """A figure from one day to another, counted from the first."""
    top = low if high is None else high
    return Span(FIRST + timedelta(start), FIRST + timedelta(end), Decimal(low), Decimal(top))


def drawn(*series: Series, days: tuple[int, ...] = (0, 100)) -> Drawing:
    ticks = [Tick(FIRST + timedelta(day), f"day {day}") for day in days]
    return draw_history(series, ticks, PERCENTS)


def of_kind(drawing: Drawing, kind: str) -> list[Path]:
    return [shape for shape in drawing.shapes if isinstance(shape, Path) and shape.kind.split()[0] == kind]


def labels(drawing: Drawing, kind: str) -> list[Label]:
    return [shape for shape in drawing.shapes if isinstance(shape, Label) and shape.kind.split()[0] == kind]


def test_a_figure_lies_at_its_percentage() -> None:
    """0 percent lies on the lowest line, 100 on the highest, 50 in the middle."""
    figures = [Series((span(0, 100, percent),), "") for percent in (0, 50, 100)]
    drawing = drawn(*figures)
    heights = [line.points[0][1] for line in of_kind(drawing, "line")]
    grid = [line.points[0][1] for line in of_kind(drawing, "grid")]
    assert heights == [grid[0], grid[2], grid[4]]


def test_a_step_lies_at_its_day() -> None:
    """A figure that changes after a quarter of the time does so after a quarter of the way."""
    (step,) = (
        path for path in of_kind(drawn(Series((span(0, 25, 20), span(25, 100, 60)), "")), "step") if is_upright(path)
    )
    (left, *_), (right, *_) = of_kind(drawn(Series((span(0, 100, 20),), "")), "line")[0].points
    assert step.points[0][0] == left + (right - left) / 4


def is_upright(path: Path) -> bool:
    return path.points[0][0] == path.points[-1][0]


def test_a_range_is_a_band_with_two_edges_and_no_middle() -> None:
    """A picture says no more than its data: nobody named the midpoint."""
    drawing = drawn(Series((span(0, 100, 30, 40),), ""))
    assert (len(of_kind(drawing, "band")), len(of_kind(drawing, "edge")), len(of_kind(drawing, "line"))) == (1, 2, 0)


def test_a_gap_in_time_is_not_bridged() -> None:
    """A scenario that a snapshot left out, and a later one took up again, has two pieces."""
    broken = drawn(Series((span(0, 20, 20), span(60, 100, 60)), ""))
    assert [path for path in of_kind(broken, "step") if is_upright(path)] == []


def test_the_newest_range_is_seen_though_it_has_lasted_no_day() -> None:
    """A figure of the last day has no length, so its two ends are joined."""
    drawing = drawn(Series((span(0, 100, 20), span(100, 100, 30, 40)), ""))
    assert len([path for path in of_kind(drawing, "step") if is_upright(path)]) == 2


def test_days_without_room_go_unnamed() -> None:
    """The first and the last day come first; a neighbour whose name would touch theirs has neither name nor mark."""
    drawing = drawn(Series((span(0, 100, 20),), ""), days=(0, 100, 1, 50))
    assert [label.text for label in labels(drawing, "tick")[5:]] == ["day 0", "day 100", "day 50"]
    assert len(of_kind(drawing, "axis")) == 3


def test_what_has_no_length_is_not_drawn() -> None:
    """One figure of one day is a number, not a history; and too many scenarios look alike."""
    one = Series((span(0, 10, 20),), "")
    assert can_be_drawn([one])
    assert not can_be_drawn([Series((span(0, 0, 20),), "")])
    assert can_be_drawn([one] * SERIES)
    assert not can_be_drawn([one] * (SERIES + 1))


def test_every_series_has_a_marker_of_its_own() -> None:
    """A reader who sees no colours tells them by shape."""
    centre = (Decimal(0), Decimal(0))
    assert isinstance(marker(0, centre), Dot)
    assert len(set(MARKERS)) == SERIES


@given(st.lists(st.integers(0, 200), max_size=12))
def test_labels_keep_their_distance_and_order(wanted: list[int]) -> None:
    """No label lies on another or outside; who wanted to be higher still is."""
    heights = spread([Decimal(one) for one in wanted], Decimal(15), Decimal(0), Decimal(200))
    ordered = [height for _, height in sorted(zip(wanted, heights, strict=True))]
    assert ordered == sorted(ordered)
    assert all(after - before >= 15 for before, after in pairwise(ordered))
    assert all(0 <= height <= 200 for height in heights)


@given(st.lists(st.integers(0, 12), min_size=1, max_size=5, unique=True))
def test_labels_with_room_stay_where_they_were_wanted(places: list[int]) -> None:
    """Nothing moves that need not."""
    wanted = [Decimal(place * 16) for place in places]
    assert list(spread(wanted, Decimal(15), Decimal(0), Decimal(200))) == wanted
