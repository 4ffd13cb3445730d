"""The order of a truce: what waits on what, as its briefing has it, and where a later briefing has another order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from generator.catalogue import Process, Snapshot
from generator.model.briefing import Briefing
from generator.model.instrument import Instrument
from generator.model.truce import Mechanism, Term, Truce
from generator.model.values import ItemId, ItemRef
from generator.model.vocabulary import InstrumentLinkType
from generator.model.when import Condition, Dated, Relative, When


@dataclass(frozen=True, slots=True)
class Tie:
    """Two items of which the first comes before the second, or with `is_together` both at once.

    `term` is the item that says so.
    """

    first: str
    second: str
    is_together: bool
    term: ItemId


@dataclass(frozen=True, slots=True)
class Wait:
    """A term that waits on something in words."""

    term: ItemId
    condition: str


@dataclass(frozen=True, slots=True)
class Order:
    """All that a truce says of its order, each tie once, in the order of its terms."""

    ties: tuple[Tie, ...]
    waits: tuple[Wait, ...]


def order_of(truce: Truce) -> Order:
    """What waits on what: by `depends_on`, and by starts and last days that are counted from another item."""
    items: tuple[Term | Mechanism, ...] = (*truce.terms, *truce.monitoring)
    times = [(item.id, when) for item in items for when in _times(item)]
    ties = (_tie(name, when) for name, when in times if isinstance(when, Relative))
    waits = (Wait(name, when.once) for name, when in times if isinstance(when, Condition))
    return Order(tuple(_each_once(ties)), tuple(dict.fromkeys(waits)))


def _times(item: Term | Mechanism) -> Iterator[When]:
    depends = item.depends_on if isinstance(item, Term) else ()
    ends = item.due if isinstance(item, Term) else item.ends
    yield from (when for when in (*depends, item.starts, ends) if when is not None and not isinstance(when, Dated))


def _tie(term: ItemId, when: Relative) -> Tie:
    first, second = (str(when.anchor), str(term))
    return Tie(*((second, first) if when.before else (first, second)), is_together=bool(when.with_), term=term)


def _each_once(ties: Iterable[Tie]) -> Iterator[Tie]:
    """A tie told from both its ends, or twice by one, stands once; nothing is tied to itself."""
    seen: set[tuple[frozenset[str] | tuple[str, str], bool]] = set()
    for tie in ties:
        ends = frozenset((tie.first, tie.second)) if tie.is_together else (tie.first, tie.second)
        if (ends, tie.is_together) not in seen and tie.first != tie.second:
            seen.add((ends, tie.is_together))
            yield tie


@dataclass(frozen=True, slots=True)
class Amendment:
    """A text that is new in a briefing, and an earlier one that it amends, supersedes or implements."""

    text: Instrument
    link: InstrumentLinkType
    earlier: ItemRef


@dataclass(frozen=True, slots=True)
class Reordering:
    """A term that waits on other things than in the briefing before; `amendments` are what is new among the texts."""

    before: Snapshot
    after: Snapshot
    was: Term
    now: Term
    amendments: tuple[Amendment, ...]


def reorderings(process: Process) -> Iterator[Reordering]:
    """Each change of order from one briefing of a process that has a truce to the next, oldest first.

    That a term is counted by another number of days is no other order.
    """
    with_truce = [snapshot for snapshot in process.snapshots if snapshot.briefing.truce]
    for before, after in pairwise(with_truce):
        amendments = tuple(_amendments(before.briefing, after.briefing))
        earlier = {term.id: term for term in _terms(before)}
        for term in _terms(after):
            was = earlier.get(term.id)
            if was and _order_of_term(was) != _order_of_term(term):
                yield Reordering(before, after, was, term, amendments)


def _terms(snapshot: Snapshot) -> tuple[Term, ...]:
    return snapshot.briefing.truce.terms if snapshot.briefing.truce else ()


def _order_of_term(term: Term) -> frozenset[tuple[str, str, bool]]:
    ties = (_tie(term.id, when) for when in _times(term) if isinstance(when, Relative))
    return frozenset((tie.first, tie.second, tie.is_together) for tie in ties)


_STRONGEST = (InstrumentLinkType.SUPERSEDES, InstrumentLinkType.AMENDS, InstrumentLinkType.IMPLEMENTS)


def _amendments(before: Briefing, after: Briefing) -> Iterator[Amendment]:
    """Of each new text, how it bears on each text that was there; of several links to one the strongest."""
    known = {str(text.id) for text in before.instruments}
    for text in after.instruments:
        if str(text.id) not in known:
            links = [(InstrumentLinkType.SUPERSEDES, item) for item in text.supersedes]
            links += [(link.type, link.to) for link in text.links]
            for earlier in dict.fromkeys(to for kind, to in links if to in known and kind in _STRONGEST):
                kinds = {kind for kind, to in links if to == earlier}
                yield Amendment(text, next(kind for kind in _STRONGEST if kind in kinds), earlier)


def lines_of(term: Term) -> tuple[str, ...]:
    """The lines that a term is measured from, each once; more than one are rival baselines of one duty."""
    return tuple(dict.fromkeys(way.line for way in term.bindings.values() if way.line is not None))
