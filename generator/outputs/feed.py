"""What a feed tells: a new briefing where a fact or a judgement has changed, and a substantive update of one.

There is a feed for the site, for each process and for each player. Rewordings, corrections and new sources make no
entry. Days come from the briefings, so a feed changes only when they do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import islice
from uuid import NAMESPACE_URL, uuid5

from generator import links
from generator.catalogue import Player, Process, Snapshot
from generator.links import url_of
from generator.model.vocabulary import UpdateKind, Weight
from generator.outputs.plain_text import as_text
from generator.views.citation import authors_of
from generator.views.desk import Desk
from generator.views.matters import matters
from generator.views.parts import ChangeLine
from generator.views.telling import Telling

LONGEST = 100
"""So many entries, the newest, are in a feed."""
LINES = 12
"""So many changes are told in an entry; all stand on the briefing's page."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to tell, on a day. `url` is absolute, or relative to the site's root where its address is not known."""

    id: str
    url: str
    title: str
    day: date
    summary: str
    authors: tuple[str, ...]
    topics: tuple[str, ...]
    language: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed's entries, newest first, and the page it belongs to; `folder` is where its files stand."""

    folder: str
    title: str
    id: str
    home: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class _Planned:
    """An entry before it is put into words; `say` does that, and gives None where there is nothing to tell."""

    id: str
    day: date
    snapshot: Snapshot
    say: Callable[[], str | None]


class Entries:
    """What the briefings of a desk tell. An entry is put into words once, and only if a feed has room for it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._planned: dict[str, tuple[_Planned, ...]] = {}
        self._told: dict[str, Entry | None] = {}

    def newest(self, snapshots: Iterable[Snapshot]) -> tuple[Entry, ...]:
        """The newest entries of these briefings, as many as a feed shows."""
        planned = (one for snapshot in snapshots for one in self._of(snapshot))
        told = map(self._tell, sorted(planned, key=lambda one: (-one.day.toordinal(), one.id)))
        return tuple(islice((entry for entry in told if entry), LONGEST))

    def _of(self, snapshot: Snapshot) -> tuple[_Planned, ...]:
        if snapshot.slug not in self._planned:
            self._planned[snapshot.slug] = tuple(_planned(self._desk, snapshot))
        return self._planned[snapshot.slug]

    def _tell(self, planned: _Planned) -> Entry | None:
        if planned.id not in self._told:
            summary = planned.say()
            self._told[planned.id] = None if summary is None else _entry(self._desk, planned, summary)
        return self._told[planned.id]


def feed_of_site(desk: Desk, entries: Entries) -> Feed:
    """What all briefings tell."""
    return _feed(desk, links.HOME, desk.site_name, desk.catalogue.snapshots, entries)


def feed_of_process(desk: Desk, process: Process, entries: Entries) -> Feed:
    """What the briefings of a process tell."""
    return _feed(desk, process.page, f"{process.fields.title} – {desk.site_name}", process.snapshots, entries)


def feed_of_player(desk: Desk, player: Player, entries: Entries) -> Feed:
    """What the briefings tell that mention a player."""
    title = f"{desk.name_of(player)} – {desk.site_name}"
    return _feed(desk, player.page, title, desk.catalogue.appearances[player.id], entries)


def _feed(desk: Desk, page: str, title: str, snapshots: Iterable[Snapshot], entries: Entries) -> Feed:
    home = address(desk, page)
    return Feed(url_of(page), title, identifier(desk, page, "feed"), home, entries.newest(snapshots))


def address(desk: Desk, page: str) -> str:
    """A page's address: absolute where the site knows its own, else from the site's root."""
    return f"{desk.site_url}{url_of(page)}"


def identifier(desk: Desk, page: str, what: str) -> str:
    """A name for good: the page's address with a mark, or a UUID of site and page where there is no address."""
    if desk.site_url:
        return f"{desk.site_url}{url_of(page)}#{what}"
    return uuid5(NAMESPACE_URL, f"{desk.site_name}/{page}#{what}").urn


def _planned(desk: Desk, snapshot: Snapshot) -> Iterator[_Planned]:
    """The entries of a briefing: that it came, where it changed something, and each substantive update."""
    came = identifier(desk, snapshot.page, "published")
    yield _Planned(came, snapshot.as_of, snapshot, lambda: _came(desk, snapshot))
    updates: dict[date, list[str]] = {}
    for update in snapshot.briefing.updates:
        if update.kind is UpdateKind.SUBSTANTIVE:
            updates.setdefault(update.date, []).append(update.summary)
    for day, summaries in updates.items():
        updated = identifier(desk, snapshot.page, f"updated-{day.isoformat()}")
        yield _Planned(updated, day, snapshot, partial("\n".join, summaries))


def _entry(desk: Desk, planned: _Planned, summary: str) -> Entry:
    briefing = planned.snapshot.briefing
    return Entry(
        id=planned.id,
        url=address(desk, planned.snapshot.page),
        title=briefing.title,
        day=planned.day,
        summary=summary,
        authors=authors_of(briefing) or (desk.site_name,),
        topics=briefing.topics,
        language=briefing.language,
    )


def _came(desk: Desk, snapshot: Snapshot) -> str | None:
    moved = _moved(desk, snapshot)
    return None if moved is None else "\n".join((snapshot.briefing.bottom_line, *moved))


def _moved(desk: Desk, snapshot: Snapshot) -> tuple[str, ...] | None:
    """What has changed since the briefing before, a line each; None where no fact and no judgement has."""
    process = desk.catalogue.process_of(snapshot)
    before = process.before(snapshot.slug) if process else None
    if before is None:
        return ()
    pair = desk.pair(before, snapshot)
    if pair.changes.weight is not Weight.SUBSTANTIVE:
        return None
    told, found = Telling.at(desk.at(snapshot), pair), matters(pair.changes)
    lines = tuple(_line(desk, told.line(matter)) for matter in found[:LINES])
    more = len(found) - len(lines)
    return (*lines, desk.words.count("and {n} more change", "and {n} more changes", more)) if more > 0 else lines


def _line(desk: Desk, line: ChangeLine) -> str:
    """A change in a line: what it is about, what it was, what it is now."""
    subject = as_text(line.subject)
    was, now = (as_text(value).strip() if value else "" for value in (line.was, line.now))
    if was and now:
        return desk.text("{subject}: {was} → {now}", subject=subject, was=was, now=now)
    if was and line.now is None:
        return desk.text("{subject}: was {was}", subject=subject, was=was)
    return desk.text("{subject}: {now}", subject=subject, now=now or was) if now or was else subject
