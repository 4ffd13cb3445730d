"""Who stands where on each term and guarantee of a process, and who moved, derived from its snapshots."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from generator.catalogue import Process, Snapshot
from generator.model.guarantee import Guarantee
from generator.model.truce import Position, Term
from generator.model.values import PlayerId
from generator.model.vocabulary import Negotiation, Stance

IN_FAVOUR = frozenset({Stance.DEMANDS, Stance.PROPOSES, Stance.ACCEPTS, Stance.ACCEPTS_WITH_CONDITIONS})
"""Who holds one of these would have the thing; the last of them not as it stands."""


@dataclass(frozen=True, slots=True)
class Held:
    """A position as one snapshot has it, on an item as that snapshot words it."""

    snapshot: Snapshot
    item: Term | Guarantee
    player: PlayerId
    position: Position

    @property
    def stance(self) -> Stance:
        """The position in one term."""
        return self.position.stance

    @property
    def is_contested(self) -> bool:
        """Whether there are versions of what the position is."""
        return bool(self.position.contested)


@dataclass(frozen=True, slots=True)
class Move:
    """A player's stance on an item became another one."""

    before: Held
    after: Held


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a player stands on an item: what it holds `now`, what was `last` on record, and its latest move."""

    now: Held | None
    last: Held | None
    move: Move | None


@dataclass(frozen=True, slots=True)
class Row:
    """An item of the newest snapshot that lists it, and where each player stands on it.

    It `needs` the word of the sides and of whomever it concerns: without it nobody knows whether they agree.
    """

    snapshot: Snapshot
    item: Term | Guarantee
    cells: Mapping[PlayerId, Cell]
    needs: frozenset[PlayerId]

    @property
    def held(self) -> tuple[Held, ...]:
        """The positions on record, in the order of the players."""
        return tuple(cell.now for cell in self.cells.values() if cell.now and _says_something(cell.now))

    @property
    def is_common_ground(self) -> bool:
        """Whether all whose word it needs hold a position, two players at least, all in favour, nothing contested."""
        in_favour = len(self.held) > 1 and all(held.stance in IN_FAVOUR for held in self.held)
        return in_favour and not self.is_contested and self.needs <= {held.player for held in self.held}

    @property
    def is_contested(self) -> bool:
        """Whether there are versions of it or of a position on it, or the talks about it say so."""
        negotiation = self.item.negotiation if isinstance(self.item, Term) else None
        of_position = any(held.is_contested for held in self.held)
        return bool(self.item.contested) or of_position or negotiation is Negotiation.CONTESTED

    @property
    def has_conditions(self) -> bool:
        """Whether somebody accepts with conditions alone."""
        return any(held.stance is Stance.ACCEPTS_WITH_CONDITIONS for held in self.held)

    @property
    def red_lines(self) -> tuple[PlayerId, ...]:
        """The players for whom it can never be accepted."""
        return tuple(held.player for held in self.held if held.stance is Stance.RED_LINE)

    @property
    def gaps(self) -> tuple[PlayerId, ...]:
        """The players without a position on record, and without a version of their own of what is contested."""
        known = {held.player for held in self.held}
        known.update(player for version in self.item.contested for player in version.held_by)
        return tuple(player for player in self.cells if player not in known)


@dataclass(frozen=True, slots=True)
class Positions:
    """Where the players of a process stand. `moves` are newest first."""

    players: tuple[PlayerId, ...]
    rows: tuple[Row, ...]
    moves: tuple[Move, ...]


History = Mapping[tuple[str, PlayerId], tuple[Held, ...]]
"""What each player held on each item, by the item's id and the player, oldest first."""


def positions_of(process: Process, sides: Iterable[PlayerId] = ()) -> Positions:
    """Where the players stand: those of `sides` are listed even where nothing is on record of them."""
    history = _history(process)
    newest = tuple(_newest_items(process))
    sides = tuple(sides)
    players = tuple(dict.fromkeys((*sides, *(player for _, item in newest for player in item.positions))))
    rows = tuple(
        Row(
            snapshot,
            item,
            {player: _cell(item, player, history) for player in players},
            frozenset((*sides, *_concerned(item))),
        )
        for snapshot, item in newest
    )
    return Positions(players, rows, moves_of(process))


def moves_of(process: Process) -> tuple[Move, ...]:
    """Every change of a stance in a process, newest first. That a snapshot is silent on one changes nothing."""
    found = [
        Move(before, after)
        for held in _history(process).values()
        for before, after in pairwise(held)
        if before.stance is not after.stance
    ]
    order = {snapshot.slug: place for place, snapshot in enumerate(process.snapshots)}
    return tuple(sorted(found, key=lambda move: -order[move.after.snapshot.slug]))


def _concerned(item: Term | Guarantee) -> Iterable[PlayerId]:
    """Whom a term binds, or who gives a guarantee and whom it protects."""
    return item.bindings if isinstance(item, Term) else (*item.providers, *item.beneficiaries)


def _says_something(held: Held) -> bool:
    return held.stance is not Stance.NO_PUBLIC_POSITION


def _history(process: Process) -> History:
    found: dict[tuple[str, PlayerId], list[Held]] = {}
    for snapshot in process.snapshots:
        for item in _items(snapshot):
            for player, position in item.positions.items():
                found.setdefault((item.id, player), []).append(Held(snapshot, item, player, position))
    return {key: tuple(held) for key, held in found.items()}


def _cell(item: Term | Guarantee, player: PlayerId, history: History) -> Cell:
    held = history.get((item.id, player), ())
    moves = [Move(before, after) for before, after in pairwise(held) if before.stance is not after.stance]
    last = held[-1] if held else None
    return Cell(last if player in item.positions else None, last, moves[-1] if moves else None)


def _newest_items(process: Process) -> Iterator[tuple[Snapshot, Term | Guarantee]]:
    """The terms of the newest snapshot that has any, then the guarantees of the newest that has any."""
    for items in (_terms, _guarantees):
        newest = next((snapshot for snapshot in reversed(process.snapshots) if items(snapshot)), None)
        if newest:
            yield from ((newest, item) for item in items(newest))


def _items(snapshot: Snapshot) -> tuple[Term | Guarantee, ...]:
    return (*_terms(snapshot), *_guarantees(snapshot))


def _terms(snapshot: Snapshot) -> tuple[Term, ...]:
    return snapshot.briefing.truce.terms if snapshot.briefing.truce else ()


def _guarantees(snapshot: Snapshot) -> tuple[Guarantee, ...]:
    return snapshot.briefing.guarantees
