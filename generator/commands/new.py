"""`parley new`: a draft to write on, sound from the first line."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from generator.commands.common import Cannot, now, on_a_site, shown, wants_colour

if TYPE_CHECKING:
    from generator.edition import Settings, SiteFolder
    from generator.problems import Problem
    from generator.reading.files import SourceFile
    from generator.reading.library import BriefingFile

Value = TypeVar("Value")

SCHEMA_FILE = "briefings.schema.json"

# Comments stand on lines of their own: behind a value, YAML would take them for a mistake or cut the text short.
DRAFT = """\
# A draft: no reader sees it before its status is `published`. Check it with `parley check`.
title: {title}
# The day it describes.
as_of: {as_of}
status: draft
{process}# The one thing a reader must know, in at most 400 characters.
bottom_line: {bottom_line}

# States by their two-letter code, others by their id in registry/players.yaml.
players: [{players}]

# Cite a source as [@s1], or with a place in it as [@s1, para. 4]. Name a player as [[ua]] or [[ua|Kyiv]].
what_happened: {what_happened}
why_it_matters: {why_it_matters}
what_next: {what_next}

# Sections to add: key_points, instruments, truce, guarantees, outlook, timeline, provenance.

sources:
  - id: s1
    title: {source}
    kind: other
    # Reliability A to F, then credibility 1 to 6: B2 is usually reliable, probably true.
    grade: F6
"""
NO_PROCESS = "# The process it is a snapshot of, by its id in registry/processes.yaml.\n# process: its-id\n"


@dataclass(frozen=True, slots=True)
class Draft:
    """What is known of a briefing before it is written."""

    slug: str
    title: str
    as_of: date
    players: tuple[str, ...]
    process: str

    @property
    def text(self) -> str:
        """The draft as YAML."""
        from generator.checks.placeholder import PLACEHOLDERS

        return DRAFT.format(
            **PLACEHOLDERS,
            title=json.dumps(self.title, ensure_ascii=False),
            as_of=self.as_of.isoformat(),
            process=f"process: {_scalar(self.process)}\n" if self.process else NO_PROCESS,
            players=", ".join(map(_scalar, self.players)),
        )


@click.command("new")
@click.argument("slug")
@click.option("--title", help="The headline.")
@click.option("--process", metavar="ID", help="The process it is a snapshot of.")
@click.option("--players", metavar="IDS", help="Who takes part, with commas between: ua,ru.")
@click.option("--as-of", metavar="DAY", help="The day it describes, as 2025-08-17. Without it, today.")
@click.option("--from", "origin", metavar="SLUG", help="Begin the next snapshot of a process with what this one says.")
@on_a_site
def command(
    slug: str,
    title: str | None,
    process: str | None,
    players: str | None,
    as_of: str | None,
    origin: str | None,
    config_file: Path,
) -> None:
    """Write a new draft, briefings/YEAR/SLUG.yaml.

    In a terminal it asks for what no option says. A file that is there is never written over.

    With `--from` it says all that another briefing says, under the same ids, so that what you change is what changed
    between the two.
    """
    from generator.model.values import Slug
    from generator.publishing.build import read_site

    site, settings = read_site(config_file)
    name = _sound("SLUG", Slug.read, slug)
    if origin is None:
        draft = _asked(site, settings, name, (title, process, players, as_of))
        day, text = draft.as_of, draft.text
    else:
        _refuse_both(process, players)
        day, text = _continued(site, _sound("--from", Slug.read, origin), title, as_of)
    path = site.root / site.briefings / f"{day.year:04}" / f"{name}.yaml"
    if path.exists():
        raise Cannot(f"{shown(path)} is there already. Edit it, or choose another slug.")
    text = _formatted(path, _modeline(site, path) + text)
    _refuse_unsound(text, path, site, settings)
    _write(path, text, site)
    click.echo(f"Wrote {shown(path)}. It is a draft; see it with: parley serve")


def _formatted(path: Path, text: str) -> str:
    """The text in its canonical form, so that `parley fmt` finds nothing to do."""
    from generator.reading.formatting import formatted

    raw = formatted(path.name, text.encode("utf-8", "surrogatepass"))
    return text if raw is None else raw.decode("utf-8")


def _modeline(site: SiteFolder, path: Path) -> str:
    """What tells an editor the schema, where the site has it."""
    schema = site.root / SCHEMA_FILE
    if not schema.is_file():
        return ""
    return f"# yaml-language-server: $schema={Path(os.path.relpath(schema, path.parent)).as_posix()}\n"


def _refuse_both(process: str | None, players: str | None) -> None:
    for option, value in (("--process", process), ("--players", players)):
        if value is not None:
            raise click.UsageError(f"{option} and --from: the next snapshot has those of the one it continues.")


def _continued(site: SiteFolder, origin: str, title: str | None, as_of: str | None) -> tuple[date, str]:
    """The day and the text of the next snapshot of a process."""
    from generator.model.values import read_day
    from generator.reading.succession import next_snapshot

    file = _briefing(site, origin)
    if not file.briefing.process:
        raise Cannot(f"{file.path} belongs to no process. Give it one, and the next snapshot can continue it.")
    day = _answer("--as-of", "The day it describes", as_of, now().date().isoformat(), read_day)
    if day <= file.briefing.as_of:
        raise Cannot(f"{file.path} describes {file.briefing.as_of}; the next snapshot describes a later day (--as-of).")
    heading = _answer("--title", "Title", title, file.briefing.title, str)
    return day, next_snapshot(file.document, title=heading, as_of=day)


def _briefing(site: SiteFolder, slug: str) -> BriefingFile:
    from generator.problems import did_you_mean
    from generator.reading.files import find_files
    from generator.reading.library import read_library

    library = read_library(find_files(site.root, site.briefings).yaml, site.briefings)
    by_slug = {str(file.slug): file for file in library.briefings}
    if slug in by_slug:
        return by_slug[slug]
    if any(broken.slug == slug for broken in library.broken):
        raise Cannot(f"'{slug}' has problems; mend them first: parley check")
    raise Cannot(f"There is no briefing '{slug}'. {did_you_mean(slug, by_slug)}".rstrip())


def _asked(site: SiteFolder, settings: Settings, slug: str, said: Sequence[str | None]) -> Draft:
    """The draft of what the options say and, in a terminal, of the answers to what they do not."""
    from generator.model.values import read_day

    def refuse_unknown(key: str, draft: Draft) -> None:
        _refuse_answer(site, settings, key, draft)

    title, process, players, as_of = said
    day = _answer("--as-of", "The day it describes", as_of, now().date().isoformat(), read_day)
    heading = _answer("--title", "Title", title, slug.replace("-", " ").capitalize(), str)
    draft = Draft(slug, heading, day, (), "")
    named = _answer(
        "--players",
        "Players, with commas between (ua, ru)",
        players,
        None,
        _names,
        lambda names: refuse_unknown("players", replace(draft, players=names)),
    )
    draft = replace(draft, players=named)
    process_id = _answer(
        "--process",
        "Process (Enter for none)",
        process,
        "",
        str.strip,
        lambda name: refuse_unknown("process", replace(draft, process=name)),
    )
    return replace(draft, process=process_id)


def _answer(
    option: str,
    question: str,
    said: str | None,
    default: str | None,
    read: Callable[[str], Value],
    refuse: Callable[[Value], None] = lambda _: None,
) -> Value:
    """What an option says, else what a person answers, else the default; an answer that is refused is asked for again.

    What an option says is refused with the whole draft.
    """
    if said is not None:
        return _sound(option, read, said)
    if not _is_terminal():
        if default is None:
            raise Cannot(f"{option} is missing. Who takes part? Write their ids: --players ua,ru")
        return read(default)

    def take(typed: str) -> Value:
        value = _sound(question, read, typed)
        refuse(value)
        return value

    return click.prompt(question, default, value_proc=take, err=True)


def _refuse_answer(site: SiteFolder, settings: Settings, key: str, draft: Draft) -> None:
    """Stop where the registry does not know what an answer names; other briefings are read with the whole draft."""
    from generator.problems import Severity
    from generator.reading.files import REGISTRY_FOLDER, SourceFile

    added = SourceFile(f"{site.briefings}/{draft.slug}.yaml", draft.text.encode("utf-8", "surrogatepass"))
    registry = f"{site.briefings}/{REGISTRY_FOLDER}/"
    for problem in _problems(site, settings, (added,), below=registry):
        is_its_own = problem.path == added.path and problem.source_line.startswith(f"{key}:")
        if is_its_own and problem.severity is Severity.ERROR:
            hint = f" ({problem.hint})" if problem.hint else ""
            raise click.UsageError(f"{problem.code}: {problem.message}{hint}")


def _is_terminal() -> bool:
    """Whether a person can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def _sound(name: str, read: Callable[[str], Value], typed: str) -> Value:
    """The value that was typed, or the end of the command in the words of `parley check`."""
    from pydantic_core import PydanticCustomError

    try:
        return read(typed)
    except PydanticCustomError as failure:
        context = failure.context or {}
        hint = f" ({context['hint']})" if context.get("hint") else ""
        raise click.UsageError(f"{name}: {failure.type}: {context['message']}{hint}") from failure


