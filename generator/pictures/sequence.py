"""The sequence of a truce: boxes in columns from left to right, an arrow from what comes first to what waits on it.

Boxes joined by two lines go together. The layout is the usual one for layered graphs: columns by the longest way,
order in a column by the mean of the neighbours, long arrows led between the boxes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from generator.pictures.shapes import Drawing, Label, Path, Point, Shape, rounded
from generator.pictures.ties import arrow
from generator.pictures.wording import broken

BOX, GAP = 196, 64
LINE, PADDING = 16, 7
BETWEEN = 20
SWEEPS = 8
BEND = 6


@dataclass(frozen=True, slots=True)
class Node:
    """A box: its name, its title and notes below; `kind` is term, text or condition, with `contested` or `changed`."""

    name: str
    title: str
    notes: tuple[str, ...] = ()
    kind: str = "term"

    @property
    def lines(self) -> tuple[str, ...]:
        """Its title, as broken into lines."""
        return broken(self.title, BOX - 2 * PADDING - 4, 4)

    @property
    def height(self) -> int:
        """How high the box is."""
        return LINE * (len(self.lines) + len(self.notes)) + 2 * PADDING


@dataclass(frozen=True, slots=True)
class Edge:
    """What comes first and what waits on it; together both go at once. `kind` adds `contested` or `changed`."""

    first: str
    second: str
    is_together: bool = False
    kind: str = ""


@dataclass(slots=True)
class _Layout:
    """The columns while they are put in order: each holds names of boxes, or of the bends of long arrows."""

    columns: list[list[str]]
    ways: dict[tuple[str, str], list[str]]
    neighbours: dict[str, list[str]] = field(default_factory=dict)


def draw_sequence(nodes: Sequence[Node], edges: Sequence[Edge]) -> Drawing:
    """The picture of nodes, each named once, and of edges between them that lead in no circle."""
    known = {node.name: node for node in nodes}
    layout = _layout(nodes, edges)
    places = _places(layout, known, _joined(edges))
    bottom = max(y + Decimal(known[name].height if name in known else BEND) / 2 for name, (_, y) in places.items())
    shapes = (
        *(shape for edge in edges if not edge.is_together for shape in _arrow(edge, layout, places)),
        *(shape for edge in edges if edge.is_together for shape in _joint(edge, places, known)),
        *(shape for node in nodes for shape in _box(node, places[node.name])),
    )
    return Drawing(len(layout.columns) * (BOX + GAP) - GAP + 2, int(bottom) + 2, shapes)


def _joined(edges: Sequence[Edge]) -> frozenset[frozenset[str]]:
    return frozenset(frozenset((edge.first, edge.second)) for edge in edges if edge.is_together)


# ---- columns ----


def columns_of(nodes: Sequence[Node], edges: Sequence[Edge]) -> dict[str, int]:
    """The column of each node, from 0: one right of all that it waits on; what goes together stands in one column."""
    found = {node.name: 0 for node in nodes}
    for _ in range(len(nodes) + 1):
        before = dict(found)
        for edge in edges:
            first, second = found[edge.first], found[edge.second]
            if edge.is_together:
                found[edge.first] = found[edge.second] = max(first, second)
            else:
                found[edge.second] = max(second, first + 1)
        if found == before:
            return found
    raise ValueError("the edges lead in a circle")


def without_circles(nodes: Sequence[Node], edges: Sequence[Edge]) -> tuple[Edge, ...]:
    """The edges in their order, without each that closes a circle with those before it."""
    kept: tuple[Edge, ...] = ()
    for edge in edges:
        try:
            columns_of(nodes, (*kept, edge))
        except ValueError:
            continue
        kept = (*kept, edge)
    return kept


def _layout(nodes: Sequence[Node], edges: Sequence[Edge]) -> _Layout:
    column = columns_of(nodes, edges)
    columns: list[list[str]] = [[] for _ in range(max(column.values()) + 1)]
    for node in nodes:
        columns[column[node.name]].append(node.name)
    layout = _Layout(columns, {})
    for edge in edges:
        if not edge.is_together:
            _lead(layout, edge, column)
    _sort(layout, _groups(nodes, edges))
    return layout


def _lead(layout: _Layout, edge: Edge, column: Mapping[str, int]) -> None:
    """The way of an arrow: through a bend in each column that it crosses."""
    start, end = column[edge.first], column[edge.second]
    bends = [f"{edge.first} {edge.second} {place}" for place in range(start + 1, end)]
    for place, bend in enumerate(bends, start + 1):
        layout.columns[place].append(bend)
    way = [edge.first, *bends, edge.second]
    layout.ways[edge.first, edge.second] = way
    for before, after in pairwise(way):
        layout.neighbours.setdefault(before, []).append(after)
        layout.neighbours.setdefault(after, []).append(before)


def _groups(nodes: Sequence[Node], edges: Sequence[Edge]) -> dict[str, str]:
    """The first of those that go together with a node, by the node's name: they stay side by side."""
    found = {node.name: node.name for node in nodes}
    for edge in edges:
        if edge.is_together:
            ends = {found[edge.first], found[edge.second]}
            first = next(node.name for node in nodes if node.name in ends)
            found = {name: first if group in ends else group for name, group in found.items()}
    return found


