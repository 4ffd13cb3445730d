from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.problems import Problem, did_you_mean
from generator.reading.library import Library


def check(library: Library, _today: date) -> Iterator[Problem]:
    """The process a briefing belongs to stands in the registry of processes.

    Bad:
        process: river-tlaks
    Good:
        process: river-talks
    """
    registry = library.processes
    for file in library.briefings:
        process = file.briefing.process
        if process and not registry.may_hold(process):
            hint = did_you_mean(process, registry.entries) or f"add it to {registry.path}, with its title"
            yield file.error(("process",), "unknown-process", f"no process '{process}'", hint)
