"""`parley fmt`: the YAML of the briefings in one form, so that a difference between two versions is one of meaning."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands.chosen import chosen_paths, is_chosen
from generator.commands.common import ExitCode, on_a_site, replace_file, tell

if TYPE_CHECKING:
    from generator.reading.files import SourceFile


@click.command("fmt")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--check", "only_check", is_flag=True, help="Write nothing; say which files would change, and fail.")
@on_a_site
def command(paths: tuple[Path, ...], only_check: bool, config_file: Path) -> None:
    """Write the YAML of the briefings in one form: indentation, quotes, folded lines, blank lines.

    Comments, the order of the keys and every value stay. A file that cannot be read is left as it is. With PATHS, only
    these files and folders.
    """
    from generator.publishing.build import read_site
    from generator.reading.files import find_files
    from generator.reading.formatting import why_left
    from generator.report import counted

    site, _ = read_site(config_file)
    chosen = chosen_paths(site, paths)
    files = [file for file in find_files(site.root, site.briefings).yaml if is_chosen(file.path, chosen)]
    forms = {file.path: _form(file) for file in files}
    changed = {file.path: form for file in files if (form := forms[file.path]) not in (None, file.raw)}
    for path, form in changed.items():
        if form and not only_check:
            replace_file(site.root / path, form)
        click.echo(path)
    left = [file for file in files if forms[file.path] is None]
    for file in left:
        line, way_out = why_left(file.path, file.raw)
        tell(f"{file.path}:{line}: the file is left as it is: {way_out}.")
    tell(f"{counted(len(changed), 'file')} of {len(files)} {'would change' if only_check else 'changed'}.")
    if left or (changed and only_check):
        raise click.exceptions.Exit(ExitCode.PROBLEMS)


def _form(file: SourceFile) -> bytes | None:
    from generator.reading.formatting import formatted

    # Nothing is shared yet: an empty registry has no form to be brought into.
    return formatted(file.path, file.raw) if file.raw.strip() else file.raw
