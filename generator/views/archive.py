"""The archive: every briefing, by year, newest first, in pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from generator import links
from generator.catalogue import Snapshot
from generator.links import Target
from generator.views.desk import Desk
from generator.views.parts import Entry, Frame, Line, Link, Pages, paginated
from generator.views.plans import Plan, planned_together

TEMPLATE = "archive"
A_PAGE = 50
NEWEST = 20


@dataclass(frozen=True, slots=True)
class YearView:
    """A year and how many briefings it has."""

    link: Link
    count: str


@dataclass(frozen=True, slots=True)
class ArchiveView:
    """The years and a list of briefings; `pages` is None on the archive's first page."""

    frame: Frame
    years: tuple[YearView, ...]
    entries: tuple[Entry, ...]
    pages: Pages | None


def _name(desk: Desk) -> str:
    return desk.text("Archive")


@planned_together(links.ARCHIVE, _name)
def views(desk: Desk) -> Iterator[Plan]:
    """The archive's first page with the newest briefings, then each year in pages."""
    by_year: dict[int, list[Snapshot]] = defaultdict(list)
    for snapshot in desk.catalogue.snapshots:
        by_year[snapshot.as_of.year].append(snapshot)
    years = tuple(_year(year, members) for year, members in by_year.items())
    yield links.ARCHIVE, partial(_first_page, desk, years)
    for year, members in by_year.items():
        for path, entries, pages in paginated(members, links.archive_year_page(year), A_PAGE):
            yield path, partial(_year_page, desk, years, year, len(members), path, entries, pages)


def _first_page(desk: Desk, years: tuple[YearView, ...]) -> ArchiveView:
    lead = desk.text("Every briefing, by the day it describes.")
    frame = desk.list_frame(links.ARCHIVE, _name(desk), lead, kind="archive", contents=False)
    newest = tuple(briefing_entry(desk, snapshot) for snapshot in desk.catalogue.snapshots[:NEWEST])
    return ArchiveView(frame, years, newest, None)


def _year(year: int, members: list[Snapshot]) -> YearView:
    return YearView(Link(str(year), Target(links.archive_year_page(year))), str(len(members)))


def _year_page(
    desk: Desk,
    years: tuple[YearView, ...],
    year: int,
    count: int,
    path: str,
    entries: Iterable[Snapshot],
    pages: Pages,
) -> ArchiveView:
    title = desk.text("Briefings of {year}", year=year)
    lead = desk.words.count("{n} briefing, by the day it describes.", "{n} briefings, newest first.", count)
    crumb = Link(desk.text("Archive"), Target(links.ARCHIVE))
    first = pages.here == 1
    frame = desk.list_frame(path, title, lead, crumb, kind="archive", contents=False, indexed=first)
    return ArchiveView(frame, years, tuple(briefing_entry(desk, one) for one in entries), pages)


def briefing_entry(desk: Desk, snapshot: Snapshot) -> Entry:
    """A briefing in a list: its day, title, bottom line and process."""
    process = desk.catalogue.process_of(snapshot)
    note = Line((Link(process.fields.title, Target(process.page)),)) if process else None
    return Entry(desk.as_of(snapshot), desk.briefing(snapshot), snapshot.briefing.bottom_line, note)
