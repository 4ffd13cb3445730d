"""What the tests tried and what held, as they counted it themselves; a test marked `proof` hands its figures over.

`make proof` runs those tests and this program, which prints the table and writes it into the site's page on security.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

BEGIN, END = "[//]: # (figures begin)", "[//]: # (figures end)"
NAMED = (
    "parley-briefings",
    "mkdocs",
    "mkdocs-material",
    "pyyaml",
    "pydantic",
    "lxml",
    "pagefind",
    "typst",
    "playwright",
)


@dataclass
class Proof:
    """Hands one test's figures to whoever collects them; where nobody does, they stay with the test's report."""

    record: Callable[[str, object], None]

    def held(self, promise: str, tried: int, held: int) -> None:
        """How often a promise was tried, and how often it held: all times, or the test is wrong."""
        assert 0 < tried == held, f"{promise}: {held} of {tried}"
        self.record("proof", {"promise": promise, "tried": tried, "held": held})

    def fired(self, promise: str, tried: int, fired: int) -> None:
        """How often the same probe was tried with the defence switched off, and how often it told so."""
        assert fired > 0, f"{promise}: the control never fires"
        self.record("proof", {"promise": promise, "controls": tried, "fired": fired})

    def measured(self, what: str, value: str) -> None:
        """A figure of the machine it was taken on."""
        self.record("proof", {"what": what, "value": value})


@dataclass(eq=False)
class Figures:
    """Collects what all tests of a run hand over, those of other processes too, and writes it at the end."""

    file: Path
    told: list[dict[str, Any]] = field(default_factory=list)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take the figures of a test that passed."""
        if report.when == "call" and report.passed:
            told = (value for name, value in report.user_properties if name == "proof")
            self.told += [value for value in told if isinstance(value, dict)]

    def pytest_sessionfinish(self) -> None:
        """Write them, with the day, the machine and the versions."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self.file.write_text(json.dumps({**_surroundings(), "told": self.told}, indent=1), encoding="utf-8")


@dataclass
class Row:
    """One promise: how often it was tried and held, and the same for its control."""

    tried: int = 0
    held: int = 0
    controls: int = 0
    fired: int = 0


def rows(told: list[dict[str, Any]]) -> dict[str, Row]:
    """The figures by promise, summed over the tests, in the order of their names."""
    found: dict[str, Row] = {}
    for one in told:
        if "promise" in one:
            row = found.setdefault(one["promise"], Row())
            for name in ("tried", "held", "controls", "fired"):
                setattr(row, name, getattr(row, name) + one.get(name, 0))
    return dict(sorted(found.items()))


def table(figures: dict[str, Any]) -> str:
    """The figures as Markdown: the promises, what was measured, and where and when."""
    lines = ["| What was tried | Tried | Held | Control fired |", "| --- | ---: | ---: | --- |"]
    for promise, row in rows(figures["told"]).items():
        control = f"{row.fired:,} of {row.controls:,}" if row.controls else "none"
        lines.append(f"| {promise} | {row.tried:,} | {row.held:,} | {control} |")
    measured = [(one["what"], one["value"]) for one in figures["told"] if "what" in one]
    if measured:
        lines += [
            "",
            "| Measured | Figure |",
            "| --- | --- |",
            *(f"| {what} | {value} |" for what, value in sorted(measured)),
        ]
    versions = ", ".join(f"{name} {number}" for name, number in figures["versions"].items())
    return "\n".join([*lines, "", f"Taken on {figures['date']} on {figures['machine']}, with {versions}."])


def _surroundings() -> dict[str, Any]:
    system = f"{platform.system()}, {platform.machine()}, {os.cpu_count()} processors"
    versions = {"Python": platform.python_version(), **{name: version(name) for name in NAMED}}
    return {"date": f"{datetime.now(UTC):%Y-%m-%d}", "machine": system, "versions": versions}


def main() -> None:
    """Print the table; write it into a page between its two marks."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("figures", type=Path)
    parser.add_argument("--page", type=Path)
    options = parser.parse_args()
    shown = table(json.loads(options.figures.read_text(encoding="utf-8")))
    sys.stdout.write(f"{shown}\n")
    if options.page:
        text = options.page.read_text(encoding="utf-8")
        before, _, rest = text.partition(BEGIN)
        after = rest.partition(END)[2]
        options.page.write_text(f"{before}{BEGIN}\n\n{shown}\n\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
