"""Deadlines in words: the day, the working that leads to it, and how it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from generator.catalogue import Catalogue, Snapshot
from generator.deadlines import (
    Anchors,
    Aspect,
    Finding,
    Reason,
    Reckoned,
    Reckoning,
    Record,
    Span,
    Step,
    Unreckoned,
    anchors_of,
    judge,
    reckon,
)
from generator.model.truce import Term
from generator.model.values import PlayerId
from generator.model.vocabulary import DeadlineState, Implementation
from generator.model.when import Condition, Dated, Relative, When, read_dated
from generator.views.comparison import Part
from generator.views.desk import SnapshotDesk
from generator.views.parts import Line, Time, Value


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day by which a term, or one player's part in it, is to be carried out."""

    player: PlayerId | None
    when: When
    reckoning: Reckoning
    finding: Finding


def anchors_at(catalogue: Catalogue, snapshot: Snapshot) -> Anchors:
    """What times of a snapshot can be counted from: its own items, then those of its process, the newest first."""
    process = catalogue.process_of(snapshot)
    others = reversed(process.snapshots) if process else ()
    return anchors_of((snapshot.briefing, *(other.briefing for other in others)))


def records_of(catalogue: Catalogue, snapshot: Snapshot) -> Mapping[str, tuple[Record, ...]]:
    """What the briefings of a snapshot's process say of how far each term is carried out, by term, oldest first."""
    process = catalogue.process_of(snapshot)
    found: dict[str, tuple[Record, ...]] = {}
    for one in process.snapshots if process else (snapshot,):
        for term in one.briefing.truce.terms if one.briefing.truce else ():
            if term.implementation:
                found[term.id] = (*found.get(term.id, ()), Record(one.as_of, term.implementation))
    return found


def dues_of(term: Term) -> Iterator[tuple[PlayerId | None, When]]:
    """When a term is due, for all and for each player it binds, where that is on record.

    What need not be done is not due.
    """
    if term.implementation is Implementation.NOT_APPLICABLE:
        return
    if term.due:
        yield None, term.due
    for player, way in term.bindings.items():
        if way.due:
            yield player, way.due


def that_speak_of(player: PlayerId | None, records: tuple[Record, ...]) -> tuple[Record, ...]:
    """The records of a term that tell of one player's part in it; all of them where it is due for all."""
    if player is None:
        return records
    # That the term as a whole is not complete does not say that this player's part is not.
    return tuple(record for record in records if record.implementation is Implementation.COMPLETE)


def deadlines_of(
    term: Term, anchors: Anchors, records: Mapping[str, tuple[Record, ...]], today: date
) -> Iterator[Deadline]:
    """The deadlines of a term and of each player it binds, where it has any."""
    for player, when in dues_of(term):
        reckoning = reckon(when, Aspect.DUE, anchors)
        known = that_speak_of(player, records.get(term.id, ()))
        yield Deadline(player, when, reckoning, judge(reckoning, today, known))


def deadline_parts(desk: SnapshotDesk, deadline: Deadline) -> Iterator[Part]:
    """A deadline's day and its working."""
    label = desk.player(deadline.player).text if deadline.player else ""
    if isinstance(deadline.reckoning, Unreckoned):
        yield Part(label, without_day(desk, deadline.when, deadline.reckoning))
        return
    day = span_in_words(desk, deadline.reckoning.span)
    before = deadline.reckoning.is_before
    yield Part(label, desk.line("before {day}", day=day) if before else day)
    yield from (Part("", step, small=True) for step in working(desk, deadline.reckoning))


def state_parts(desk: SnapshotDesk, deadline: Deadline) -> Iterator[Part]:
    """How a deadline stands, and the record that says so."""
    label = desk.player(deadline.player).text if deadline.player else ""
    yield Part(label, desk.badge(deadline.finding.state))
    if said := _said(desk, deadline.finding):
        yield Part("", said, small=True)


def _said(desk: SnapshotDesk, finding: Finding) -> Value | None:
    if finding.record is None:
        return None
    day = desk.day(finding.record.as_of)
    if finding.state is DeadlineState.MISSED:
        return desk.line("{day}: {record}", day=day, record=desk.words.term(finding.record.implementation))
    return desk.line("Recorded as complete on {day}.", day=day)


