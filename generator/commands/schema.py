"""`parley schema`: what a briefing may say, for editors."""

from __future__ import annotations

from pathlib import Path

import click

from generator.commands.common import Cannot


@click.command("schema")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write it to a file.")
def command(output: Path | None) -> None:
    """Print the JSON Schema of a briefing.

    An editor that knows it completes and explains the fields while you write: name it in the editor's settings, or
    with a first line `# yaml-language-server: $schema=FILE`.
    """
    from generator.outputs.schema import briefing_schema_json

    text = briefing_schema_json()
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        output.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise Cannot(f"{output} cannot be written: {error.strerror}.") from error
