"""The log of a process: what each of its briefings changed, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from generator.catalogue import Process, Snapshot
from generator.links import Target
from generator.views.desk import Desk
from generator.views.matters import Matter, matters
from generator.views.parts import Badge, ChangeLine, Link, Time
from generator.views.standing import ai_label
from generator.views.telling import Telling

IN_FULL = 20
"""So many steps, the newest, are shown with what changed; of the others that something did."""
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
    """The changes of a process, newest first; `note` says how many earlier ones are left out."""

    entries: tuple[LogEntry, ...]
    note: str


def log_view(desk: Desk, process: Process) -> Log:
    """What changed from each briefing of a process to the next."""
    steps = list(pairwise(process.snapshots))[::-1]
    entries = (_entry(desk, *step, in_full=place < IN_FULL) for place, step in enumerate(steps[:STEPS_LOGGED]))
    return Log(tuple(entries), _earlier(desk, len(steps) - STEPS_LOGGED))


def _entry(desk: Desk, before: Snapshot, after: Snapshot, *, in_full: bool) -> LogEntry:
    pair = desk.pair(before, after)
    found: tuple[Matter, ...] = matters(pair.changes) if in_full else ()
    told = Telling.at(desk.at(after), pair)
    target, more = Target(after.page, "changes"), len(found) - LINES_OF_A_STEP
    return LogEntry(
        when=desk.as_of(after),
        title=Link(after.briefing.title, target),
        badges=(desk.badge(pair.changes.weight), *ai_label(desk, after)),
        lines=tuple(map(told.line, found[:LINES_OF_A_STEP])),
        more=Link(desk.words.count("and {n} more change", "and {n} more changes", more), target) if more > 0 else None,
    )


def _earlier(desk: Desk, number: int) -> str:
    if number <= 0:
        return ""
    return desk.words.count(
        "{n} earlier step stands on the page of its briefing.",
        "{n} earlier steps stand on the pages of their briefings.",
        number,
    )
