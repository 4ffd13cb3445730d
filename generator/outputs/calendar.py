"""What is to come, as iCalendar: for the site and for each process. Source: RFC 5545.

In it are events that are scheduled or considered, the day an outlook looks to and the days its open scenarios are
decided by, and the days terms are due. Each is told as the newest briefing that speaks of it tells it, under the same
UID as before, so that a calendar program moves what has moved. A date that is not a day (`2025-09`) lasts as long as it
may mean. Nothing blocks anybody's time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

import icalendar

from generator import links
from generator.catalogue import Process, Snapshot
from generator.links import url_of
from generator.model.event import Event
from generator.model.truce import Term
from generator.model.vocabulary import EventStatus
from generator.model.when import CalendarDate, Dated, When
from generator.outputs.plans import Plan
from generator.views.citation import last_changed
from generator.views.desk import Desk
from generator.views.standing import Standing, standing_of, standings

PRODUCT = "-//Parley//Parley briefings//EN"
_STATUS = {EventStatus.SCHEDULED: "CONFIRMED", EventStatus.TENTATIVE: "TENTATIVE"}


@dataclass(frozen=True, slots=True)
class Occasion:
    """Something on a day. `name` is what its process calls it; `revision` counts the briefings before this one."""

    name: str
    anchor: str
    title: str
    when: Dated
    snapshot: Snapshot
    revision: int
    status: str
    place: str = ""
    about: str = ""


def of_process(desk: Desk, process: Process) -> Iterator[Plan]:
    """`processes/<id>/calendar.ics`, where the process has anything to tell."""
    folder, title = url_of(process.page), f"{process.fields.title} – {desk.site_name}"
    yield from _where_told(desk, folder, title, folder, (standing_of(process),))


def of_site(desk: Desk) -> Iterator[Plan]:
    """`calendar.ics`, where any briefing has anything to tell."""
    yield from _where_told(desk, "", desk.site_name, url_of(links.CALENDAR), standings(desk.catalogue))


def _where_told(desk: Desk, folder: str, title: str, page: str, members: Sequence[Standing]) -> Iterator[Plan]:
    if any(True for _ in _told(desk, members)):
        yield f"{folder}calendar.ics", lambda: calendar(desk, title, page, _told(desk, members))


def _told(desk: Desk, members: Iterable[Standing]) -> Iterator[tuple[Standing, Occasion]]:
    return ((standing, one) for standing in members for one in occasions(desk, standing))


def occasions(desk: Desk, standing: Standing) -> Iterator[Occasion]:
    """What is to come in a process, or in a briefing that belongs to none."""
    yield from _events(desk, standing)
    yield from _outlook(desk, standing)
    yield from _terms(desk, standing)


def _events(desk: Desk, standing: Standing) -> Iterator[Occasion]:
    newest: dict[str, tuple[Event, Snapshot]] = {}
    for snapshot in standing.snapshots:
        for event in snapshot.briefing.timeline:
            newest.setdefault(event.id, (event, snapshot))
    for event, snapshot in newest.values():
        if event.status in _STATUS and isinstance(event.when, Dated):
            yield Occasion(
                name=f"event-{event.id}",
                anchor=f"event-{event.id}",
                title=event.title,
                when=event.when,
                snapshot=snapshot,
                revision=_revision(standing, snapshot),
                status=_STATUS[event.status],
                place=event.place or "",
                about=", ".join(desk.player(player).text for player in event.players),
            )


def _outlook(desk: Desk, standing: Standing) -> Iterator[Occasion]:
    """The horizon of the question that is open, and the days on which its open scenarios are decided."""
    snapshot = standing.outlook
    outlook = snapshot.briefing.outlook if snapshot else None
    if snapshot is None or outlook is None:
        return
    revision = _revision(standing, snapshot)
    if isinstance(outlook.horizon, Dated):
        title = desk.text("Outlook: {question}", question=outlook.question)
        yield Occasion("outlook", "outlook", title, outlook.horizon, snapshot, revision, "CONFIRMED")
    for scenario in outlook.scenarios:
        rule = scenario.resolution
        if rule and rule.by and not rule.outcome and _day(rule.by) != outlook.horizon:
            name, title = f"scenario-{scenario.id}", desk.text("To be decided: {scenario}", scenario=scenario.title)
            yield Occasion(name, name, title, _day(rule.by), snapshot, revision, "CONFIRMED", about=rule.criteria or "")


def _terms(desk: Desk, standing: Standing) -> Iterator[Occasion]:
    """The days on which terms of the newest truce are due, for all or for single players."""
    snapshot = standing.truce
    truce = snapshot.briefing.truce if snapshot else None
    for term in truce.terms if snapshot and truce else ():
        assert snapshot is not None
        for suffix, title, when in _dues(desk, term):
            if isinstance(when, Dated):
                name, revision = f"term-{term.id}{suffix}", _revision(standing, snapshot)
                yield Occasion(name, f"term-{term.id}", title, when, snapshot, revision, "CONFIRMED")


def _dues(desk: Desk, term: Term) -> Iterator[tuple[str, str, When | None]]:
    yield "", desk.text("Due: {term}", term=term.title), term.due
    for player, way in term.bindings.items():
        title = desk.text("Due: {term} ({player})", term=term.title, player=desk.player(player).text)
        yield f"-{player}", title, way.due


def _revision(standing: Standing, snapshot: Snapshot) -> int:
    return len(standing.snapshots) - 1 - standing.snapshots.index(snapshot)


def _day(day: date) -> Dated:
    whole = CalendarDate(day.year, day.month, day.day)
    return Dated(day.isoformat(), whole, whole)


# ---- as iCalendar ----


def calendar(desk: Desk, title: str, page: str, found: Iterable[tuple[Standing, Occasion]]) -> bytes:
    """The occasions by day, as a file."""
    made = icalendar.Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("x-wr-calname", title)
    made.add("name", title)
    if desk.site_url:
        made.add("url", f"{desk.site_url}{page}")
    for standing, one in sorted(found, key=lambda each: (each[1].when.earliest, _uid(desk, *each))):
        made.add_component(_component(desk, standing, one))
    return bytes(made.to_ical())


def _component(desk: Desk, standing: Standing, one: Occasion) -> icalendar.Event:
    stamp = datetime.combine(last_changed(one.snapshot.briefing), time.min, UTC)
    made = icalendar.Event()
    made.add("uid", _uid(desk, standing, one))
    made.add("dtstamp", stamp)
    made.add("last-modified", stamp)
    made.add("sequence", one.revision)
    made.add("summary", one.title)
    _add_times(made, one.when)
    made.add("status", one.status)
    made.add("transp", "TRANSPARENT")
    made.add("categories", [standing.link.text])
    made.add("description", _description(desk, one))
    if one.place:
        made.add("location", one.place)
    if desk.site_url:
        made.add("url", f"{desk.site_url}{url_of(one.snapshot.page)}#{one.anchor}")
    return made


def _uid(desk: Desk, standing: Standing, one: Occasion) -> str:
    """The same for the same matter in every briefing of its process. Source: RFC 7986, which wants a UUID."""
    owner = standing.process.id if standing.process else one.snapshot.slug
    return str(uuid5(NAMESPACE_URL, f"{desk.site_url or desk.site_name}/{owner}/{one.name}"))


def _add_times(made: icalendar.Event, when: Dated) -> None:
    if when.moment:
        made.add("dtstart", when.moment.astimezone(UTC))
        return
    made.add("dtstart", when.earliest)
    made.add("dtend", when.latest + timedelta(days=1))  # the end of a day is the next


def _description(desk: Desk, one: Occasion) -> str:
    """When, in words where it is not just a day; what more there is to say; and the briefing it is from."""
    lines = [desk.words.dated(one.when)] if one.when.is_doubtful or not one.when.start.day else []
    lines += [one.about] if one.about else []
    day = desk.words.day(one.snapshot.as_of)
    lines.append(desk.text("From: {briefing}, {day}", briefing=one.snapshot.briefing.title, day=day))
    lines += [f"{desk.site_url}{url_of(one.snapshot.page)}"] if desk.site_url else []
    return "\n".join(lines)