def span_in_words(desk: SnapshotDesk, span: Span) -> Time:
    """The day or days of a span."""
    if span.moment:
        return Time(desk.words.dated(read_dated(span.moment.isoformat())), span.moment.isoformat())
    if span.earliest == span.latest:
        day = desk.words.day(span.earliest)
        shown = desk.text("{date}, uncertain", date=day) if span.is_doubtful else day
        return Time(shown, "" if span.is_doubtful else span.earliest.isoformat())
    start, end = desk.words.day(span.earliest), desk.words.day(span.latest)
    stretch = desk.text("{start} to {end}", start=start, end=end)
    return Time(desk.text("{date}, uncertain", date=stretch) if span.is_doubtful else stretch)


def day_in_words(desk: SnapshotDesk, when: When, reckoned: Reckoned) -> Time:
    """The day of a time: as it was typed, or as it is worked out."""
    if isinstance(when, Dated):
        return desk.dated(when)
    day = span_in_words(desk, reckoned.span)
    return Time(desk.text("before {day}", day=day.text)) if reckoned.is_before else day


def working(desk: SnapshotDesk, reckoning: Reckoned) -> Iterator[Line]:
    """Each step from a day to the next: “14 days after “The signing” (12 February 2015) = 26 February 2015”."""
    for step in reckoning.steps:
        time = desk.words.when(step.when, desk.title_of)
        yield desk.line("{time} ({base}) = {day}", time=time, base=_base(desk, step), day=_result(desk, step))


def reckoned_here(desk: SnapshotDesk, when: When, aspect: Aspect = Aspect.WHEN) -> Reckoned | None:
    """The day that a time of a briefing comes to where it is counted from another of its items; else None."""
    found = reckon(when, aspect, desk.anchors) if isinstance(when, Relative) else None
    return found if isinstance(found, Reckoned) else None


def worked_out(desk: SnapshotDesk, when: When | None, aspect: Aspect = Aspect.WHEN) -> Value | None:
    """A time in words, as far as its day can be worked out with the working; None stays None."""
    found = reckoned_here(desk, when, aspect) if when else None
    return desk.in_series(working(desk, found)) if found else desk.when(when)


def _result(desk: SnapshotDesk, step: Step) -> Value:
    day = span_in_words(desk, step.result)
    return desk.line("before {day}", day=day) if step.when.before and step.base == step.result else day


def _base(desk: SnapshotDesk, step: Step) -> Line:
    day = span_in_words(desk, step.base)
    match step.aspect:
        case Aspect.SIGNED:
            return desk.line("signed {day}", day=day)
        case Aspect.AGREED:
            return desk.line("agreed {day}", day=day)
        case Aspect.EFFECTIVE:
            return desk.line("in effect from {day}", day=day)
        case Aspect.STARTS:
            return desk.line("starts {day}", day=day)
        case Aspect.DUE:
            return desk.line("due {when}", when=day)
        case Aspect.WHEN:
            return Line((day,))


def without_day(desk: SnapshotDesk, when: When, found: Unreckoned) -> str:
    """A time that has no day, and what it waits on."""
    time = desk.words.when(when, desk.title_of)
    if isinstance(when, Condition):
        return time
    return desk.text("; ").join((time, _why(desk, found)))


def _why(desk: SnapshotDesk, found: Unreckoned) -> str:
    title = desk.title_of(found.item) if found.item else ""
    match found.reason:
        case Reason.CONDITION:
            return desk.text("that waits on: {condition}", condition=found.condition)
        case Reason.UNDATED:
            return desk.text("no day is on record for “{item}”", item=title)
        case Reason.CALLED_OFF:
            return desk.text("“{item}” was put off or called off", item=title)
        case Reason.NO_LAST_DAY:
            return desk.text("no last day is on record")
        case Reason.CIRCLE:
            return desk.text("“{item}” is counted from it in turn", item=title)
        case Reason.OFF_CALENDAR:
            return desk.text("no calendar has that day")
