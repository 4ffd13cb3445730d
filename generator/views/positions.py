"""Who stands where in a process: terms and guarantees by players, who moved, what all want, and what nobody knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.catalogue import Process
from generator.links import Target
from generator.model.truce import Term
from generator.model.values import PlayerId
from generator.model.vocabulary import Negotiation, PlayerKind, Role
from generator.positions import Cell, Held, Move, Positions, Row, moves_of, positions_of
from generator.views import parts
from generator.views.desk import Desk
from generator.views.items import below_one_another, position_line, shown_facts
from generator.views.parts import DOT, ChangeLine, Column, Fact, Line, Link, Table, Value
from generator.views.standing import ai_label

SIDES = frozenset({Role.BELLIGERENT, Role.PARTY})
"""Whoever has one of these roles is asked for a position: that none is on record is a gap."""
MOVES_LISTED = 40
"""So many moves, the newest, are on a page."""


@dataclass(frozen=True, slots=True)
class PositionsView:
    """The matrix of a process, what follows from it, and the moves that led there."""

    matrix: Table
    facts: tuple[Fact, ...]
    moves: tuple[ChangeLine, ...]
    note: str


def positions_view(desk: Desk, process: Process) -> PositionsView | None:
    """Where the players of a process stand; None where no position is on record."""
    found = positions_of(process, _sides(desk, process))
    if not any(row.held for row in found.rows) and not found.moves:
        return None
    return PositionsView(
        matrix=_matrix(desk, found),
        facts=_facts(desk, found),
        moves=tuple(move_line(desk, move) for move in found.moves[:MOVES_LISTED]),
        note=earlier_moves(desk, len(found.moves) - MOVES_LISTED),
    )


def moves_by_player(desk: Desk) -> dict[PlayerId, tuple[Move, ...]]:
    """Every player's moves in all processes, newest first."""
    found: dict[PlayerId, list[Move]] = {}
    for process in desk.catalogue.processes.values():
        for move in moves_of(process):
            found.setdefault(move.after.player, []).append(move)
    return {
        player: tuple(sorted(moves, key=lambda move: move.after.snapshot.as_of, reverse=True))
        for player, moves in found.items()
    }


def move_line(desk: Desk, move: Move) -> ChangeLine:
    """Who moved on what, in which briefing; each side with its sources."""
    after = move.after
    on = desk.line("{player} on {item}", player=desk.player(after.player), item=_link(after))
    day = Link(desk.words.day(after.snapshot.as_of), Target(after.snapshot.page, "changes"))
    label = (part for badge in ai_label(desk, after.snapshot) for part in (" ", badge))
    return ChangeLine(Line((*on.parts, ", ", day, *label)), _stated(desk, move.before), _stated(desk, after))


def earlier_moves(desk: Desk, number: int) -> str:
    """How many moves are left out; empty where none is."""
    if number <= 0:
        return ""
    return desk.words.count(
        "{n} earlier move stands on the pages of the briefings.",
        "{n} earlier moves stand on the pages of the briefings.",
        number,
    )


def _sides(desk: Desk, process: Process) -> Iterator[PlayerId]:
    """The sides of the process by its newest briefing; persons speak for one of them."""
    for participant in process.latest.briefing.players:
        is_person = desk.catalogue.players[participant.id].kind is PlayerKind.PERSON
        if not is_person and SIDES.intersection(participant.roles):
            yield participant.id


def _matrix(desk: Desk, found: Positions) -> Table:
    shown = [player for player in found.players if any(row.cells[player].last for row in found.rows)]
    rows = (
        parts.Row(_row_link(row), tuple(_cell(desk, row.cells[player]) for player in shown))
        for row in found.rows
        if any(cell.last for cell in row.cells.values())
    )
    columns = (desk.text("Term or guarantee"), *(desk.player(player).text for player in shown))
    caption = desk.text("Positions now on each term and guarantee, by player")
    return Table("cap-positions", caption, tuple(Column(label) for label in columns), tuple(rows), matrix=True)


def _cell(desk: Desk, cell: Cell) -> Value | None:
    """The position now and what it was; of one that the newest briefing leaves out, what it was last.

    Whatever it says leads to where a briefing says it.
    """
    if cell.now is None:
        return _formerly(desk, cell.last) if cell.last else None
    stated = position_line(desk.at(cell.now.snapshot), cell.now.position, _link(cell.now).target)
    if cell.move is None:
        return stated
    before = cell.move.before
    was = desk.line("Was {stance} on {day}.", stance=_stance(desk, before), day=_day(desk, before))
    return Line((*stated.parts, DOT, *was.parts))


def _formerly(desk: Desk, last: Held) -> Line:
    return desk.line("Last on record: {stance}, {day}.", stance=_stance(desk, last), day=_day(desk, last))


def _stance(desk: Desk, held: Held) -> Value:
    """A stance in one term; that it is contested stands beside it."""
    return _disputed(desk, desk.badge(held.stance), held)


def _disputed(desk: Desk, value: Value, held: Held) -> Value:
    return Line((value, " ", desk.badge(Negotiation.CONTESTED))) if held.is_contested else value


def _stated(desk: Desk, held: Held) -> Line:
    return position_line(desk.at(held.snapshot), held.position)


def _day(desk: Desk, held: Held) -> Link:
    return Link(desk.words.day(held.snapshot.as_of), _link(held).target)


def _link(held: Held) -> Link:
    kind = "term" if isinstance(held.item, Term) else "guarantee"
    return Link(held.item.title, Target(held.snapshot.page, f"{kind}-{held.item.id}"))


def _row_link(row: Row) -> Link:
    kind = "term" if isinstance(row.item, Term) else "guarantee"
    return Link(row.item.title, Target(row.snapshot.page, f"{kind}-{row.item.id}"))


def _facts(desk: Desk, found: Positions) -> tuple[Fact, ...]:
    common = [row for row in found.rows if row.is_common_ground]
    some = [row for row in found.rows if row.held and row.gaps]
    return shown_facts(
        (
            (
                desk.text("Common ground"),
                below_one_another(_of_all(desk, row) for row in common if not row.has_conditions),
                True,
            ),
            (
                desk.text("Common ground, with conditions"),
                below_one_another(_of_all(desk, row) for row in common if row.has_conditions),
                True,
            ),
            (
                desk.text("Red lines"),
                below_one_another(_red_line(desk, row) for row in found.rows if row.red_lines),
                True,
            ),
            (
                desk.text("No position on record"),
                below_one_another(_of_players(desk, row, row.gaps) for row in some),
                True,
            ),
            (
                desk.text("Nobody's position on record"),
                _in_line(desk, (_row_link(row) for row in found.rows if not row.held)),
                True,
            ),
        )
    )


def _of_all(desk: Desk, row: Row) -> Line:
    """An item and whose common ground it is."""
    return _of_players(desk, row, (held.player for held in row.held))


def _red_line(desk: Desk, row: Row) -> Line:
    """An item and whose red line it is; of whom that is contested is said."""
    held = (held for held in row.held if held.player in row.red_lines)
    drawn = desk.with_commas(_disputed(desk, desk.player(one.player), one) for one in held)
    return desk.labelled(_row_link(row), drawn)


def _of_players(desk: Desk, row: Row, players: Iterable[PlayerId]) -> Line:
    return desk.labelled(_row_link(row), desk.players(players))


def _in_line(desk: Desk, values: Iterable[Value]) -> Value | None:
    entries = tuple(values)
    return desk.in_series(entries) if entries else None
