"""What the commands share: the site they act on, the clock, and how a command ends early."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from datetime import datetime
from enum import IntEnum
from pathlib import Path
from typing import IO, Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


class ExitCode(IntEnum):
    """What a command leaves behind for scripts."""

    CLEAN = 0
    PROBLEMS = 1
    USAGE = 2
    OUR_FAULT = 3
    INTERRUPTED = 130  # 128 and the number of SIGINT, as shells have it
    BROKEN_PIPE = 141  # 128 and the number of SIGPIPE


class Stopped(click.ClickException):
    """A command that ends early; its message goes to standard error as it stands."""

    exit_code = ExitCode.PROBLEMS


class Cannot(Stopped):
    """A command that was asked for what cannot be done."""

    exit_code = ExitCode.USAGE


def _existing(_context: click.Context, _option: click.Parameter, config_file: Path) -> Path:
    if config_file.is_file():
        return config_file
    if config_file == Path("mkdocs.yml"):
        raise Cannot(
            "There is no mkdocs.yml in this folder. Go to the folder of the site, name its file with --config-file, "
            "or begin a site: parley init DIR"
        )
    raise Cannot(f"There is no file {config_file}. Name the site's mkdocs.yml with --config-file.")


def on_a_site(command: Command) -> Command:
    """The option that names the site; without it, it is the site in the current folder."""
    return click.option(
        "-f",
        "--config-file",
        type=click.Path(path_type=Path),
        default="mkdocs.yml",
        callback=_existing,
        metavar="FILE",
        help="The site's mkdocs.yml. Without it, the one in this folder.",
    )(command)


def now() -> datetime:
    """The moment for which is built: this one, or the one SOURCE_DATE_EPOCH names."""
    from generator.publishing import clock

    try:
        return clock.now()
    except clock.WrongClockError as error:
        raise Cannot(str(error)) from None


def wants_colour(stream: IO[str]) -> bool:
    """Whether a person sees the stream in colour. Convention: no-color.org."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def replace_file(path: Path, raw: bytes) -> None:
    """Write a file in one step, with the rights it had where it stood: broken off, the old one stands."""
    beside = path.with_name(f".{path.name}.parley")
    try:
        beside.write_bytes(raw)
        if path.exists():
            shutil.copymode(path, beside)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise Cannot(f"{shown(path)} cannot be written: {error.strerror}.") from error


def tell(message: str) -> None:
    """Say something that is not the command's result: on standard error."""
    click.echo(message, file=sys.stderr)


def shown(path: Path) -> str:
    """A path as short as it can be said from here."""
    return os.path.relpath(path) if path.is_relative_to(Path.cwd()) else str(path)
