"""The calendar across processes: what comes next, and a page a year for what is on record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from generator import links
from generator.deadlines import judge
from generator.links import Target
from generator.model.event import Event
from generator.model.outlook import Outlook
from generator.views.deadlines import day_in_words, working
from generator.views.desk import Desk, SnapshotDesk
from generator.views.occasions import Decision, Expiry, Horizon, Occasion, TermDue, is_ahead, occasions
from generator.views.outlook import is_resolved
from generator.views.parts import DOT, Badge, Entry, Frame, Link, Value, in_a_row
from generator.views.plans import Plan, planned_together

TEMPLATE = "calendar"


@dataclass(frozen=True, slots=True)
class MonthView:
    """What falls in one month."""

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


@planned_together(links.CALENDAR, _name)
def views(desk: Desk) -> Iterator[Plan]:
    """The calendar's first page, and a page for each year."""
    by_year: dict[int, list[Occasion]] = defaultdict(list)
    found = occasions(desk)
    for occasion in found:
        by_year[occasion.day.year].append(occasion)
    years = tuple(Link(str(year), Target(links.calendar_page(year))) for year in sorted(by_year, reverse=True))
    yield links.CALENDAR, partial(_first_page, desk, found, years)
    for year in sorted(by_year, reverse=True):
        yield links.calendar_page(year), partial(_year_page, desk, year, by_year[year], years)


def _first_page(desk: Desk, found: Iterable[Occasion], years: tuple[Link, ...]) -> CalendarView:
    lead = desk.text("Meetings, signatures, votes and deadlines, from every process.")
    frame = desk.list_frame(links.CALENDAR, _name(desk), lead, kind="calendar", contents=False)
    ahead = tuple(occasion_entry(desk, one) for one in found if is_ahead(one, desk.catalogue.today))
    return CalendarView(frame, is_first=True, ahead=ahead, years=years, months=())


def _year_page(desk: Desk, year: int, found: list[Occasion], years: tuple[Link, ...]) -> CalendarView:
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
    """What has a day in a list: its time, title, process and what more there is to say of it.

    Where its day is worked out, the working stands below.
    """
    here = desk.at(occasion.snapshot)
    about: list[Value] = [desk.setting(occasion.snapshot), *_about(desk, occasion), *working(here, occasion.reckoned)]
    return Entry(
        when=day_in_words(here, occasion.when, occasion.reckoned),
        title=_title(here, occasion),
        text=_text(desk, occasion),
        note=in_a_row(about, DOT),
        badge=_badge(desk, occasion),
    )


def _title(desk: SnapshotDesk, occasion: Occasion) -> Link:
    page = desk.snapshot.page
    match occasion.matter:
        case Event() as event:
            return Link(event.title, Target(page, f"event-{event.id}"))
        case Horizon(outlook) | Decision(outlook):
            return Link(outlook.question, Target(page, "outlook"))
        case TermDue() as due:
            return Link(due_title(desk, due), Target(page, f"term-{due.term.id}"))
        case Expiry() as expiry:
            return Link(expiry_title(desk, expiry), Target(page, f"instrument-{expiry.text.id}"))


def due_title(desk: Desk, due: TermDue) -> str:
    """That a term is due, and for whom, where that is one player alone."""
    if due.player is None:
        return desk.text("Due: {term}", term=due.term.title)
    return desk.text("Due: {term} ({player})", term=due.term.title, player=desk.player(due.player).text)


def expiry_title(desk: Desk, expiry: Expiry) -> str:
    """That a text ends."""
    return desk.text("Ends: {text}", text=expiry.text.title)


def _text(desk: Desk, occasion: Occasion) -> str | None:
    match occasion.matter:
        case Horizon(outlook):
            return _looks_to(desk, outlook)
        case Decision(_, scenarios):
            titles = desk.text("; ").join(scenario.title for scenario in scenarios)
            return desk.text("To be decided by this day: {scenarios}", scenarios=titles)
        case _:
            return None


def _looks_to(desk: Desk, outlook: Outlook) -> str:
    if is_resolved(outlook):
        return desk.text("A question that is decided looked to this day.")
    return desk.text("An open question looks to this day.")


def _about(desk: Desk, occasion: Occasion) -> Iterator[Value]:
    """The place and the players of an event."""
    if isinstance(event := occasion.matter, Event):
        yield from [event.place] if event.place else []
        yield from [desk.players(event.players)] if event.players else []


def _badge(desk: Desk, occasion: Occasion) -> Badge | None:
    """How it stands: an event or a text by its status, a deadline by what is on record."""
    match occasion.matter:
        case Event() as event:
            return desk.badge(event.status) if event.status else None
        case TermDue() as due:
            return desk.badge(judge(occasion.reckoned, desk.catalogue.today, due.records).state)
        case Expiry(text):
            return desk.badge(text.status) if text.status else None
        case _:
            return None
