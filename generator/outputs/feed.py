"""What a feed tells: a new briefing where a fact or a judgement has changed, and a substantive update of one.

There is a feed for the site, for each process and for each player. Rewordings, corrections and new sources make no
entry. Days come from the briefings, so a feed changes only when they do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import NAMESPACE_URL, uuid5

from generator import links
from generator.catalogue import Player, Process, Snapshot
from generator.links import url_of
from generator.model.provenance import Update
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


class Entries:
    """What the briefings of a desk have to tell: each is asked once, however many feeds its entries stand in."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._told: dict[str, tuple[Entry, ...]] = {}

    def of(self, snapshot: Snapshot) -> tuple[Entry, ...]:
        """The entries of a briefing."""
        if snapshot.slug not in self._told:
            self._told[snapshot.slug] = tuple(_entries(self._desk, snapshot))
        return self._told[snapshot.slug]


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
    found = (entry for snapshot in snapshots for entry in entries.of(snapshot))
    newest = sorted(found, key=lambda entry: (-entry.day.toordinal(), entry.id))[:LONGEST]
    return Feed(url_of(page), title, identifier(desk, page, "feed"), address(desk, page), tuple(newest))


def address(desk: Desk, page: str) -> str:
    """A page's address: absolute where the site knows its own, else from the site's root."""
    return f"{desk.site_url}{url_of(page)}"


def identifier(desk: Desk, page: str, what: str) -> str:
    """A name for good: the page's address with a mark, or a UUID of site and page where there is no address."""
    if desk.site_url:
        return f"{desk.site_url}{url_of(page)}#{what}"
    return uuid5(NAMESPACE_URL, f"{desk.site_name}/{page}#{what}").urn


def _entries(desk: Desk, snapshot: Snapshot) -> Iterator[Entry]:
    """The entries of a briefing: that it came, where it changed something, and each substantive update."""
    moved = _moved(desk, snapshot)
    if moved is not None:
        yield _entry(desk, snapshot, "published", snapshot.as_of, "\n".join((snapshot.briefing.bottom_line, *moved)))
    updates: dict[date, list[Update]] = {}
    for update in snapshot.briefing.updates:
        if update.kind is UpdateKind.SUBSTANTIVE:
            updates.setdefault(update.date, []).append(update)
    for day, of_day in updates.items():
        summary = "\n".join(update.summary for update in of_day)
        yield _entry(desk, snapshot, f"updated-{day.isoformat()}", day, summary)


def _entry(desk: Desk, snapshot: Snapshot, what: str, day: date, summary: str) -> Entry:
    briefing = snapshot.briefing
    return Entry(
        id=identifier(desk, snapshot.page, what),
        url=address(desk, snapshot.page),
        title=briefing.title,
        day=day,
        summary=summary,
        authors=authors_of(briefing) or (desk.site_name,),
        topics=briefing.topics,
        language=briefing.language,
    )


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
