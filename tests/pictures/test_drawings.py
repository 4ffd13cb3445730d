"""The pictures of timeline, ties and sequence: what is where, and that nothing lies on anything else."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.pictures.sequence import BOX, Edge, Node, columns_of, draw_sequence, without_circles
from generator.pictures.shapes import Drawing, Label, Path, text_width
from generator.pictures.ties import TieRow, draw_ties
from generator.pictures.timeline import Mark, MarkKind, Tick, draw_timeline
from generator.pictures.wording import broken, fitted


def labels(drawing: Drawing, kind: str) -> list[Label]:
    return [shape for shape in drawing.shapes if isinstance(shape, Label) and shape.kind == kind]


def boxes(drawing: Drawing) -> list[tuple[Decimal, Decimal, Decimal, Decimal]]:
    """The left, top, right and bottom of each box."""
    found = [shape.points for shape in drawing.shapes if isinstance(shape, Path) and shape.kind.startswith("box")]
    return [(*corners[0], *corners[2]) for corners in found]


def inside(drawing: Drawing) -> bool:
    """Whether every point of every line, and every label, is within the picture."""
    points = [point for shape in drawing.shapes if isinstance(shape, Path) for point in shape.points]
    ends = [shape.at for shape in drawing.shapes if isinstance(shape, Label)]
    return all(0 <= x <= drawing.width and 0 <= y <= drawing.height for x, y in (*points, *ends))


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("Withdrawal of heavy weapons", 100, ("Withdrawal of", "heavy weapons")),
        ("Ceasefire", 100, ("Ceasefire",)),
        ("One two three four five six", 70, ("One two", "three fou…")),
        ("Unbrokenandverylongword", 70, ("Unbrokena…",)),
        ("", 70, ()),
    ],
)
def test_words_are_broken_to_a_width(text: str, width: int, lines: tuple[str, ...]) -> None:
    """Lines break between words; what has no room ends with an ellipsis."""
    assert broken(text, width, 2) == lines
    assert all(text_width(line) <= width for line in lines)


@given(st.text(max_size=60), st.integers(10, 300))
def test_fitted_text_fits(text: str, width: int) -> None:
    """Cut text is no wider than its room, and begins as the whole does."""
    found = fitted(text, width)
    assert found == text or text_width(found) <= width
    assert text.startswith(found.removesuffix("…"))


def test_a_text_of_any_length_is_cut_as_soon() -> None:
    """What has no room is not measured letter by letter."""
    assert fitted("word " * 1_000_000, 70) == fitted("word " * 20, 70)


def marks(count: int, apart: int) -> list[Mark]:
    days = [date(2015, 1, 1) + timedelta(days=apart * place) for place in range(count)]
    return [Mark(day, day, day.isoformat(), f"Event {day}", MarkKind.HELD) for day in days]


@pytest.mark.parametrize("apart", [0, 1, 30])
def test_sixty_events_stay_readable(apart: int) -> None:
    """However close the days, each name has a row of its own, in order, and none is cut off."""
    drawing = draw_timeline(marks(60, apart), [date(2015, 1, 1)], [Tick(date(2016, 1, 1), "2016")])
    rows = [label.at[1] for label in labels(drawing, "word")]
    assert len(rows) == 60
    assert all(after - before >= 20 for before, after in pairwise(rows))
    assert inside(drawing)


def test_a_day_stands_where_it_falls() -> None:
    """The middle day of three, at the middle of their time, stands at the middle of the axis."""
    days = (date(2015, 1, 1), date(2016, 1, 1), date(2016, 12, 31))
    drawing = draw_timeline(marks(3, 0), days, [Tick(days[1], "2016"), Tick(date(2019, 1, 1), "2019")])
    [tick] = [label for label in labels(drawing, "tick") if label.anchor == "end"]
    assert tick.text == "2016"
    assert abs(tick.at[1] - 4 - Decimal(drawing.height) / 2) < 1


def test_what_lasts_is_a_stretch_of_the_axis() -> None:
    """An interval is drawn over its days, a single day is not."""
    lasting = Mark(date(2015, 1, 1), date(2015, 6, 1), "half a year", "A truce", MarkKind.OPEN)
    drawing = draw_timeline([lasting, *marks(2, 300)], [], [])
    assert [shape.kind for shape in drawing.shapes if isinstance(shape, Path)].count("stretch") == 1


def tie(givers: str, receivers: str, title: str = "Consult", **more: bool) -> TieRow:
    return TieRow(tuple(givers.split()), tuple(receivers.split()), title, "Floated", "paper", **more)


def test_every_player_stands_once_on_a_side() -> None:
    """A guarantor of three has one name and a line to each, whatever the order they come in."""
    drawing = draw_ties([tie("gb fr", "ua"), tie("fr", "ua"), tie("gb fr", "ua", "Arm")], "From", "Tie", "To")
    assert sorted(label.text for label in labels(drawing, "strong")) == ["fr", "gb", "ua"]
    lines = [shape for shape in drawing.shapes if isinstance(shape, Path) and shape.kind.startswith("tie")]
    assert len(lines) == 5 + 3
    assert len([shape for shape in drawing.shapes if shape.kind == "head"]) == 3
    assert inside(drawing)


def test_a_mutual_tie_has_no_direction() -> None:
    """Allies are joined by a line without an arrow's head."""
    drawing = draw_ties([tie("fr", "ua", mutual=True)], "From", "Tie", "To")
    assert [shape for shape in drawing.shapes if shape.kind == "head"] == []


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("stuvwxyz")), min_size=1, max_size=30))
def test_ties_do_not_lie_on_each_other(pairs: list[tuple[str, str]]) -> None:
    """Boxes never overlap, nor do the names of one side; the picture holds all of them."""
    drawing = draw_ties([tie(*pair) for pair in pairs], "From", "Tie", "To")
    rows = sorted(boxes(drawing), key=lambda box: box[1])
    assert len(rows) == len(pairs)
    assert all(before[3] < after[1] for before, after in pairwise(rows))
    for side in ("start", "end"):
        heights = sorted(label.at[1] for label in labels(drawing, "strong") if label.anchor == side)
        assert all(after - before >= 15 for before, after in pairwise(heights))
    assert inside(drawing)


