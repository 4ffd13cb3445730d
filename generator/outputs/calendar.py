"""What is to come, as iCalendar: for the site and for each process. Source: RFC 5545.

In it are events that are scheduled or considered, the day an outlook looks to and the days its open scenarios are
decided by, the days terms are due, and the days texts end. Each is told as the newest briefing that speaks of it tells
it, under the same UID as before, so that a calendar program moves what has moved. A date that is not a day (`2025-09`)
lasts as long as it may mean; a day that is counted from another one is worked out. What has passed stays. Nothing
blocks anybody's time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

import icalendar

from generator import links
from generator.catalogue import Process
from generator.deadlines import Span
from generator.links import url_of
from generator.model.event import Event
from generator.model.vocabulary import EventStatus
from generator.model.when import Dated
from generator.outputs.plain_text import as_text
from generator.outputs.plans import Plan
from generator.views.calendar import due_title, expiry_title
from generator.views.citation import last_changed
from generator.views.deadlines import working
from generator.views.desk import Desk
from generator.views.occasions import ENDED_OTHERWISE, Decision, Expiry, Horizon, Occasion, TermDue, occasions_of
from generator.views.standing import Standing, standing_of, standings

PRODUCT = "-//Parley//Parley briefings//EN"
_STATUS = {EventStatus.SCHEDULED: "CONFIRMED", EventStatus.TENTATIVE: "TENTATIVE"}


@dataclass(frozen=True, slots=True)
class Entry:
    """An occasion in a calendar. `name` is what its process calls it."""

    occasion: Occasion
    name: str
    anchor: str
    title: str
    status: str = "CONFIRMED"
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


def _told(desk: Desk, members: Iterable[Standing]) -> Iterator[Entry]:
    found = (one for standing in members for one in occasions_of(desk.catalogue, standing))
    return (entry for one in found for entry in _entries(desk, one))


def _entries(desk: Desk, occasion: Occasion) -> Iterator[Entry]:
    """An occasion as it stands in a calendar: of an event what is to come alone, of a decision each scenario.

    A text that ended in another way than by its day, or never had effect, is in none.
    """
    match occasion.matter:
        case Event() as event:
            if event.status in _STATUS:
                yield _event(desk, occasion, event)
        case Horizon(outlook):
            title = desk.text("Outlook: {question}", question=outlook.question)
            yield Entry(occasion, "outlook", "outlook", title)
        case Decision(_, scenarios):
            for scenario in scenarios:
                title = desk.text("To be decided: {scenario}", scenario=scenario.title)
                criteria = scenario.resolution and scenario.resolution.criteria
                name = f"scenario-{scenario.id}"
                yield Entry(occasion, name, name, title, about=criteria or "")
        case TermDue() as due:
            anchor = f"term-{due.term.id}"
            yield Entry(occasion, f"{anchor}-{due.player}" if due.player else anchor, anchor, due_title(desk, due))
        case Expiry(text) as expiry:
            anchor = f"instrument-{text.id}"
            if text.status not in ENDED_OTHERWISE:
                yield Entry(occasion, anchor, anchor, expiry_title(desk, expiry))


def _event(desk: Desk, occasion: Occasion, event: Event) -> Entry:
    assert event.status is not None
    return Entry(
        occasion,
        name=f"event-{event.id}",
        anchor=f"event-{event.id}",
        title=event.title,
        status=_STATUS[event.status],
        place=event.place or "",
        about=", ".join(desk.player(player).text for player in event.players),
    )


# ---- as iCalendar ----


def calendar(desk: Desk, title: str, page: str, found: Iterable[Entry]) -> bytes:
    """The entries by day, as a file."""
    made = icalendar.Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("x-wr-calname", title)
    made.add("name", title)
    if desk.site_url:
        made.add("url", f"{desk.site_url}{page}")
    for one in sorted(found, key=lambda entry: (entry.occasion.day, _uid(desk, entry))):
        made.add_component(_component(desk, one))
    return bytes(made.to_ical())


def _component(desk: Desk, one: Entry) -> icalendar.Event:
    snapshot, standing = one.occasion.snapshot, one.occasion.standing
    stamp = datetime.combine(last_changed(snapshot.briefing), time.min, UTC)
    made = icalendar.Event()
    made.add("uid", _uid(desk, one))
    made.add("dtstamp", stamp)
    made.add("last-modified", stamp)
    made.add("sequence", _revision(one.occasion))
    made.add("summary", one.title)
    _add_times(made, one.occasion.reckoned.span)
    made.add("status", one.status)
    made.add("transp", "TRANSPARENT")
    made.add("categories", [standing.link.text])
    made.add("description", _description(desk, one))
    if one.place:
        made.add("location", one.place)
    if desk.site_url:
        made.add("url", f"{desk.site_url}{url_of(snapshot.page)}#{one.anchor}")
    return made


def _uid(desk: Desk, one: Entry) -> str:
    """The same for the same matter in every briefing of its process. Source: RFC 7986, which wants a UUID."""
    process = one.occasion.standing.process
    owner = process.id if process else one.occasion.snapshot.slug
    return str(uuid5(NAMESPACE_URL, f"{desk.site_url or desk.site_name}/{owner}/{one.name}"))


def _revision(occasion: Occasion) -> int:
    """How many briefings came before the one that tells it."""
    snapshots = occasion.standing.snapshots
    return len(snapshots) - 1 - snapshots.index(occasion.snapshot)


def _add_times(made: icalendar.Event, span: Span) -> None:
    if span.moment:
        made.add("dtstart", span.moment.astimezone(UTC))
        return
    made.add("dtstart", span.earliest)
    made.add("dtend", span.latest + timedelta(days=1))  # the end of a day is the next


def _description(desk: Desk, one: Entry) -> str:
    """When, in words where it is not just a day; what more there is to say; and the briefing it is from."""
    snapshot = one.occasion.snapshot
    lines = list(_when(desk, one.occasion))
    lines += [one.about] if one.about else []
    day = desk.words.day(snapshot.as_of)
    lines.append(desk.text("From: {briefing}, {day}", briefing=snapshot.briefing.title, day=day))
    lines += [f"{desk.site_url}{url_of(snapshot.page)}"] if desk.site_url else []
    return "\n".join(lines)


def _when(desk: Desk, occasion: Occasion) -> Iterator[str]:
    """A date that is not just a day, or the working of one that is counted from another."""
    when = occasion.when
    if isinstance(when, Dated) and (when.is_doubtful or not when.start.day):
        yield desk.words.dated(when)
    yield from (as_text(step) for step in working(desk.at(occasion.snapshot), occasion.reckoned))
