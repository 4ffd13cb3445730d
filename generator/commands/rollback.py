"""`parley rollback`: the release before the published one, published again."""

from __future__ import annotations

from pathlib import Path

import click

from generator.commands.common import Cannot, shown


@click.command("rollback")
@click.argument("site", metavar="SITE", type=click.Path(path_type=Path))
@click.option("--forget", is_flag=True, help="Remove the kept release instead, for good.")
def command(site: Path, forget: bool) -> None:
    """Return to the release before the published one.

    A build keeps the release that it replaces beside the site, in a hidden folder. The two swap places in one step, so
    a second time brings the newer one back. What is not as it was published is not brought back.
    """
    from generator.publishing import release

    target = site.absolute()
    if not target.parent.is_dir():
        raise Cannot(f"There is no folder {shown(target.parent)}. Name the folder of the published site.")
    if refused := release.forget(target) if forget else release.roll_back(target):
        raise Cannot(refused.message)
    if forget:
        click.echo(f"No other release is kept beside {shown(target)}.")
        return
    click.echo(f"{shown(target)} is the release before. The one taken back is kept: the same command returns to it.")
