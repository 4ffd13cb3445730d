"""The day a deadline falls on, worked out step by step from what it is counted from, and what is known of its end.

Nothing is guessed. A time that waits on a condition, or on something without a day, has no day; and whether a term was
carried out in time is said only where a briefing's record leaves no doubt.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import TypeAlias

from generator.model.briefing import Briefing
from generator.model.event import Event
from generator.model.instrument import Instrument, InstrumentDates
from generator.model.truce import Mechanism, Term
from generator.model.values import ItemRef, is_tellable
from generator.model.vocabulary import DeadlineState, EventStatus, Implementation
from generator.model.when import Condition, Dated, Relative, When

Anchor: TypeAlias = Instrument | Event | Term | Mechanism
Anchors: TypeAlias = Mapping[str, Anchor]


class Aspect(StrEnum):
    """What of an item a time is counted from."""

    SIGNED = "signed"
    AGREED = "agreed"
    EFFECTIVE = "effective"
    WHEN = "when"
    STARTS = "starts"
    DUE = "due"


class Reason(StrEnum):
    """Why no day can be worked out."""

    CONDITION = "condition"
    """It waits on something in words."""
    UNDATED = "undated"
    """What it is counted from has no day on record."""
    CALLED_OFF = "called_off"
    """What it is counted from was put off or called off."""
    NO_LAST_DAY = "no_last_day"
    """It comes after something, and nothing says how long after."""
    CIRCLE = "circle"
    """It is counted from itself, by a detour."""
    OFF_CALENDAR = "off_calendar"
    """It falls in the year 1 or 9999, which no calendar tells of, or beyond."""


@dataclass(frozen=True, slots=True)
class Span:
    """The days a time may fall on, first and last; the moment where it is known to the hour.

    `is_doubtful` is true where a date it is worked out from is marked as approximate or uncertain.
    """

    earliest: date
    latest: date
    moment: datetime | None = None
    is_doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the working: from a day of an item to the day counted from it."""

    when: Relative
    aspect: Aspect
    base: Span
    result: Span


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A time that has a day, and the steps that led there, first one first; none where the day was typed."""

    span: Span
    steps: tuple[Step, ...] = ()

    @property
    def is_before(self) -> bool:
        """Whether it lies before the day, by how much is not said."""
        return bool(self.steps) and bool(self.steps[-1].when.before) and _amount(self.steps[-1].when) is None


@dataclass(frozen=True, slots=True)
class Unreckoned:
    """A time without a day: why, and the item or the words it waits on."""

    reason: Reason
    item: ItemRef | None = None
    condition: str = ""


Reckoning: TypeAlias = Reckoned | Unreckoned


def anchors_of(briefings: Iterable[Briefing]) -> dict[str, Anchor]:
    """What a time can be counted from, by id, as the first briefing that has it tells it."""
    found: dict[str, Anchor] = {}
    for briefing in briefings:
        for anchor in _anchors(briefing):
            found.setdefault(anchor.id, anchor)
    return found


def _anchors(briefing: Briefing) -> Iterator[Anchor]:
    yield from briefing.instruments
    yield from briefing.timeline
    if briefing.truce:
        yield from briefing.truce.terms
        yield from briefing.truce.monitoring


def times_of(anchor: Anchor) -> Iterator[tuple[Aspect, When]]:
    """The times of an item that others may be counted from."""
    holders = (anchor, anchor.dates) if isinstance(anchor, Instrument) else (anchor,)
    for aspect in Aspect:
        for holder in holders:
            if typed := getattr(holder, aspect, None):
                yield aspect, typed


def counted_from(when: When, aspect: Aspect, anchors: Anchors) -> tuple[str, Aspect] | None:
    """The item that a time is counted from, and which of its times; None where it is counted from none of them."""
    item = anchors.get(when.anchor) if isinstance(when, Relative) else None
    found = _day_of(item, when, aspect) if item and isinstance(when, Relative) else None
    return (item.id, found[0]) if item and found else None


def reckon(when: When, aspect: Aspect, anchors: Anchors) -> Reckoning:
    """The day of a time that is an item's `aspect`."""
    return _reckon(when, aspect, anchors, frozenset())


def reckoned(when: When, aspect: Aspect, anchors: Callable[[], Anchors]) -> Reckoned | None:
    """A time's day where it has one; what it may be counted from is gathered only for a time that is counted."""
    found = reckon(when, aspect, anchors() if isinstance(when, Relative) else {})
    return found if isinstance(found, Reckoned) else None


def _reckon(when: When, aspect: Aspect, anchors: Anchors, seen: frozenset[tuple[str, Aspect]]) -> Reckoning:
    if isinstance(when, Condition):
        return Unreckoned(Reason.CONDITION, condition=when.once)
    if isinstance(when, Dated):
        return Reckoned(Span(when.earliest, when.latest, when.moment, when.is_doubtful))
    return _counted(when, aspect, anchors, seen)


def _counted(when: Relative, aspect: Aspect, anchors: Anchors, seen: frozenset[tuple[str, Aspect]]) -> Reckoning:
    item = anchors.get(when.anchor)
    if isinstance(item, Event) and item.status in (EventStatus.POSTPONED, EventStatus.CANCELLED):
        return Unreckoned(Reason.CALLED_OFF, when.anchor)
    found = _day_of(item, when, aspect) if item else None
    if found is None:
        return Unreckoned(Reason.UNDATED, when.anchor)
    base_aspect, typed = found
    place = (str(when.anchor), base_aspect)
    if place in seen:
        return Unreckoned(Reason.CIRCLE, when.anchor)
    base = _reckon(typed, base_aspect, anchors, seen | {place})
    return base if isinstance(base, Unreckoned) else _one_step_on(when, base_aspect, base)


