"""The timeline of a process as a picture: texts, events and the days of the briefings on one axis."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from generator.catalogue import Process, Snapshot
from generator.deadlines import Anchors, Aspect, Reckoned, Span, anchors_of, reckon
from generator.links import Target
from generator.model.event import Event
from generator.model.instrument import Instrument, InstrumentDates
from generator.model.vocabulary import EventStatus
from generator.model.when import Dated, When
from generator.pictures.timeline import Mark, MarkKind, Tick, draw_marker, draw_timeline
from generator.views.desk import Desk, SnapshotDesk
from generator.views.figures import Figure
from generator.views.parts import Column, KeyEntry, Link, Picture, Row, Table

MOST = 60
"""So many texts and events, the newest, are in the picture, and so many briefings."""


@dataclass(frozen=True, slots=True)
class _Moment:
    """Something with a day: of what kind, what it is called, and where it is told."""

    span: Span
    kind: MarkKind
    title: Link
    what: str
    day: str


def timeline_figure(desk: Desk, process: Process) -> Figure | None:
    """The picture of a process; None where fewer than three texts and events have a day."""
    found = sorted(_moments(desk, process), key=lambda one: (one.span.earliest, one.span.latest))
    shown, snapshots = found[-MOST:], process.snapshots[-MOST:]
    if len(shown) < 3:
        return None
    return Figure(
        picture=_picture(desk, process, shown, snapshots),
        caption=desk.text("Texts and events where they fall. Pointers on the axis are the days of the briefings."),
        table=_table(desk, shown, snapshots),
        notes=tuple(_notes(desk, len(found) - len(shown))),
        is_listed=True,
    )


def _moments(desk: Desk, process: Process) -> Iterator[_Moment]:
    """Texts and events that have a day or days, typed or worked out, each as the newest briefing tells it."""
    seen: set[str] = set()
    anchors = anchors_of(snapshot.briefing for snapshot in reversed(process.snapshots))
    for snapshot in reversed(process.snapshots):
        here = desk.at(snapshot)
        for text in snapshot.briefing.instruments:
            if text.id not in seen:
                seen.add(text.id)
                yield from _of_text(here, text, anchors)
        for event in snapshot.briefing.timeline:
            if event.id not in seen:
                seen.add(event.id)
                yield from _of_event(here, event, anchors)


def _of_text(desk: SnapshotDesk, text: Instrument, anchors: Anchors) -> Iterator[_Moment]:
    """A text has as many moments as its life has days."""
    title = Link(text.title, Target(desk.snapshot.page, f"instrument-{text.id}"))
    for when, what in _life(desk, text.dates or InstrumentDates()):
        if when and (span := _span(when, anchors)):
            yield _Moment(span, MarkKind.TEXT, title, what, _day(desk, when, span))


def _life(desk: Desk, dates: InstrumentDates) -> Iterator[tuple[When | None, str]]:
    yield dates.agreed, desk.text("Agreed")
    yield dates.initialled, desk.text("Initialled")
    yield dates.signed, desk.text("Signed")
    yield dates.effective, desk.text("In effect from")
    yield dates.ratified, desk.text("Ratified")
    yield dates.expires, desk.text("Expires")


def _of_event(desk: SnapshotDesk, event: Event, anchors: Anchors) -> Iterator[_Moment]:
    if span := _span(event.when, anchors):
        title = Link(event.title, Target(desk.snapshot.page, f"event-{event.id}"))
        kind = MarkKind.HELD if event.status is EventStatus.HELD else MarkKind.OPEN
        yield _Moment(span, kind, title, desk.term(event.status) or "", _day(desk, event.when, span))


def _span(when: When, anchors: Anchors) -> Span | None:
    found = reckon(when, Aspect.WHEN, anchors)
    return found.span if isinstance(found, Reckoned) else None


def _is_of_days(when: Dated) -> bool:
    """Whether two days were typed, neither of them in doubt."""
    return when.is_interval and not when.is_doubtful and None not in (when.start.day, when.end.day)


def _day(desk: SnapshotDesk, when: When, span: Span) -> str:
    """The day or days in short; a month, a year or a doubtful day in its own words."""
    if span.earliest == span.latest and not span.is_doubtful:
        return desk.words.short_day(span.earliest)
    if isinstance(when, Dated) and _is_of_days(when):
        return desk.words.short_days(span.earliest, span.latest)
    if isinstance(when, Dated):
        return desk.words.dated(when)
    start, end = desk.words.short_day(span.earliest), desk.words.short_day(span.latest)
    stretch = desk.text("{start} to {end}", start=start, end=end) if start != end else start
    return desk.text("{date}, uncertain", date=stretch) if span.is_doubtful else stretch


def _name(desk: Desk, one: _Moment) -> str:
    """What a mark is called: a text with what became of it, an event with its status where it was not held."""
    if one.kind is MarkKind.HELD or not one.what:
        return one.title.text
    return desk.text("{what}: {title}", what=one.what, title=one.title.text)


def _picture(desk: Desk, process: Process, shown: Sequence[_Moment], snapshots: Sequence[Snapshot]) -> Picture:
    marks = [Mark(one.span.earliest, one.span.latest, one.day, _name(desk, one), one.kind) for one in shown]
    days = [day for mark in marks for day in (mark.start, mark.end)] + [one.as_of for one in snapshots]
    first, last = min(days), max(days)
    kinds = dict.fromkeys((*(one.kind for one in shown), MarkKind.BRIEFING))
    return Picture(
        "picture-timeline",
        desk.text("Timeline: {process}", process=process.fields.title),
        desk.text(
            "{count} texts and events from {start} to {end}. The table below it has every one.",
            count=len(shown),
            start=desk.words.day(first),
            end=desk.words.day(last),
        ),
        draw_timeline(marks, [one.as_of for one in snapshots], list(_ticks(desk, first, last))),
        tuple(KeyEntry(draw_marker(kind), "", _kind(desk, kind)) for kind in MarkKind if kind in kinds),
    )


def _kind(desk: Desk, kind: MarkKind) -> str:
    match kind:
        case MarkKind.TEXT:
            return desk.text("Text")
        case MarkKind.HELD:
            return desk.text("Event that took place")
        case MarkKind.OPEN:
            return desk.text("Event not on record as held")
        case MarkKind.BRIEFING:
            return desk.text("Briefing")


def _ticks(desk: Desk, first: date, last: date) -> Iterator[Tick]:
    """The beginnings of years; inside one or two years those of months."""
    if last.year - first.year > 1:
        yield from (Tick(date(year, 1, 1), str(year)) for year in range(first.year + 1, last.year + 1))
        return
    for year in range(first.year, last.year + 1):
        for month in range(1, 13):
            yield Tick(date(year, month, 1), desk.words.short_month(year, month))


def _table(desk: Desk, shown: Sequence[_Moment], snapshots: Sequence[Snapshot]) -> Table:
    """Every mark in a row of its own, and a row with the days of the briefings."""
    rows = tuple(Row(one.day, (one.title, _kind(desk, one.kind), one.what or None)) for one in shown)
    days = desk.with_commas(Link(desk.words.short_day(one.as_of), Target(one.page)) for one in snapshots)
    heads = (desk.text("Day"), desk.text("What"), desk.text("Kind"), desk.text("Status"))
    return Table(
        "cap-picture-timeline",
        desk.text("Texts and events by day, then the days of the briefings"),
        tuple(Column(head) for head in heads),
        (*rows, Row(desk.text("Briefings"), (days, desk.text("Briefing"), None))),
        stacked=True,
    )


def _notes(desk: Desk, left_out: int) -> Iterator[str]:
    if left_out > 0:
        yield desk.words.count("{n} earlier one is left out.", "{n} earlier ones are left out.", left_out)
