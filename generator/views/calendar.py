"""The calendar across processes: what comes next, and a page a year for what is on record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator import links
from generator.catalogue import Snapshot
from generator.links import Target
from generator.model.event import Event
from generator.model.vocabulary import EventStatus
from generator.model.when import Dated
from generator.views.desk import Desk
from generator.views.parts import DOT, Entry, Frame, Line, Link, Time, Value, in_a_row
from generator.views.plans import made_together

TEMPLATE = "calendar"
AHEAD = frozenset({EventStatus.SCHEDULED, EventStatus.TENTATIVE})


@dataclass(frozen=True, slots=True)
class Occasion:
    """An event with a date, as the newest briefing that has it tells it."""

    day: date
    event: Event
    when: Dated
    snapshot: Snapshot


@dataclass(frozen=True, slots=True)
class MonthView:
    """The events of one month."""

    anchor: str
    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class CalendarView:
    """What comes next, on the first page alone; the years; and the months of this page's year."""

    frame: Frame
    is_first: bool
    ahead: tuple[Entry, ...]
    years: tuple[Link, ...]
    months: tuple[MonthView, ...]


def _name(desk: Desk) -> str:
    return desk.text("Calendar")


@made_together(links.CALENDAR, _name)
def views(desk: Desk) -> Iterator[CalendarView]:
    """The calendar's first page, and a page for each year."""
    by_year: dict[int, list[Occasion]] = defaultdict(list)
    found = occasions(desk)
    for occasion in found:
        by_year[occasion.day.year].append(occasion)
    years = tuple(Link(str(year), Target(links.calendar_page(year))) for year in sorted(by_year, reverse=True))
    lead = desk.text("Meetings, signatures, votes and deadlines, from every process.")
    frame = desk.list_frame(links.CALENDAR, _name(desk), lead, kind="calendar", contents=False)
    ahead = tuple(occasion_entry(desk, occasion) for occasion in upcoming(desk, found))
    yield CalendarView(frame, is_first=True, ahead=ahead, years=years, months=())
    for year in sorted(by_year, reverse=True):
        yield _year(desk, year, by_year[year], years)


def occasions(desk: Desk) -> tuple[Occasion, ...]:
    """Every event with a date, each once a process, in order of its day."""
    found: dict[tuple[str, str], Occasion] = {}
    for snapshot in desk.catalogue.snapshots:
        for event in snapshot.briefing.timeline:
            if isinstance(event.when, Dated):
                key = (snapshot.briefing.process or snapshot.slug, event.id)
                found.setdefault(key, Occasion(event.when.earliest, event, event.when, snapshot))
    return tuple(sorted(found.values(), key=lambda one: (one.day, one.event.title, one.snapshot.slug)))


def upcoming(desk: Desk, found: tuple[Occasion, ...]) -> Iterator[Occasion]:
    """What is scheduled or considered and has not passed."""
    for occasion in found:
        if occasion.event.status in AHEAD and occasion.when.latest >= desk.catalogue.today:
            yield occasion


def _year(desk: Desk, year: int, found: list[Occasion], years: tuple[Link, ...]) -> CalendarView:
    by_month: dict[int, list[Entry]] = defaultdict(list)
    for occasion in found:
        by_month[occasion.day.month].append(occasion_entry(desk, occasion))
    title = desk.text("Calendar {year}", year=year)
    lead = desk.text("What is on record for {year}.", year=year)
    crumb = Link(desk.text("Calendar"), Target(links.CALENDAR))
    frame = desk.list_frame(links.calendar_page(year), title, lead, crumb, kind="calendar")
    months = (
        MonthView(f"month-{year}-{month:02}", desk.words.month(year, month), tuple(by_month[month]))
        for month in sorted(by_month)
    )
    return CalendarView(frame, is_first=False, ahead=(), years=years, months=tuple(months))


def occasion_entry(desk: Desk, occasion: Occasion) -> Entry:
    """An event in a list: its time, title, process, place and players."""
    event, snapshot = occasion.event, occasion.snapshot
    when = desk.at(snapshot).when(event.when)
    assert isinstance(when, Time)
    about: list[Value] = [desk.setting(snapshot)]
    about += [event.place] if event.place else []
    about += [desk.players(event.players)] if event.players else []
    return Entry(
        when=when,
        title=Link(event.title, Target(snapshot.page, f"event-{event.id}")),
        note=Line(in_a_row(about, DOT).parts),
        badge=desk.badge(event.status) if event.status else None,
    )
