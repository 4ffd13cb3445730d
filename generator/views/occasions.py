"""What has a day: events, what questions look to and scenarios are decided by, when terms are due and texts end.

The calendar's pages, the first page and the calendars for programs all take it from here, so that they agree. A day
that is counted from another one is worked out; what has no day, typed or worked out, is in no calendar.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from typing import TypeAlias

from generator.catalogue import Catalogue, Snapshot
from generator.deadlines import Aspect, Reckoned, Record, anchors_of, judge, reckoned
from generator.model.event import Event
from generator.model.instrument import Instrument
from generator.model.outlook import Outlook, Scenario
from generator.model.truce import Term
from generator.model.values import PlayerId
from generator.model.vocabulary import DeadlineState, EventStatus, InstrumentStatus
from generator.model.when import CalendarDate, Dated, When
from generator.views.deadlines import anchors_at, dues_of, records_of, that_speak_of
from generator.views.desk import Desk
from generator.views.outlook import is_resolved
from generator.views.standing import Standing, standings

STILL_AHEAD = frozenset({EventStatus.SCHEDULED, EventStatus.TENTATIVE})
ENDED_OTHERWISE = frozenset({InstrumentStatus.REJECTED, InstrumentStatus.SUPERSEDED, InstrumentStatus.TERMINATED})
"""Texts that never had or no longer have effect, whatever day they were to end on."""


@dataclass(frozen=True, slots=True)
class Horizon:
    """A question looks to the day."""

    outlook: Outlook


@dataclass(frozen=True, slots=True)
class Decision:
    """By the day these scenarios of a question, which have no outcome yet, are decided."""

    outlook: Outlook
    scenarios: tuple[Scenario, ...]


@dataclass(frozen=True, slots=True)
class TermDue:
    """A term is due on the day, or one player's part in it; `records` say how far that has been carried out."""

    term: Term
    player: PlayerId | None
    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Expiry:
    """A text ends on the day."""

    text: Instrument


Matter: TypeAlias = Event | Horizon | Decision | TermDue | Expiry


@dataclass(frozen=True, slots=True)
class Occasion:
    """A matter and its day, typed or worked out, as the newest briefing that speaks of it tells it."""

    matter: Matter
    when: When
    reckoned: Reckoned
    snapshot: Snapshot
    standing: Standing

    @property
    def day(self) -> date:
        """The first day it can begin."""
        return self.reckoned.span.earliest

    @property
    def title(self) -> str:
        """What an author calls it."""
        match self.matter:
            case Event() as event:
                return event.title
            case Horizon(outlook) | Decision(outlook):
                return outlook.question
            case TermDue(term):
                return term.title
            case Expiry(text):
                return text.title


def occasions(desk: Desk) -> tuple[Occasion, ...]:
    """All that has a day, in order of the days."""
    found = (one for standing in standings(desk.catalogue) for one in occasions_of(desk.catalogue, standing))
    return tuple(sorted(found, key=lambda one: (one.day, one.reckoned.span.latest, one.title, one.snapshot.slug)))


def occasions_of(catalogue: Catalogue, standing: Standing) -> Iterator[Occasion]:
    """What has a day in a process, or in a briefing that belongs to none."""
    yield from _events(standing)
    yield from _outlook(catalogue, standing)
    yield from _dues(catalogue, standing)
    yield from _expiries(catalogue, standing)


def is_ahead(occasion: Occasion, today: date) -> bool:
    """Whether it is still to come.

    That is an event scheduled or considered, an open question, a term not known to be done, a text not over.
    """
    return occasion.reckoned.span.latest >= today and _is_open(occasion, today)


def _is_open(occasion: Occasion, today: date) -> bool:
    match occasion.matter:
        case Event() as event:
            return event.status in STILL_AHEAD
        case Horizon(outlook) | Decision(outlook):
            return not is_resolved(outlook)
        case TermDue() as due:
            return judge(occasion.reckoned, today, due.records).state is DeadlineState.DUE
        case Expiry(text):
            return text.status is not InstrumentStatus.LAPSED and text.status not in ENDED_OTHERWISE


def _events(standing: Standing) -> Iterator[Occasion]:
    anchors = cache(lambda: anchors_of(snapshot.briefing for snapshot in standing.snapshots))
    for snapshot, event in standing.events():
        if found := reckoned(event.when, Aspect.WHEN, anchors):
            yield Occasion(event, event.when, found, snapshot, standing)


def _outlook(catalogue: Catalogue, standing: Standing) -> Iterator[Occasion]:
    """The day a question looks to, and other days by which its open scenarios are decided."""
    snapshot = standing.outlook
    outlook = snapshot.briefing.outlook if snapshot else None
    if snapshot is None or outlook is None:
        return
    anchors = cache(partial(anchors_at, catalogue, snapshot))
    horizon = reckoned(outlook.horizon, Aspect.WHEN, anchors) if outlook.horizon else None
    if horizon and outlook.horizon:
        yield Occasion(Horizon(outlook), outlook.horizon, horizon, snapshot, standing)
    for by, scenarios in _decided_by(outlook).items():
        if horizon is None or by.latest != horizon.span.latest:
            found = reckoned(by, Aspect.WHEN, anchors)
            assert found is not None
            yield Occasion(Decision(outlook, tuple(scenarios)), by, found, snapshot, standing)


def _decided_by(outlook: Outlook) -> Mapping[Dated, list[Scenario]]:
    """The scenarios without an outcome by the day that decides them."""
    found: dict[Dated, list[Scenario]] = defaultdict(list)
    for scenario in outlook.scenarios:
        rule = scenario.resolution
        if rule and rule.by and rule.outcome is None:
            found[_whole(rule.by)].append(scenario)
    return found


def _whole(day: date) -> Dated:
    whole = CalendarDate(day.year, day.month, day.day)
    return Dated(day.isoformat(), whole, whole)


def _dues(catalogue: Catalogue, standing: Standing) -> Iterator[Occasion]:
    """The days on which terms of the newest truce are due, for all or for single players."""
    snapshot = standing.truce
    truce = snapshot.briefing.truce if snapshot else None
    if snapshot is None or truce is None:
        return
    anchors, records = cache(partial(anchors_at, catalogue, snapshot)), records_of(catalogue, snapshot)
    for term in truce.terms:
        for player, when in dues_of(term):
            if found := reckoned(when, Aspect.DUE, anchors):
                due = TermDue(term, player, that_speak_of(player, records.get(term.id, ())))
                yield Occasion(due, when, found, snapshot, standing)


def _expiries(catalogue: Catalogue, standing: Standing) -> Iterator[Occasion]:
    """The days on which texts end."""
    snapshot = standing.instruments
    if snapshot is None:
        return
    anchors = cache(partial(anchors_at, catalogue, snapshot))
    for text in snapshot.briefing.instruments:
        when = text.dates and text.dates.expires
        if when and (found := reckoned(when, Aspect.WHEN, anchors)):
            yield Occasion(Expiry(text), when, found, snapshot, standing)
