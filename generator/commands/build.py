"""`parley build`: the whole site at once, or not at all."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import click

from generator.commands.common import now, on_a_site, shown, tell

if TYPE_CHECKING:
    from datetime import datetime

    from generator.publishing.build import BuildResult
    from generator.publishing.filling import Filling
    from generator.publishing.plugin import Progress
    from generator.publishing.standing import Standing

# What a reader of the terminal is told a stage is; a stage that has no name here appears under its own.
STAGES = {
    "check": "Checking the briefings",
    "catalogue": "Linking them",
    "plan": "Planning the pages",
    "workers": "Waiting for workers",
    "pages": "Writing pages and data",
    "mkdocs": "Building the site",
    "search": "Indexing for search",
    "verify": "Looking it over",
    "publish": "Publishing",
}


@click.command("build")
@click.option(
    "--site-dir",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Where to publish the site. Without it, where mkdocs.yml says.",
)
@click.option(
    "--executor",
    metavar="ADDRESS",
    help="Have others make the pages first: dask://HOST:PORT, a scheduler of dask, or processes://N on this machine.",
)
@on_a_site
def command(site_dir: Path | None, executor: str | None, config_file: Path) -> None:
    """Check the briefings and build the searchable site.

    The site is built beside the old one and takes its place at once. With an error in any briefing, or when the build
    is broken off, the old site stays as it was.
    """
    from generator.publishing.standing import standing

    began, moment = perf_counter(), now()
    if found := standing(config_file, site_dir, moment):
        _tell_of(found)
        return
    from generator.publishing.build import build_site

    with _progress() as progress:
        filling = _filling(executor, config_file, moment, progress) if executor else None
        built = build_site(config_file, site_dir, moment, progress, filling)
    click.echo(_told(built, perf_counter() - began))


def _tell_of(found: Standing) -> None:
    from generator.report import counted, warnings_told

    if found.warnings:
        tell(warnings_told(found.warnings))
    pages, briefings = counted(found.pages, "page"), counted(found.briefings, "briefing")
    site = shown(Path(found.site_dir))
    click.echo(f"Nothing has changed: {pages} from {briefings} stand in {site} as they were published.")


def _filling(executor: str, config_file: Path, moment: datetime, progress: Progress | None) -> Filling:
    from generator.publishing.executors import engine_of
    from generator.publishing.filling import Filling

    return Filling(engine_of(executor), config_file.absolute(), moment, tell, progress)


def _told(built: BuildResult, seconds: float) -> str:
    from generator.report import counted

    pages, briefings = counted(built.pages, "page"), counted(built.briefings, "briefing")
    site = shown(built.site_dir)
    width = max(map(len, (_name(stage) for stage in built.seconds)), default=0)
    return "\n".join(
        [
            f"Built {pages} from {briefings} in {seconds:.1f} s, published in {site}",
            *(f"  {_name(stage):<{width}}  {taken:6.2f} s" for stage, taken in built.seconds.items()),
            f"Look at it: python3 -m http.server -d {site} 8000, then open http://localhost:8000",
            "While you write: parley serve",
        ]
    )


def _name(stage: str) -> str:
    return STAGES.get(stage, stage)


@contextmanager
def _progress() -> Iterator[Progress | None]:
    """Bars on standard error while a person watches it, gone when the work is done."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress, TaskID

    with Progress(console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def advance(stage: str, done: int, in_all: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(_name(stage))
            bars.update(tasks[stage], completed=done, total=in_all)

        yield advance
