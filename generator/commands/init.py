"""`parley init`: a site of one's own."""

from __future__ import annotations

from pathlib import Path

import click

from generator.commands.common import Cannot, now, shown
from generator.version import version_of_ours


@click.command("init")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--name", help="The site's name. Without it, that of the folder.")
def command(folder: Path, name: str | None) -> None:
    """Write a new site into DIR, which must be new or empty.

    It has a sample briefing, a registry, the author's guide, the settings, workflows for GitHub, GitLab and Forgejo,
    and a schema for editors. Checking and building it work at once, without a network.
    """
    from generator.commands.new import SCHEMA_FILE
    from generator.outputs.schema import briefing_schema_json
    from generator.starter import starter_files

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Cannot(f"{folder} is there already and is not an empty folder. Choose another one.")
    title = " ".join((name or folder.absolute().name.replace("-", " ").replace("_", " ").capitalize()).split())
    files = {**starter_files(title, now().date(), version_of_ours()), SCHEMA_FILE: briefing_schema_json()}
    for path, text in files.items():
        _write(folder / path, text)
    where = shown(folder.absolute())
    click.echo(f"Wrote a site of {len(files)} files into {where}\n")
    click.echo(f"  cd {where}\n  parley new first-briefing\n  parley serve")
    click.echo("\nHow to go on: briefings/guide/index.md, or Write in the site's menu.")


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise Cannot(f"{path} cannot be written: {error.strerror}.") from error
