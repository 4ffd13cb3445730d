"""One module a machine format: the catalogue becomes files that are published as they are.

Each has functions that plan files: those of one briefing, of one process, or of the whole site. A briefing's and a
process's look at nothing beyond them but the players, the processes and the pages of sources. The desk's catalogue is
the published side alone, in a preview too. Equal catalogues give equal bytes: no clock is read, days come from the
briefings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import TypeAlias

from generator.catalogue import Process, Snapshot
from generator.edition import OutputFiles
from generator.outputs import (
    bibtex,
    briefing_json,
    calendar,
    csl_json,
    data_tables,
    follow,
    licence,
    llms,
    ris,
)
from generator.outputs.plans import Plan
from generator.views.desk import Desk

OfBriefing: TypeAlias = Callable[[Desk, Snapshot], Iterator[Plan]]
OfProcess: TypeAlias = Callable[[Desk, Process], Iterator[Plan]]
OfSite: TypeAlias = Callable[[Desk], Iterator[Plan]]

OF_BRIEFING: tuple[OfBriefing, ...] = (
    briefing_json.of_briefing,
    bibtex.of_briefing,
    ris.of_briefing,
    csl_json.of_briefing,
)
"""What stands beside each briefing, each translation too; a site may have it printed besides (`prints`)."""

OF_PROCESS: tuple[OfProcess, ...] = (follow.of_process, calendar.of_process)
"""What stands beside each process."""

OF_SITE: tuple[OfSite, ...] = (
    briefing_json.of_site,
    data_tables.of_site,
    licence.of_site,
    follow.of_site,
    calendar.of_site,
    llms.of_site,
)
"""What is gathered from all briefings. A page's Markdown is made from the page (`page_markdown`)."""


def plan_files(desk: Desk, of_briefing: Sequence[OfBriefing] = OF_BRIEFING) -> OutputFiles:
    """The files of every format; only what is gathered from all briefings has work in common."""
    plans_of_site = (plans(desk) for plans in OF_SITE)
    return OutputFiles(
        dict(chain(_of_briefings(desk, of_briefing), _of_processes(desk))), dict(chain.from_iterable(plans_of_site))
    )


def _of_briefings(desk: Desk, of_briefing: Sequence[OfBriefing]) -> Iterator[Plan]:
    for snapshot in chain.from_iterable(desk.catalogue.versions):
        for plans in of_briefing:
            yield from plans(desk, snapshot)


def _of_processes(desk: Desk) -> Iterator[Plan]:
    for process in desk.catalogue.processes.values():
        for plans in OF_PROCESS:
            yield from plans(desk, process)
