"""`parley export`: the site's pages for other tools, its headers for servers, and the whole of it to carry."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands.common import Cannot, Stopped, now, on_a_site, replace_file, shown, tell, wants_colour

if TYPE_CHECKING:
    from generator.problems import Problem


@click.group("export")
def command() -> None:
    """Write the site's pages, its headers, or a copy to read from a disk."""


@command.command("markdown")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@on_a_site
def markdown(folder: Path, config_file: Path) -> None:
    """Write the pages as Markdown, with settings that need no plugin of ours.

    DIR becomes a site that `mkdocs build` and other engines that read mkdocs.yml build as it stands. It must be empty,
    new, or an earlier export, of which only the files it wrote are replaced.
    """
    from generator.outputs.markdown import refusal, write_files
    from generator.publishing.plain import plain_site
    from generator.report import counted

    if why := refusal(folder):
        raise Cannot(why)
    site = plain_site(config_file, now())
    _report(site.edition.problems)
    try:
        write_files(folder, site.files)
    except OSError as error:
        raise Cannot(f"{error.filename} cannot be written: {error.strerror}.") from error
    where = shown(folder.absolute())
    click.echo(f"Wrote {counted(len(site.edition.pages), 'page')} of Markdown and what they need into {where}")
    click.echo(f"Build it: cd {where} && mkdocs build")
    click.echo(f"Add search to the built site: python3 -m pagefind --site {where}/site")


@command.command("headers")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def headers(folder: Path) -> None:
    """Write the headers a server should send: for nginx, Caddy, Netlify and Cloudflare Pages.

    A published site holds those for Netlify and Cloudflare Pages already. DIR must be empty, new, or an earlier export.
    """
    from generator.outputs.markdown import refusal, write_files
    from generator.publishing.policy import server_files

    if why := refusal(folder):
        raise Cannot(why)
    files = server_files()
    write_files(folder, {name: text.encode() for name, text in files.items()})
    click.echo(f"Wrote {', '.join(sorted(files))} into {shown(folder.absolute())}")


@command.command("offline")
@click.argument("file", metavar="FILE.zip", type=click.Path(path_type=Path))
@on_a_site
def offline(file: Path, config_file: Path) -> None:
    """Write the published site as one file that is read from a disk, with search and without a server or a network.

    Unpack it and open index.html. Nothing that is held back is in it, as in a published site. FILE.zip is replaced
    where it is an earlier one.
    """
    from generator.publishing.offline import offline_copy, refusal
    from generator.report import counted

    if why := refusal(file):
        raise Cannot(why)
    copy = offline_copy(config_file, now(), file.stem)
    replace_file(file.absolute(), copy.content)
    size = f"{len(copy.content) / 1_000_000:.1f} MB"
    click.echo(f"Wrote {counted(copy.pages, 'page')} with all that they need into {shown(file.absolute())} ({size})")
    click.echo(f"Read it: unpack it and open {file.stem}/index.html")


def _report(problems: tuple[Problem, ...]) -> None:
    """Tell of the problems, and end the command where there is an error among them."""
    from generator.problems import has_errors
    from generator.report import problems_as_text, summary

    if not problems:
        return
    tell(problems_as_text(problems, wants_colour(sys.stderr), sys.stderr.encoding))
    if has_errors(problems):
        files = len({problem.path for problem in problems})
        raise Stopped(f"{summary(problems, files)}. Nothing was exported.")
