"""`parley diff`: what changed from one briefing to another."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands.common import Cannot, Stopped, now, on_a_site, tell

if TYPE_CHECKING:
    from generator.catalogue import Player
    from generator.edition import SiteFolder
    from generator.model.values import ItemRef
    from generator.problems import Problem
    from generator.reading.library import BriefingFile, Library
    from generator.views.desk import SnapshotDesk
    from generator.views.telling import Telling


@click.command("diff")
@click.argument("older", metavar="A")
@click.argument("newer", metavar="B")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to write it.")
@on_a_site
def command(older: str, newer: str, form: str, config_file: Path) -> None:
    """Say what changed from briefing A to briefing B.

    Each is a file, the slug of a briefing of the site, or REV:PATH, a file as it was in a commit of Git. Items are told
    by their ids: a reworded text is no change of judgement, and a mere reorder is nothing.
    """
    from generator.change import compare
    from generator.outputs.changes import changes_as_json, changes_as_text
    from generator.publishing.build import read_site

    site, settings = read_site(config_file)
    library = _library(site)
    before, after = _briefing(library, older), _briefing(library, newer)
    changes = compare(before.briefing, after.briefing)
    if form == "json":
        click.echo(changes_as_json(older, newer, changes))
    else:
        click.echo(changes_as_text(_telling(library, before, after, settings.yardstick), changes))


def _library(site: SiteFolder) -> Library:
    from generator.reading.files import find_files
    from generator.reading.library import read_library

    return read_library(find_files(site.root, site.briefings).yaml, site.briefings)


def _briefing(library: Library, name: str) -> BriefingFile:
    """The briefing that a slug, a path or REV:PATH names."""
    found = next((file for file in library.briefings if file.slug == name), None)
    broken = next((file for file in library.broken if file.slug == name), None)
    if found is None and broken:
        raise _refused(broken.path, [problem for problem in library.problems if problem.path == broken.path])
    return found or _read(name, _raw(library, name))


def _refused(path: str, problems: Sequence[Problem]) -> Stopped:
    """An end of the command, once all that is wrong with a file is told."""
    from generator.problems import in_reading_order
    from generator.report import problems_as_text

    tell(problems_as_text(in_reading_order(problems)))
    return Stopped(f"{path} cannot be compared: mend it first.")


def _raw(library: Library, name: str) -> bytes:
    path = Path(name)
    if path.is_file():
        try:
            return path.read_bytes()
        except OSError as error:
            raise Cannot(f"{name} cannot be read: {error.strerror}.") from error
    if ":" in name:
        return _from_git(name)
    raise Cannot(f"There is no file and no briefing {name}.{_meant(library, name)}")


def _meant(library: Library, name: str) -> str:
    from generator.problems import did_you_mean

    hint = did_you_mean(name, [*(file.slug for file in library.briefings), *(file.slug for file in library.broken)])
    return f" {hint[:1].upper()}{hint[1:]}" if hint else ""


def _from_git(name: str) -> bytes:
    """A file as it was in a commit; a path that begins with ./ is relative to this folder."""
    if name.startswith("-"):
        raise Cannot(f"There is no commit {name.partition(':')[0]}.")
    try:
        done = subprocess.run(["git", "cat-file", "blob", name], capture_output=True, check=False)  # noqa: S603, S607
    except OSError as error:
        raise Cannot(f"{name} asks for Git, which cannot be run: {error.strerror}.") from error
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().removeprefix("fatal: ")
        raise Cannot(f"Git finds no file {name}: {said}")
    return done.stdout


def _read(name: str, raw: bytes) -> BriefingFile:
    """The briefing in a text, or an end of the command with all that is wrong with it."""
    from generator.model.briefing import Briefing
    from generator.model.values import Slug
    from generator.problems import has_errors
    from generator.reading.briefing import read_section
    from generator.reading.document import parse_document
    from generator.reading.library import BriefingFile
    from generator.reading.references import find_names

    document, problems = parse_document(name, raw)
    briefing, more = read_section(document, Briefing) if document else (None, ())
    if document is None or briefing is None or has_errors(problems):
        raise _refused(name, (*problems, *more))
    return BriefingFile(Slug(name), briefing, name, find_names(briefing), lambda: document)


def _telling(library: Library, before: BriefingFile, after: BriefingFile, yardstick: str) -> Telling:
    """The two at their desks, whether or not they are published or lie on this site."""
    from generator.catalogue import make_catalogue
    from generator.views.telling import Telling
    from generator.words import read_words
    from generator.yardstick import YARDSTICKS

    pair = (_apart(before, "older"), _apart(after, "newer"))
    catalogue = make_catalogue(replace(library, briefings=pair), now(), drafts=True)
    snapshots = {str(snapshot.slug): snapshot for snapshot in catalogue.snapshots}
    words, scale = read_words(), YARDSTICKS[yardstick]
    older, newer = (_desk_class()(catalogue, words, scale, "", snapshots[name]) for name in ("older", "newer"))
    return Telling(older, newer)


def _apart(file: BriefingFile, slug: str) -> BriefingFile:
    """The briefing without what would tie it to others: they may not be there."""
    from generator.model.values import Slug

    alone = {"process": None, "replaces": None, "translation_of": None}
    return replace(file, slug=Slug(slug), briefing=file.briefing.model_copy(update=alone))


def _desk_class() -> type[SnapshotDesk]:
    from generator.views.desk import SnapshotDesk, item_targets

    class LenientDesk(SnapshotDesk):
        """A desk at which a player or an item that nobody knows goes by its id."""

        def name_of(self, player: Player) -> str:
            try:
                return super().name_of(player)
            except KeyError:
                return player.id

        def title_of(self, item: ItemRef) -> str:
            everywhere = (item_targets(snapshot.briefing) for snapshot in (self.snapshot, *self.catalogue.snapshots))
            return next((titles[item][0] for titles in everywhere if item in titles), item)

    return LenientDesk
