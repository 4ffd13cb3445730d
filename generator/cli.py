"""The `parley` command: its parts, and what becomes of what they raise. Here alone a run of it ends.

Exit codes: 0 clean, 1 problems in the briefings, 2 asked for what cannot be done, 3 our own fault.
"""

from __future__ import annotations

import errno
import io
import os
import sys
import traceback
from contextlib import suppress
from typing import Any, NoReturn

import click

from generator.commands import build, check, diff, due, explain, export, fmt, init, new, rollback, schema, serve, verify
from generator.commands.common import ExitCode, tell
from generator.version import version_of_ours

COMMANDS: tuple[click.Command, ...] = (
    init.command,
    check.command,
    explain.command,
    fmt.command,
    diff.command,
    build.command,
    verify.command,
    rollback.command,
    serve.command,
    new.command,
    due.command,
    schema.command,
    export.command,
)

# What no program can help: rights, space and broken disks.
REFUSALS = frozenset({errno.EACCES, errno.EDQUOT, errno.EIO, errno.ENOSPC, errno.EPERM, errno.EROFS})

OUT_OF_MEMORY = (
    "Memory ran out, or a process of this command was ended from outside. "
    "One processor takes less memory than several: put 'taskset --cpu-list 0' before the command."
)


class _Parley(click.Group):
    """The commands in the order of the tuple, each run ending in one of the exit codes."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """As they stand in the tuple: first what is needed most."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command, and turn whatever ends it early into a message and an exit code."""
        _let_terminals_write_anything()
        try:
            super().invoke(ctx)
            sys.stdout.flush()
        except (click.UsageError, click.exceptions.Exit):
            raise
        except click.ClickException as stopped:
            tell(stopped.format_message())
            ctx.exit(stopped.exit_code)
        except (KeyboardInterrupt, click.Abort):
            tell("\nStopped.")
            ctx.exit(ExitCode.INTERRUPTED)
        except BrokenPipeError:
            _close_quietly()
            ctx.exit(ExitCode.BROKEN_PIPE)
        except Exception as error:  # noqa: BLE001  whatever it is, it is told and has its exit code
            ctx.exit(_told(error))


def _told(error: Exception) -> ExitCode:
    """Say what happened: in a sentence where the system refused, else with the trace, for then it is our fault."""
    if isinstance(error, MemoryError):
        tell(f"{OUT_OF_MEMORY} The published site stands as it was.")
        return ExitCode.USAGE
    if isinstance(error, OSError) and error.errno in REFUSALS:
        what = f"{error.filename}: {error.strerror}" if error.filename else error.strerror
        tell(f"The system refuses: {what}. The published site stands as it was.")
        return ExitCode.USAGE
    tell(f"{''.join(traceback.format_exception(error))}\n{_our_fault()}")
    return ExitCode.OUR_FAULT


def _let_terminals_write_anything() -> None:
    """Have what a terminal's encoding lacks spelt out, not refused."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _close_quietly() -> None:
    """Point standard output nowhere: nobody reads it, and Python writes out the rest of it at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _our_fault() -> str:
    return (
        f"This is our mistake, not yours, in Parley {version_of_ours()}. "
        "Please report it with the lines above; the published site stands as it was."
    )


@click.group(cls=_Parley, commands=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(version_of_ours(), prog_name="parley", message="%(prog)s %(version)s")
def main() -> None:
    """Briefings on peace talks, from YAML to a searchable site.

    Each command acts on the site of the current folder: the one with mkdocs.yml.
    """


def run() -> NoReturn:
    """The `parley` command as a process, which is over when the command is.

    Python would first take apart, one by one, the millions of things that a build has at hand; that takes seconds.
    """
    try:
        main()
    except SystemExit as ending:
        for stream in filter(None, (sys.stdout, sys.stderr)):
            with suppress(OSError):
                stream.flush()
        if ending.code is None or isinstance(ending.code, int):
            os._exit(ending.code or ExitCode.CLEAN)
        raise
    raise AssertionError("a command ends its process")
