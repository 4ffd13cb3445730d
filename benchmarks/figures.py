"""What was measured, beside its goal, as the Markdown table of the README and of docs/speed.md.

    python benchmarks/figures.py FILE.json [--page docs/speed.md]

FILE.json is what `measure.py --json` wrote. The table is printed; with --page it also takes the place of the one there.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

BEGIN, END = "[//]: # (figures begin)", "[//]: # (figures end)"
PEERS = {"hugo": "Hugo and Pagefind", "mkdocs": "MkDocs by hand"}
HEADING = ("what", "Parley", *PEERS.values(), "ratio", "goal", "met")
SHORT = {"hugo": "Hugo", "mkdocs": "MkDocs"}
FORMS = {
    "s": "{:.2f} s",
    "ms": "{:.0f} ms",
    "MiB": "{:,.0f} MiB",
    "KB": "{:,.0f} KB",
    "files": "{:.0f} files",
    "times": "{:.2f} times",
}
"""How a figure is written, by its unit."""


@dataclass(frozen=True)
class Goal:
    """The most that a figure may be, of the figure of a peer where `of` names one; with `below`, it must be less."""

    most: float
    of: str = ""
    below: bool = False

    def told(self, unit: str) -> str:
        """As the table says it."""
        limit = "below" if self.below else "at most"
        if not self.of:
            return f"{limit} {FORMS[unit].format(self.most)}"
        share = "" if self.most == 1 else f"{self.most:g} of "
        return f"{limit} {share}{SHORT[self.of]}'s"


@dataclass(frozen=True)
class Figure:
    """A line of the table. `peers` holds what was measured of others, by the names of PEERS; one may be missing."""

    what: str
    unit: str
    parley: float
    peers: dict[str, float]
    goals: tuple[Goal, ...] = ()

    def ratio(self, peer: str) -> float | None:
        """Ours by the peer's; None where there is nothing to divide by."""
        return self.parley / self.peers[peer] if self.peers.get(peer) else None

    @property
    def met(self) -> bool | None:
        """Whether every goal is; None where there is none, or where its peer was not measured."""
        amounts = [(goal, self.ratio(goal.of) if goal.of else self.parley) for goal in self.goals]
        held = [
            amount < goal.most if goal.below else amount <= goal.most for goal, amount in amounts if amount is not None
        ]
        return all(held) if held and (len(held) == len(amounts) or not all(held)) else None

    def cells(self) -> tuple[str, ...]:
        """As the table shows it."""
        form = FORMS[self.unit]
        ratios = {peer: self.ratio(peer) for peer in PEERS}
        return (
            self.what,
            form.format(self.parley),
            *(form.format(self.peers[peer]) if peer in self.peers else "" for peer in PEERS),
            ", ".join(f"{ratio:.2f} of {SHORT[peer]}'s" for peer, ratio in ratios.items() if ratio is not None),
            ", ".join(goal.told(self.unit) for goal in self.goals),
            {True: "yes", False: "no", None: "not measured" if self.goals else ""}[self.met],
        )


def table(figures: Sequence[Figure]) -> str:
    """The figures as Markdown."""
    lines = [HEADING, ("---",) * len(HEADING), *(figure.cells() for figure in figures)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def as_data(surroundings: str, figures: Sequence[Figure], runs: object) -> dict[str, Any]:
    """All that is known of a measurement, for a file of JSON; `runs` are the single runs behind the medians."""
    rows = [
        {**asdict(figure), "ratios": {peer: figure.ratio(peer) for peer in PEERS}, "met": figure.met}
        for figure in figures
    ]
    return {"measured": surroundings, "figures": rows, "runs": runs}


def as_page(data: dict[str, Any]) -> str:
    """When and with what it was measured, and the table, from what `as_data` made."""
    figures = [
        Figure(row["what"], row["unit"], row["parley"], row["peers"], tuple(Goal(**goal) for goal in row["goals"]))
        for row in data["figures"]
    ]
    return f"Measured on {data['measured']}.\n\n{table(figures)}"


def put_into(page: str, text: str) -> str:
    """The page with the text between its two marks; raises ValueError where a mark is missing."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"No {BEGIN} and {END} to put the figures between")
    return f"{before}{begin}\n\n{text}\n\n{end}{after}"


def main() -> None:
    """Print the table, and put it into a page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--page", type=Path)
    options = parser.parse_args()
    text = as_page(json.loads(options.file.read_text(encoding="utf-8")))
    print(text)
    if options.page:
        page = options.page.read_text(encoding="utf-8")
        options.page.write_text(put_into(page, text), encoding="utf-8")


if __name__ == "__main__":
    main()
