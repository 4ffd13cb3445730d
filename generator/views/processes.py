"""The list of processes: each with where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import links
from generator.catalogue import Process
from generator.views.desk import Desk
from generator.views.parts import DOT, Badge, Card, Frame, Value, in_a_row
from generator.views.plans import one_page
from generator.views.standing import ai_label, standing_of, state_names

TEMPLATE = "processes"


@dataclass(frozen=True, slots=True)
class ProcessesView:
    """Every process as a card; that with the newest briefing first."""

    frame: Frame
    cards: tuple[Card, ...]


def _name(desk: Desk) -> str:
    return desk.text("Processes")


@one_page(links.PROCESSES, _name)
def views(desk: Desk) -> ProcessesView:
    """The one page."""
    lead = desk.text("Every process, with where it stands by its newest briefing.")
    newest = max((process.latest.as_of for process in desk.catalogue.processes.values()), default=None)
    title = _name(desk)
    frame = desk.list_frame(links.PROCESSES, title, lead, contents=False, last_modified=newest)
    return ProcessesView(frame, tuple(cards(desk)))


def cards(desk: Desk) -> Iterator[Card]:
    """A card for each process, that with the newest briefing first."""
    found = (desk.catalogue.process_of(snapshot) for snapshot in desk.catalogue.current)
    return (card(desk, process) for process in found if process)


def card(desk: Desk, process: Process) -> Card:
    """A process: its countries, its newest bottom line, and how many briefings speak of it."""
    standing = standing_of(process)
    counted = desk.words.count("{n} briefing", "{n} briefings", len(process.snapshots))
    as_of = desk.line("As of {day}", day=desk.as_of(process.latest))
    status = status_badge(desk, process)
    about: list[Value] = [status] if status else []
    return Card(
        kicker=state_names(desk, process.fields.countries),
        link=standing.link,
        text=process.latest.briefing.bottom_line,
        note=in_a_row((*about, as_of, counted, *ai_label(desk, process.latest)), DOT),
    )


def status_badge(desk: Desk, process: Process) -> Badge | None:
    """Where the process stands in one term: the registry's, else that of its truce."""
    if process.fields.status:
        return desk.badge(process.fields.status)
    snapshot = standing_of(process).truce
    truce = snapshot.briefing.truce if snapshot else None
    return desk.badge(truce.status) if truce and truce.status else None
