"""Small catalogues with outlooks for tests: each snapshot a line of scenarios.

Run as a program it writes the golden pages of the example anew: `python tests/support/forecasts.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from sites import pages_of
from small_sites import briefing, library

from generator.catalogue import Catalogue, make_catalogue

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)

Processes = Mapping[str, Mapping[str, str]]
"""Of each process the day of each snapshot and its outlook."""


def catalogue(snapshots: Mapping[str, str], process: str = "river-talks", now: datetime = NOW) -> Catalogue:
    """The catalogue of one process's snapshots: the day of each, and its outlook in YAML's flow style."""
    return catalogue_of({process: snapshots}, now)


def catalogue_of(processes: Processes, now: datetime = NOW) -> Catalogue:
    """The catalogue of several processes; the process named `` is none."""
    read = library(files_of(processes))
    assert not read.problems, [problem.message for problem in read.problems]
    return make_catalogue(read, now)


def files_of(processes: Processes) -> dict[str, str]:
    """The YAML of several processes by its path below the folder of briefings."""
    found = {
        f"{process or 'alone'}-{day}.yaml": briefing(
            f"as_of: {day}", *([f"process: {process}"] if process else []), f"outlook: {outlook}"
        )
        for process, snapshots in processes.items()
        for day, outlook in snapshots.items()
    }
    registry = (f"{process}: {{title: {process.replace('-', ' ').capitalize()}}}\n" for process in processes if process)
    return {**found, **({"registry/processes.yaml": "".join(registry)} if any(processes) else {})}


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


EXAMPLE: Processes = {
    "river-talks": {
        "2025-01-01": outlook("signed 75", "failed 25"),
        "2025-01-11": outlook("signed [35, 50]", "failed [50, 65]"),
        "2025-02-20": outlook("signed - yes 2025-02-10", "failed - no 2025-02-10"),
    },
    "delta-talks": {
        "2025-03-01": outlook("holds 60", "erodes 30", "breaks 10", horizon="2026-06-30", question="Does it hold?"),
        "2025-04-01": outlook(
            "holds 45", "erodes [30, 50]", "breaks 10", horizon="2026-06-30", question="Does it hold?"
        ),
    },
    "hill-talks": {
        "2025-03-01": outlook("fed 70 yes 2025-03-31", "heard 40 void", exclusive=False, question="What comes first?")
    },
    "sea-talks": {"2025-03-01": outlook("met 80", "apart 20", horizon="2025-04-30", question="Do they meet?")},
}
"""A decided question, an open one, single scenarios of which one is void, and a question past due."""

GOLDEN = Path(__file__).resolve().parents[1] / "cases" / "outlook"
GOLDEN_PAGES = ("outlook.md", "scorecard.md")


def example_pages() -> dict[str, str]:
    """The pages of the example by their path."""
    return pages_of(files_of(EXAMPLE), NOW)


def body(page: str) -> str:
    """A page from its title on: what comes before is every page's alike."""
    return page[page.index("# ") :]


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for name in GOLDEN_PAGES:
        (GOLDEN / name).write_text(body(example_pages()[name]), encoding="utf-8")
