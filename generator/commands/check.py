"""`parley check`: what is wrong with the briefings, all of it in one run."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands.chosen import chosen_paths, is_chosen
from generator.commands.common import ExitCode, now, on_a_site, replace_file, tell
from generator.commands.fixing import mended
from generator.commands.forms import FORMS

if TYPE_CHECKING:
    from generator.checking import Checked
    from generator.edition import SiteFolder
    from generator.problems import Problem


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(tuple(FORMS)),
    default="text",
    help="How to write them: for people, for programs, or as a forge or build server shows them.",
)
@click.option("--strict", is_flag=True, help="Let a warning count as an error.")
@click.option("--fix", is_flag=True, help="Mend in the files what is mechanical, then check.")
@on_a_site
def command(paths: tuple[Path, ...], form: str, strict: bool, fix: bool, config_file: Path) -> None:
    """Say what is wrong with the briefings.

    The whole site is checked, for one file may break another. With PATHS, only what is wrong in these files and
    folders is shown, and counts. Problems go to standard output, each as `path:line:column: code: message`,
    warnings before errors.

    `--fix` mends misspelt keys and terms that can only mean one, dates in other forms, and signs such as `35%`.

    In a job of GitHub, `--format github` marks the lines and writes all problems into the job's summary.
    """
    from generator.checking import check_site
    from generator.publishing.build import read_site
    from generator.publishing.standing import store_of

    site, settings = read_site(config_file)
    chosen = chosen_paths(site, paths)
    if fix:
        _fix(site, chosen)
    checked = check_site(site, now(), settings, store_of(config_file))
    problems = tuple(problem for problem in checked.problems if is_chosen(problem.path, chosen))
    if written := FORMS[form](problems, checked.files, settings.site_url):
        click.echo(written)
    tell(_closing(checked, problems, chosen))
    if _counts(problems, strict):
        raise click.exceptions.Exit(ExitCode.PROBLEMS)


def _fix(site: SiteFolder, chosen: Sequence[str]) -> None:
    """Mend what can be mended, and say what it was."""
    from generator.report import counted

    done = mended(site, lambda problem: is_chosen(problem.path, chosen))
    for path, raw in done.files.items():
        replace_file(site.root / path, raw)
    for problem in done.problems:
        typed = problem.source_line[problem.column - 1 : problem.column - 1 + problem.width]
        tell(f"{problem.path}:{problem.line}:{problem.column}: {typed} -> {problem.mend}")
    tell(f"Mended {counted(len(done.problems), 'place')} in {counted(len(done.files), 'file')}.")


def _closing(checked: Checked, problems: Sequence[Problem], chosen: Sequence[str]) -> str:
    from generator.problems import Severity
    from generator.report import counted, summary

    if problems:
        errors = [problem for problem in problems if problem.severity is Severity.ERROR]
        first = "the first error" if errors else "the first"
        rule = f"The rule of {first}: parley explain {(errors or problems)[0].code}"
        return f"{summary(problems, checked.files)}. {rule}"
    briefings = counted(len(checked.library.briefings), "briefing")
    if chosen:
        return f"No problems in {', '.join(chosen)} ({briefings} checked)."
    return f"No problems in {briefings}."


def _counts(problems: Sequence[Problem], strict: bool) -> bool:
    from generator.problems import has_errors

    return bool(problems) if strict else has_errors(problems)
