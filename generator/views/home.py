"""The first page: the latest briefing, where each process stands, what comes next, and the ways in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from generator import links
from generator.catalogue import Snapshot
from generator.links import Target
from generator.views import processes
from generator.views.calendar import occasion_entry
from generator.views.desk import Desk
from generator.views.occasions import is_ahead, occasions
from generator.views.parts import DOT, Card, Entry, Frame, Line, Link, Value, in_a_row
from generator.views.plans import one_page
from generator.views.standing import ai_label, staleness

TEMPLATE = "home"

UPCOMING = 8
"""So many dates, the soonest, stand on the first page."""
RECENT = 5
"""So many briefings stand there after the latest."""
PROCESSES = 12
"""So many processes stand there, those with the newest briefings."""


@dataclass(frozen=True, slots=True)
class Feature:
    """The latest briefing."""

    link: Link
    bottom_line: str
    note: Line


@dataclass(frozen=True, slots=True)
class Way:
    """A way into the site, and what is found there."""

    link: Link
    text: str


@dataclass(frozen=True, slots=True)
class HomeView:
    """All that the first page says."""

    frame: Frame
    feature: Feature | None
    processes: tuple[Card, ...]
    all_processes: Link
    upcoming: tuple[Entry, ...]
    calendar: Link
    recent: tuple[Entry, ...]
    archive: Link
    ways: tuple[Way, ...]


def _name(desk: Desk) -> str:
    return desk.site_name


@one_page(links.HOME, _name)
def views(desk: Desk) -> HomeView:
    """The one page."""
    snapshots = desk.catalogue.snapshots
    lead = desk.text(
        "Briefings on peace talks: who takes part, on what terms, with which guarantees, and what may come next."
    )
    return HomeView(
        frame=_frame(desk, lead),
        feature=_feature(desk, snapshots[0]) if snapshots else None,
        processes=_processes(desk),
        all_processes=Link(desk.text("All processes"), Target(links.PROCESSES)),
        upcoming=_upcoming(desk),
        calendar=Link(desk.text("Calendar"), Target(links.CALENDAR)),
        recent=tuple(_recent(desk, snapshot) for snapshot in snapshots[1 : RECENT + 1]),
        archive=Link(desk.text("All briefings"), Target(links.ARCHIVE)),
        ways=tuple(_ways(desk)),
    )


def _frame(desk: Desk, lead: str) -> Frame:
    return Frame(
        path=links.HOME,
        title=_name(desk),
        description=lead,
        kind="home",
        contents=False,
        last_modified=max((snapshot.as_of for snapshot in desk.catalogue.snapshots), default=None),
    )


def _feature(desk: Desk, snapshot: Snapshot) -> Feature:
    about: list[Value] = [desk.line("As of {day}", day=desk.as_of(snapshot)), *_process(desk, snapshot)]
    about += [*ai_label(desk, snapshot), *staleness(desk, snapshot)]
    return Feature(desk.briefing(snapshot), snapshot.briefing.bottom_line, in_a_row(about, DOT))


def _processes(desk: Desk) -> tuple[Card, ...]:
    """Where the processes stand; what the latest briefing says stands above already."""
    cards = tuple(islice(processes.cards(desk), PROCESSES))
    featured = desk.catalogue.process_of(desk.catalogue.snapshots[0]) if cards else None
    if featured is None or featured.fields.summary is None:
        return cards
    return (replace(cards[0], text=featured.fields.summary), *cards[1:])


def _process(desk: Desk, snapshot: Snapshot) -> tuple[Link, ...]:
    """The process of a briefing, where it has one."""
    process = desk.catalogue.process_of(snapshot)
    return (Link(process.fields.title, Target(process.page)),) if process else ()


def _recent(desk: Desk, snapshot: Snapshot) -> Entry:
    process = _process(desk, snapshot)
    return Entry(desk.as_of(snapshot), desk.briefing(snapshot), note=Line(process) if process else None)


def _upcoming(desk: Desk) -> tuple[Entry, ...]:
    """The soonest of what is ahead; today still counts."""
    ahead = (one for one in occasions(desk) if is_ahead(one, desk.catalogue.today))
    return tuple(occasion_entry(desk, one) for one in islice(ahead, UPCOMING))


def _ways(desk: Desk) -> Iterator[Way]:
    yield _way(desk.text("Players"), links.PLAYERS, desk.text("Who takes part, in which role, and where each stands."))
    yield _way(
        desk.text("Truce terms"), links.TRUCE_TERMS, desk.text("What truces say, by matter, across the processes.")
    )
    yield _way(
        desk.text("Guarantees"), links.GUARANTEES, desk.text("Who promises what to whom, and how firmly, side by side.")
    )
    yield _way(
        desk.text("Outlook"), links.OUTLOOK, desk.text("Open questions, their scenarios, and how likely each is.")
    )
    yield _way(desk.text("Calendar"), links.CALENDAR, desk.text("What happened and what is scheduled, day by day."))
    yield _way(
        desk.text("Sources"), links.SOURCES, desk.text("What the briefings rest on, with a grade for each source.")
    )
    yield _way(desk.text("Archive"), links.ARCHIVE, desk.text("Every briefing, year by year."))
    yield _way(desk.text("Vocabulary"), links.VOCABULARY, desk.text("What the words on these pages mean."))


def _way(title: str, page: str, text: str) -> Way:
    return Way(Link(title, Target(page)), text)