def _one_step_on(when: Relative, aspect: Aspect, base: Reckoned) -> Reckoning:
    if when.after and _amount(when) is None:
        return Unreckoned(Reason.NO_LAST_DAY, when.anchor)
    try:
        result = _moved(base.span, when)
    except (OverflowError, ValueError):
        return Unreckoned(Reason.OFF_CALENDAR, when.anchor)
    if not (is_tellable(result.earliest) and is_tellable(result.latest)):
        return Unreckoned(Reason.OFF_CALENDAR, when.anchor)
    return Reckoned(result, (*base.steps, Step(when, aspect, base.span, result)))


def _day_of(item: Anchor, when: Relative, aspect: Aspect) -> tuple[Aspect, When] | None:
    """Which of an item's times another is counted from.

    A text counts from its signature, else from when it was agreed, else from when it took effect. What comes after a
    term counts from the day the term is due, what comes before it from its start; where that is missing, from the
    other. What goes together with a term starts and ends as the term does.
    """
    match item:
        case Instrument():
            return _day_of_text(item.dates)
        case Event():
            return Aspect.WHEN, item.when
        case Mechanism():
            return (Aspect.STARTS, item.starts) if item.starts else None
        case Term():
            times = {Aspect.STARTS: item.starts, Aspect.DUE: item.due}
            return next(((name, typed) for name in _order(when, aspect) if (typed := times[name])), None)


def _order(when: Relative, aspect: Aspect) -> tuple[Aspect, ...]:
    if when.with_ and aspect in (Aspect.STARTS, Aspect.DUE):
        return (aspect,)
    return (Aspect.DUE, Aspect.STARTS) if when.after else (Aspect.STARTS, Aspect.DUE)


def _day_of_text(dates: InstrumentDates | None) -> tuple[Aspect, When] | None:
    names = (Aspect.SIGNED, Aspect.AGREED, Aspect.EFFECTIVE)
    return next(((name, typed) for name in names if (typed := getattr(dates, name, None))), None)


def _amount(when: Relative) -> int | None:
    return next((amount for amount in (when.hours, when.days, when.months) if amount is not None), None)


def _moved(span: Span, when: Relative) -> Span:
    """The span so much later, or with `before` so much earlier; the same where no amount is given."""
    sign = -1 if when.before else 1
    if when.hours is not None:
        return _hours_on(span, sign * when.hours)
    if when.days is not None:
        gap = timedelta(days=sign * when.days)
        return replace(span, earliest=span.earliest + gap, latest=span.latest + gap, moment=None)
    if when.months is not None:
        months = sign * when.months
        return replace(
            span, earliest=months_on(span.earliest, months), latest=months_on(span.latest, months), moment=None
        )
    return span


def _hours_on(span: Span, hours: int) -> Span:
    """Counted from the moment where it is known, else from any moment of the days: a day is not known to the hour."""
    gap = timedelta(hours=hours)
    if span.moment:
        moment = span.moment + gap
        return replace(span, earliest=moment.date(), latest=moment.date(), moment=moment)
    first = datetime.combine(span.earliest, time.min) + gap
    last = datetime.combine(span.latest, time.max) + gap
    return replace(span, earliest=first.date(), latest=last.date())


def months_on(day: date, months: int) -> date:
    """The same day so many months on, or that month's last day where it is shorter: 31 January + 1 is 28 February."""
    count = day.year * 12 + day.month - 1 + months
    year, month = count // 12, count % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


@dataclass(frozen=True, slots=True)
class Record:
    """What a briefing of a day says of how far a term has been carried out."""

    as_of: date
    implementation: Implementation


@dataclass(frozen=True, slots=True)
class Finding:
    """How a deadline stands, and the record that says so, where one does."""

    state: DeadlineState
    record: Record | None = None


_NOT_DONE = frozenset({Implementation.NOT_INITIATED, Implementation.MINIMUM, Implementation.INTERMEDIATE})


def judge(reckoning: Reckoning, today: date, records: Sequence[Record]) -> Finding:
    """How a deadline stands on a day, by what the briefings record of its term, oldest first.

    Met: a briefing of its first day or earlier says complete. Missed: a briefing from after its last day says not
    complete. A doubtful day settles neither. What has regressed may have been complete in between, and settles nothing.
    """
    if isinstance(reckoning, Unreckoned):
        return Finding(DeadlineState.WAITING)
    span = reckoning.span
    if not span.is_doubtful and (settled := _settled(reckoning, records)):
        return settled
    complete = [record for record in records if record.implementation is Implementation.COMPLETE]
    if complete:
        return Finding(DeadlineState.DONE, complete[0])
    return Finding(DeadlineState.DUE if today <= span.latest else DeadlineState.PASSED)


def _settled(reckoning: Reckoned, records: Sequence[Record]) -> Finding | None:
    last = reckoning.span.earliest - timedelta(days=1) if reckoning.is_before else reckoning.span.earliest
    for record in records:
        if record.implementation is Implementation.COMPLETE and record.as_of <= last:
            return Finding(DeadlineState.MET, record)
        if record.implementation in _NOT_DONE and record.as_of > reckoning.span.latest:
            return Finding(DeadlineState.MISSED, record)
    return None
