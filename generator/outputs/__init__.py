"""One module a machine format: the catalogue becomes files that are published as they are.

Each has functions that plan files: those of one briefing, of one process, or of the whole site. A briefing's and a
process's look at nothing beyond them but the players, the processes and the pages of sources. The desk's catalogue is
the published side alone, in a preview too. Equal catalogues give equal bytes: no clock is read, days come from the
briefings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
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
from generator.outputs.data_tables import Tables
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


def gathered(tables: Tables) -> Mapping[str, tuple[OfSite, ...]]:
    """What is gathered from all briefings; formats under one name share what takes long.

    What takes longest is first: a worker that began it last would be the last one.
    """
    return {
        "database": (partial(data_tables.of_site_as_database, tables=tables),),
        "tables": (briefing_json.of_site, partial(data_tables.of_site_as_csv, tables=tables), licence.of_site),
        "feeds": (follow.of_site,),
        "calendar": (calendar.of_site,),
        "lists": (llms.of_site,),
    }


def plan_files(desk: Desk, of_briefing: Sequence[OfBriefing] = OF_BRIEFING) -> OutputFiles:
    """The files of every format, the Markdown of pages apart, which is made from the page (`page_markdown`)."""
    of_site = (plans(desk) for formats in gathered(Tables()).values() for plans in formats)
    return OutputFiles(dict(chain(files_beside(desk, of_briefing), *of_site)))


def files_beside(desk: Desk, of_briefing: Sequence[OfBriefing] = OF_BRIEFING) -> Iterator[Plan]:
    """What stands beside the briefings and processes of a catalogue."""
    for snapshot in chain.from_iterable(desk.catalogue.versions):
        for plans in of_briefing:
            yield from plans(desk, snapshot)
    for process in desk.catalogue.processes.values():
        for plans_of_process in OF_PROCESS:
            yield from plans_of_process(desk, process)