def _sort(layout: _Layout, groups: Mapping[str, str]) -> None:
    """Each column by the mean place of its neighbours, over and over; equals stay as they are."""
    for sweep in range(SWEEPS):
        order = layout.columns if sweep % 2 == 0 else layout.columns[::-1]
        place = {name: Decimal(index) for column in layout.columns for index, name in enumerate(column)}
        for column in order:
            means = {
                name: _mean([place[other] for other in layout.neighbours.get(name, [])], place[name]) for name in column
            }
            members: dict[str, list[Decimal]] = {}
            for name in column:
                members.setdefault(groups.get(name, name), []).append(means[name])
            by_group = {group: _mean(values, Decimal(0)) for group, values in members.items()}
            kept = list(by_group)
            column.sort(
                key=lambda name: (by_group[groups.get(name, name)], kept.index(groups.get(name, name)), means[name])
            )
            place.update({name: Decimal(index) for index, name in enumerate(column)})


def _mean(values: Sequence[Decimal], default: Decimal) -> Decimal:
    return sum(values, Decimal(0)) / len(values) if values else default


# ---- places ----


def _places(layout: _Layout, known: Mapping[str, Node], joined: frozenset[frozenset[str]]) -> dict[str, Point]:
    """The centre of each box and bend: near the mean height of what leads to it, below the one above."""
    heights = {name: known[name].height if name in known else BEND for column in layout.columns for name in column}
    found: dict[str, Point] = {}
    for index, column in enumerate(layout.columns):
        x = Decimal(index * (BOX + GAP) + 1) + Decimal(BOX) / 2
        for name, y in zip(column, _down(column, heights, found, layout, joined), strict=True):
            found[name] = (x, y)
    top = min(y - Decimal(heights[name]) / 2 for name, (_, y) in found.items()) - 2
    return {name: (x, rounded(y - top)) for name, (x, y) in found.items()}


def _down(
    column: Sequence[str],
    heights: Mapping[str, int],
    found: Mapping[str, Point],
    layout: _Layout,
    joined: frozenset[frozenset[str]],
) -> list[Decimal]:
    ys: list[Decimal] = []
    wanted: list[Decimal] = []
    bottom = Decimal(0)
    for place, name in enumerate(column):
        gap = 40 if place and frozenset((column[place - 1], name)) in joined else BETWEEN
        least = bottom + (gap if place else 0) + Decimal(heights[name]) / 2
        before = [found[other][1] for other in layout.neighbours.get(name, []) if other in found]
        wanted.append(_mean(before, least))
        ys.append(max(least, wanted[-1]))
        bottom = ys[-1] + Decimal(heights[name]) / 2
    # What was pushed down by those above it draws the whole column up again, halfway between all wishes.
    shift = _mean([wish - y for wish, y in zip(wanted, ys, strict=True)], Decimal(0))
    return [y + shift for y in ys]


# ---- shapes ----


def _box(node: Node, centre: Point) -> Iterator[Shape]:
    x, y = centre
    left, right, top = x - Decimal(BOX) / 2, x + Decimal(BOX) / 2, y - Decimal(node.height) / 2
    corners = ((left, top), (right, top), (right, top + node.height), (left, top + node.height))
    yield Path(corners, f"box {node.kind}", closed=True)
    for place, line in enumerate((*node.lines, *node.notes)):
        at = (left + PADDING + 3, rounded(top + PADDING + LINE * place + 12))
        yield Label(at, line, "strong" if place < len(node.lines) else "tick")


def _arrow(edge: Edge, layout: _Layout, places: Mapping[str, Point]) -> Iterator[Shape]:
    """A line from the right side of the first box through its bends to the left side of the second."""
    first, *bends, last = (places[name] for name in layout.ways[edge.first, edge.second])
    half = Decimal(BOX) / 2
    points = [(first[0] + half, first[1]), (first[0] + half + 10, first[1])]
    for x, y in bends:
        points += [(x - half - 12, y), (x + half + 10, y)]
    points += [(last[0] - half - 12, last[1]), (last[0] - half - 2, last[1])]
    yield Path(tuple(points), f"order {edge.kind}".strip())
    yield arrow(points[-1])


def _joint(edge: Edge, places: Mapping[str, Point], known: Mapping[str, Node]) -> Iterator[Shape]:
    """Two lines between boxes one above the other; those that stand between, which go with them, lie on top."""
    upper, lower = sorted((edge.first, edge.second), key=lambda name: places[name][1])
    x = places[upper][0]
    top = places[upper][1] + Decimal(known[upper].height) / 2
    bottom = places[lower][1] - Decimal(known[lower].height) / 2
    for shift in (-3, 3):
        yield Path(((x + shift, top), (x + shift, bottom)), f"order joint {edge.kind}".strip())


def draw_piece(kind: str) -> Drawing:
    """A piece of an arrow or a joint, for the key."""
    if "joint" in kind.split():
        lines = (Path(((Decimal(0), y), (Decimal(30), y)), f"order {kind}") for y in (Decimal(4), Decimal(10)))
        return Drawing(36, 14, tuple(lines))
    line = Path(((Decimal(0), Decimal(7)), (Decimal(32), Decimal(7))), f"order {kind}".strip())
    return Drawing(36, 14, (line, arrow((Decimal(36), Decimal(7)))))