NAMES = "abcdefg"
NODES = [Node(name, f"Term {name} with a title") for name in NAMES]


def edges(*pairs: str) -> list[Edge]:
    """Edges as `ab` (a before b) or `a=b` (together)."""
    return [Edge(pair[0], pair[-1], is_together="=" in pair) for pair in pairs]


def test_columns_follow_the_longest_way() -> None:
    """Since c waits on b and b on a, c stands in the third column although it waits on a too."""
    found = columns_of(NODES, edges("ab", "bc", "ac", "c=d"))
    assert [found[name] for name in "abcd"] == [0, 1, 2, 2]


def test_circles_are_refused_and_can_be_opened() -> None:
    """A circle has no columns; without the edge that closes it there are some."""
    circle = edges("ab", "bc", "ca")
    with pytest.raises(ValueError, match="circle"):
        columns_of(NODES, circle)
    assert without_circles(NODES, circle) == tuple(circle[:2])
    assert without_circles(NODES, edges("ab", "a=b")) == (Edge("a", "b"),)


EDGES = st.lists(
    st.builds(Edge, st.sampled_from(NAMES), st.sampled_from(NAMES), st.booleans()).filter(
        lambda edge: edge.first != edge.second
    ),
    min_size=1,
    max_size=14,
    unique_by=lambda edge: frozenset((edge.first, edge.second)),
)


@given(EDGES)
def test_boxes_never_overlap_and_arrows_lead_on(found: list[Edge]) -> None:
    """Whatever waits on whatever: every box apart from every other, every arrow from left to right."""
    kept = without_circles(NODES, found)
    drawing = draw_sequence(NODES, kept)
    for one, other in combinations(boxes(drawing), 2):
        apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        assert apart, (one, other)
    arrows = [shape.points for shape in drawing.shapes if isinstance(shape, Path) and shape.kind == "order"]
    assert len(arrows) == len([edge for edge in kept if not edge.is_together])
    assert all(points[0][0] < points[-1][0] for points in arrows)
    assert inside(drawing)


def test_a_long_arrow_goes_between_the_boxes() -> None:
    """An arrow over a column leads past the box there, not through it."""
    drawing = draw_sequence(NODES[:3], edges("ab", "bc", "ac"))
    middle = next(box for box in boxes(drawing) if BOX < box[0] < 2 * BOX)
    long = max((shape.points for shape in drawing.shapes if isinstance(shape, Path) and shape.kind == "order"), key=len)
    crossing = [y for x, y in long if middle[0] - 13 <= x <= middle[2] + 11]
    assert crossing
    assert all(y < middle[1] or y > middle[3] for y in crossing)


@given(EDGES)
def test_the_same_order_is_drawn_the_same(found: list[Edge]) -> None:
    """Nothing but the order itself decides where a box stands."""
    kept = without_circles(NODES, found)
    assert draw_sequence(NODES, kept) == draw_sequence(list(NODES), list(kept))
