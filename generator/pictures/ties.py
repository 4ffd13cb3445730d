"""Who is tied to whom: players on both sides, each tie a row between them with its own words.

What is given stands on the left, what receives it on the right; so every line is read from left to right, and no name
has to be looked up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.pictures.shapes import Anchor, Drawing, Label, Path, Point, Shape, rounded, spread
from generator.pictures.wording import broken

WIDTH = 780
LEFT, RIGHT = Decimal(196), Decimal(584)
ROWS_START, ROWS_END = Decimal(266), Decimal(514)
LINE = 16
GAP = 14
HEADS = 30
NAME_LINE, NAME_LINES = Decimal(15), 3


@dataclass(frozen=True, slots=True)
class TieRow:
    """A tie: the names of who gives and who receives, what it is, and a note; `kind` is firm, paper or relation.

    A `mutual` tie has no direction.
    """

    givers: tuple[str, ...]
    receivers: tuple[str, ...]
    title: str
    note: str
    kind: str
    mutual: bool = False


@dataclass(frozen=True, slots=True)
class _Placed:
    row: TieRow
    y: Decimal
    lines: tuple[str, ...]
    notes: tuple[str, ...]


def draw_ties(rows: Sequence[TieRow], giver: str, tie: str, receiver: str) -> Drawing:
    """The picture of at least one tie; the last three arguments are the heads of its columns."""
    placed, bottom = _placed(_in_order(rows))
    givers = _players([(one.row.givers, one.y) for one in placed], bottom)
    receivers = _players([(one.row.receivers, one.y) for one in placed], bottom)
    height = int(max(bottom, *givers.values(), *receivers.values()) + 30)
    shapes = (
        Label((LEFT, Decimal(14)), giver, "tick", "end"),
        Label((ROWS_START + 10, Decimal(14)), tie, "tick"),
        Label((RIGHT, Decimal(14)), receiver, "tick"),
        *(shape for one in placed for shape in _lines(one, givers, receivers)),
        *(shape for one in placed for shape in _row(one)),
        *(shape for name, y in givers.items() for shape in _name(name, (LEFT, y), "end")),
        *(shape for name, y in receivers.items() for shape in _name(name, (RIGHT, y), "start")),
    )
    return Drawing(WIDTH, height, shapes)


def _in_order(rows: Sequence[TieRow]) -> list[TieRow]:
    """The same givers together, and among them the same receivers, in the order in which each comes first."""
    givers = list(dict.fromkeys(row.givers for row in rows))
    receivers = list(dict.fromkeys(row.receivers for row in rows))
    return sorted(rows, key=lambda row: (givers.index(row.givers), receivers.index(row.receivers)))


def _placed(rows: Sequence[TieRow]) -> tuple[list[_Placed], Decimal]:
    """Each tie with its place, and where the last one ends."""
    found: list[_Placed] = []
    top = Decimal(HEADS)
    width = int(ROWS_END - ROWS_START) - 20
    for row in rows:
        lines, notes = broken(row.title, width, 3), broken(row.note, width, 2)
        height = Decimal(LINE * (len(lines) + len(notes)))
        found.append(_Placed(row, rounded(top + height / 2), lines, notes))
        top += height + GAP
    return found, top - GAP


def _players(rows: Sequence[tuple[tuple[str, ...], Decimal]], bottom: Decimal) -> dict[str, Decimal]:
    """Where each player stands: in the middle of its ties, and not on another."""
    heights: dict[str, list[Decimal]] = {}
    for names, y in rows:
        for name in names:
            heights.setdefault(name, []).append(y)
    wanted = [sum(ys, Decimal(0)) / len(ys) for ys in heights.values()]
    gap = 8 + NAME_LINE * max(len(_name_lines(name)) for name in heights)
    low = HEADS + max(Decimal(10), gap / 2 - 10)
    high = max(bottom - 10, low + gap * (len(wanted) - 1))
    return dict(zip(heights, spread(wanted, gap, low, high), strict=True))


def _lines(one: _Placed, givers: Mapping[str, Decimal], receivers: Mapping[str, Decimal]) -> Iterator[Shape]:
    for name in one.row.givers:
        y = givers[name]
        yield Path(
            ((LEFT + 6, y), (LEFT + 14, y), (ROWS_START - 10, one.y), (ROWS_START, one.y)), f"tie {one.row.kind}"
        )
    for name in one.row.receivers:
        y = receivers[name]
        yield Path(((ROWS_END, one.y), (ROWS_END + 10, one.y), (RIGHT - 18, y), (RIGHT - 7, y)), f"tie {one.row.kind}")
        if not one.row.mutual:
            yield arrow((RIGHT - 6, y))


def _row(one: _Placed) -> Iterator[Shape]:
    count = len(one.lines) + len(one.notes)
    top = one.y - Decimal(LINE * count) / 2
    corners = ((ROWS_START, top - 4), (ROWS_END, top - 4), (ROWS_END, top + LINE * count + 4))
    yield Path((*corners, (ROWS_START, top + LINE * count + 4)), f"box {one.row.kind}", closed=True)
    for place, line in enumerate((*one.lines, *one.notes)):
        at = (ROWS_START + 10, rounded(top + LINE * place + 12))
        yield Label(at, line, "word" if place < len(one.lines) else "tick")


def _name(name: str, at: Point, anchor: Anchor) -> Iterator[Shape]:
    lines = _name_lines(name)
    x, y = at
    for place, line in enumerate(lines):
        height = rounded(y + 4 + NAME_LINE * place - NAME_LINE * (len(lines) - 1) / 2)
        yield Label((x, height), line, "strong", anchor)


def _name_lines(name: str) -> tuple[str, ...]:
    return broken(name, int(LEFT), NAME_LINES)


def arrow(tip: Point) -> Path:
    """The head of a line that comes from the left."""
    x, y = tip
    return Path(((x, y), (x - 8, y - 4), (x - 8, y + 4)), "head", closed=True)


def draw_line(kind: str) -> Drawing:
    """A piece of a tie's line, for the key."""
    middle = Decimal(7)
    return Drawing(36, 14, (Path(((Decimal(0), middle), (Decimal(36), middle)), f"tie {kind}"),))
