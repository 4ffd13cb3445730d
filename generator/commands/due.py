"""`parley due`: what an editor opens in the morning."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands.common import now, on_a_site, tell

if TYPE_CHECKING:
    from generator.due import Due


_DAYS = click.IntRange(0, 36_500)  # a hundred years: the calendar ends


@click.command("due")
@click.option("--within", type=_DAYS, default=0, metavar="DAYS", help="Also what comes in these days.")
@click.option("--drafts", type=_DAYS, default=30, metavar="DAYS", help="How long a draft may lie.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to write it.")
@on_a_site
def command(within: int, drafts: int, form: str, config_file: Path) -> None:
    """Say what waits to be done.

    Outlooks past their day without an outcome, scheduled events that have passed, reviews that are late, and drafts
    left lying. Of a process only the newest snapshot counts: older ones stay as they were. A translation follows its
    original.
    """
    from generator.due import due
    from generator.publishing.build import read_site
    from generator.reading.files import find_files
    from generator.reading.library import read_library
    from generator.report import counted

    site, _ = read_site(config_file)
    library = read_library(find_files(site.root, site.briefings).yaml, site.briefings)
    found = due(library, now().date(), within_days=within, draft_days=drafts)
    if form == "json":
        click.echo(json.dumps([_as_data(one) for one in found], indent=2))
    elif found:
        click.echo("\n\n".join(_told(found)))
    if library.broken:
        tell(f"{counted(len(library.broken), 'briefing')} could not be read: `parley check` says why.")
    tell(f"{counted(len(found), 'thing')} to do." if found else "Nothing is due.")


def _told(found: Sequence[Due]) -> Iterator[str]:
    from generator.report import printable

    for kind, group in groupby(found, key=lambda one: one.kind):
        lines = (f"  {one.day}  {one.path}:{one.line}\n              {printable(one.what)}" for one in group)
        yield "\n".join([kind.value, *lines])


def _as_data(one: Due) -> dict[str, str | int]:
    return {
        "kind": one.kind.name.lower(),
        "day": one.day.isoformat(),
        "path": one.path,
        "line": one.line,
        "briefing": one.briefing,
        "what": one.what,
    }
