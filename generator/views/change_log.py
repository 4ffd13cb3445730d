"""The log of a process: what each of its briefings changed, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from generator.catalogue import Process, Snapshot
from generator.links import Target
from generator.views.desk import Desk
from generator.views.matters import matters
from generator.views.pairs import Pair
from generator.views.parts import Badge, ChangeLine, Line, Link, Time
from generator.views.standing import ai_label
from generator.views.telling import Telling

IN_FULL = 10
"""So many steps, the newest, are shown with what changed; each of the others is a line that leads to its briefing."""
LINES_OF_A_STEP = 8
"""So many lines of a step are in the log; all are on the briefing's page."""
STEPS_LOGGED = 200
"""So many steps are in the log."""


@dataclass(frozen=True, slots=True)
class LogEntry:
    """A briefing of a process and what it changed; `more` leads to the lines that are left out.

    The badges say how much has changed, and that a machine wrote it where one did.
    """

    when: Time
    title: Link
    badges: tuple[Badge, ...]
    lines: tuple[ChangeLine, ...]
    more: Link | None


@dataclass(frozen=True, slots=True)
class Log:
    """The changes of a process, newest first: those in full, the `older` ones, and how many are left out."""

    entries: tuple[LogEntry, ...]
    older: tuple[Line, ...]
    note: str


def log_view(desk: Desk, process: Process) -> Log:
    """What changed from each briefing of a process to the next."""
    steps = list(pairwise(process.snapshots))[::-1]
    return Log(
        entries=tuple(_entry(desk, *step) for step in steps[:IN_FULL]),
        older=tuple(_older(desk, *step) for step in steps[IN_FULL:STEPS_LOGGED]),
        note=_earlier(desk, len(steps) - STEPS_LOGGED),
    )


def _entry(desk: Desk, before: Snapshot, after: Snapshot) -> LogEntry:
    pair = desk.pair(before, after)
    told, found = Telling.at(desk.at(after), pair), matters(pair.changes)
    target, more = Target(after.page, "changes"), len(found) - LINES_OF_A_STEP
    return LogEntry(
        when=desk.as_of(after),
        title=Link(after.briefing.title, target),
        badges=_badges(desk, pair, after),
        lines=tuple(map(told.line, found[:LINES_OF_A_STEP])),
        more=Link(desk.words.count("and {n} more change", "and {n} more changes", more), target) if more > 0 else None,
    )


def _older(desk: Desk, before: Snapshot, after: Snapshot) -> Line:
    title = Link(after.briefing.title, Target(after.page, "changes"))
    badges = (part for badge in _badges(desk, desk.pair(before, after), after) for part in (" ", badge))
    return Line((desk.as_of(after), " ", title, *badges))


def _badges(desk: Desk, pair: Pair, after: Snapshot) -> tuple[Badge, ...]:
    return (desk.badge(pair.changes.weight), *ai_label(desk, after))


def _earlier(desk: Desk, number: int) -> str:
    if number <= 0:
        return ""
    return desk.words.count(
        "{n} earlier step stands on the page of its briefing.",
        "{n} earlier steps stand on the pages of their briefings.",
        number,
    )
