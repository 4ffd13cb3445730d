"""Small catalogues with outlooks for tests: each snapshot a line of scenarios."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from small_sites import briefing, library

from generator.catalogue import Catalogue, make_catalogue

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)


def catalogue(snapshots: Mapping[str, str], process: str = "river-talks", now: datetime = NOW) -> Catalogue:
    """The catalogue of one process's snapshots: the day of each, and its outlook in YAML's flow style."""
    return catalogue_of({process: snapshots}, now)


def catalogue_of(processes: Mapping[str, Mapping[str, str]], now: datetime = NOW) -> Catalogue:
    """The catalogue of several processes; the process named `` is none."""
    files = {
        f"{process or 'alone'}-{day}.yaml": briefing(
            f"as_of: {day}", *([f"process: {process}"] if process else []), f"outlook: {outlook}"
        )
        for process, snapshots in processes.items()
        for day, outlook in snapshots.items()
    }
    registry = "".join(
        f"{process}: {{title: {process.replace('-', ' ').capitalize()}}}\n" for process in processes if process
    )
    read = library({**files, "registry/processes.yaml": registry} if registry else files)
    assert not read.problems, [problem.message for problem in read.problems]
    return make_catalogue(read, now)


def outlook(
    *scenarios: str, exclusive: bool = True, horizon: str = "2025-06-30", question: str = "Is it signed?"
) -> str:
    """An outlook of scenarios such as `signed 60`, `signed [50, 70]`, `signed 60 yes 2025-03-01` or `signed - yes`."""
    entries = ", ".join(_scenario(*line.replace(", ", ",").split()) for line in scenarios)
    flag = str(exclusive).lower()
    return f'{{question: "{question}", horizon: {horizon}, exclusive: {flag}, scenarios: [{entries}]}}'


def _scenario(name: str, probability: str = "-", outcome: str = "", on: str = "") -> str:
    figure = "" if probability == "-" else f", probability: {probability}"
    fields = f"outcome: {outcome}" + (f", on: {on}" if on else "")
    resolution = f", resolution: {{{fields}}}" if outcome else ""
    return f"{{id: {name}, title: {name.capitalize()}{figure}{resolution}}}"
