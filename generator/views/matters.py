"""The matters that two snapshots' changes are told by, one line each, before any of them is put into words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import groupby

from generator.change import LISTS, Change, Changes, Kind, Part
from generator.model.vocabulary import Weight

PARTS_IN_ORDER = (
    Part.TRUCE,
    Part.TERM,
    Part.GUARANTEE,
    Part.OUTLOOK,
    Part.SCENARIO,
    Part.INSTRUMENT,
    Part.MECHANISM,
    Part.PLAYER,
    Part.EVENT,
    Part.KEY_POINT,
    Part.BRIEFING,
    Part.SOURCE,
)
"""What a reader wants to know first stands first."""

FOLDED = frozenset({Part.PLAYER, Part.EVENT, Part.KEY_POINT})
"""Parts of which what came and went is told in one line, behind what has changed."""


class Sort(Enum):
    """What sort of matter it is."""

    FIELD = auto()
    """A field of an item: what it was, what it is."""
    ENTRIES = auto()
    """Entries that came into a list of an item, or left it."""
    DECIDED = auto()
    """What became of a scenario: its outcome, and the fields that go with it."""
    MOVED = auto()
    """An item that stands in another part now."""
    ITEMS = auto()
    """Items of a part that came or went."""


@dataclass(frozen=True, slots=True)
class Matter:
    """The changes that one line tells, all of one item, or all of one part."""

    sort: Sort
    changes: tuple[Change, ...]


def matters(changes: Changes) -> tuple[Matter, ...]:
    """The substantive changes, matter by matter."""
    found = sorted(of_weight(changes, Weight.SUBSTANTIVE), key=lambda one: PARTS_IN_ORDER.index(one.subject.part))
    return tuple(
        matter
        for part, members in groupby(found, lambda change: change.subject.part)
        for matter in _of_part(part, tuple(members))
    )


def of_weight(changes: Changes, weight: Weight) -> tuple[Change, ...]:
    """The changes that weigh so much."""
    return tuple(change for change in changes.entries if change.weight is weight)


def whole(changes: Iterable[Change], *kinds: Kind) -> tuple[Change, ...]:
    """The changes of these kinds that are of items as a whole."""
    return tuple(change for change in changes if change.kind in kinds and not change.field)


def _of_part(part: Part, changes: Sequence[Change]) -> Iterator[Matter]:
    for _, members in groupby((change for change in changes if change.field), lambda change: change.subject):
        yield from _of_item(tuple(members))
    for change in whole(changes, Kind.MOVED):
        yield Matter(Sort.MOVED, (change,))
    came_or_went = whole(changes, Kind.REMOVED, Kind.ADDED)
    if came_or_went and part not in FOLDED:
        yield Matter(Sort.ITEMS, came_or_went)


def _of_item(changes: Sequence[Change]) -> Iterator[Matter]:
    if any(change.field == OUTCOME and change.kind is Kind.ADDED for change in changes):
        yield Matter(Sort.DECIDED, tuple(changes))
        changes = [change for change in changes if not _is_settled(change)]
    for field, members in groupby(changes, lambda change: change.field):
        of_field = tuple(members)
        is_list = field[-1] in LISTS and not all(one.kind is Kind.CHANGED for one in of_field)
        yield Matter(Sort.ENTRIES if is_list else Sort.FIELD, of_field)


PROBABILITY, OUTCOME, DECIDED_ON = ("probability",), ("resolution", "outcome"), ("resolution", "on")


def _is_settled(change: Change) -> bool:
    """Whether a change of a scenario only follows from its outcome: what was expected is no longer said."""
    if change.field in (OUTCOME, DECIDED_ON):
        return True
    return change.field in (PROBABILITY, ("confidence",)) and change.kind is Kind.REMOVED