def _names(typed: str) -> tuple[str, ...]:
    from generator.model.values import PlayerId

    return tuple(PlayerId.read(name) for name in typed.split(","))


def _scalar(text: str) -> str:
    """The text as YAML reads it back: bare where it is a plain word."""
    return text if re.fullmatch(r"[A-Za-z0-9][\w-]*", text) else json.dumps(text, ensure_ascii=False)


def _refuse_unsound(text: str, path: Path, site: SiteFolder, settings: Settings) -> None:
    """Stop where the draft would bring an error into the site that was not there before."""
    from generator.problems import has_errors
    from generator.reading.files import SourceFile
    from generator.report import problems_as_text

    added = SourceFile(path.relative_to(site.root).as_posix(), text.encode("utf-8", "surrogatepass"))
    before = frozenset(_problems(site, settings, ()))
    problems = [problem for problem in _problems(site, settings, (added,)) if problem not in before]
    if has_errors(problems):
        own = [problem for problem in problems if problem.path == added.path]
        told = problems_as_text(own or problems, wants_colour(sys.stderr), sys.stderr.encoding)
        raise Cannot(f"{told}\nNothing was written.")


def _problems(site: SiteFolder, settings: Settings, added: Sequence[SourceFile], below: str = "") -> Sequence[Problem]:
    """All problems of the site, or of its files `below` a folder, as if the added files stood in it."""
    from generator.checks import run_checks
    from generator.problems import in_reading_order
    from generator.reading.files import find_files
    from generator.reading.library import read_library
    from generator.yardstick import YARDSTICKS

    found = (file for file in find_files(site.root, site.briefings).yaml if file.path.startswith(below))
    library = read_library((*found, *added), site.briefings, settings.site_url)
    checked = run_checks(library, now().date(), YARDSTICKS[settings.yardstick])
    return in_reading_order((*library.problems, *checked))


def _write(path: Path, text: str, site: SiteFolder) -> None:
    """Write the file where none is, below the site's briefings."""
    if not path.parent.resolve().is_relative_to((site.root / site.briefings).resolve()):
        raise Cannot(f"{shown(path.parent)} lies outside of {site.briefings}/. Put a folder of its own there.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise Cannot(f"{shown(path)} cannot be written: {error.strerror}.") from error
