"""`parley verify`: whether a published site is still what was published."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands.common import Cannot, Stopped, shown

if TYPE_CHECKING:
    from generator.publishing.manifest import Differences


@click.command("verify")
@click.argument("site", metavar="SITE", type=click.Path(path_type=Path))
def command(site: Path) -> None:
    """Compare a published site with the list that was written with it.

    The list `.parley` holds the SHA-256 of every file. Files that are gone, changed or were added are told, and the
    exit code is 1. The list is not signed: it tells of nobody who could change it, too.
    """
    from generator.publishing.manifest import differences
    from generator.report import counted

    found = differences(site)
    if found is None:
        raise Cannot(f"{shown(site.absolute())} is no site that Parley published: it has no list of its files.")
    if found:
        lines = "\n".join(_told(found))
        told = counted(len(found.missing) + len(found.changed) + len(found.foreign), "difference")
        raise Stopped(f"{lines}\n{told}. parley build makes the site anew.")
    click.echo(f"Every file in {shown(site.absolute())} is as it was published.")


def _told(found: Differences) -> Iterator[str]:
    for what, paths in (("missing", found.missing), ("changed", found.changed), ("added", found.foreign)):
        yield from (f"  {what}: {path}" for path in paths)
