"""`parley check`: what is wrong with the briefings, all of it in one run."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands.common import Cannot, ExitCode, now, on_a_site, tell, wants_colour

if TYPE_CHECKING:
    from generator.edition import SiteFolder
    from generator.pipeline import Checked
    from generator.problems import Problem


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to write them.")
@click.option("--strict", is_flag=True, help="Let a warning count as an error.")
@on_a_site
def command(paths: tuple[Path, ...], form: str, strict: bool, config_file: Path) -> None:
    """Say what is wrong with the briefings.

    The whole site is checked, for one file may break another. With PATHS, only what is wrong in these files and
    folders is shown, and counts. Problems go to standard output, each as `path:line:column: code: message`.
    """
    from generator.pipeline import check_site
    from generator.publishing.build import read_site

    site, settings = read_site(config_file)
    chosen = tuple(_below(site, path) for path in paths)
    checked = check_site(site, now(), settings)
    problems = tuple(problem for problem in checked.problems if not chosen or _is_chosen(problem, chosen))
    _print(problems, form)
    tell(_closing(checked, problems, chosen))
    if _counts(problems, strict):
        raise click.exceptions.Exit(ExitCode.PROBLEMS)


def _below(site: SiteFolder, path: Path) -> str:
    """The path as problems name it, relative to the site's folder."""
    if not path.exists() and not path.is_symlink():
        raise Cannot(f"There is no file or folder {path}.")
    real = path.parent.resolve() / path.name if path.is_symlink() else path.resolve()
    root, briefings = site.root.resolve(), (site.root / site.briefings).resolve()
    if real.is_relative_to(briefings):
        return real.relative_to(root).as_posix()
    if briefings.is_relative_to(real):
        return site.briefings
    raise Cannot(f"{path} does not lie in the site's {site.briefings}/ folder.")


def _is_chosen(problem: Problem, chosen: Sequence[str]) -> bool:
    return any(problem.path == path or problem.path.startswith(f"{path}/") for path in chosen)


def _print(problems: Sequence[Problem], form: str) -> None:
    from generator.report import problems_as_json, problems_as_text

    if form == "json":
        click.echo(problems_as_json(problems))
    elif problems:
        click.echo(problems_as_text(problems, wants_colour(sys.stdout), sys.stdout.encoding))


def _closing(checked: Checked, problems: Sequence[Problem], chosen: Sequence[str]) -> str:
    from generator.report import counted, summary

    if problems:
        return f"{summary(problems, checked.files)}."
    briefings = counted(len(checked.library.briefings), "briefing")
    if chosen:
        return f"No problems in {', '.join(chosen)} ({briefings} checked)."
    return f"No problems in {briefings}."


def _counts(problems: Sequence[Problem], strict: bool) -> bool:
    from generator.problems import has_errors

    return bool(problems) if strict else has_errors(problems)
