"""The files of a site are read and checked: all that its authors wrote, and all that is wrong with it."""

from __future__ import annotations

from contextlib import nullcontext, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import active_count

from generator.checks import run_checks
from generator.edition import Settings, SiteFolder
from generator.model.shelf import Shelf
from generator.problems import Problem, in_reading_order
from generator.reading.files import KEPT, find_files
from generator.reading.library import Library, read_library
from generator.reading.pages import check_page
from generator.store import KEEPING_NOTHING, Memory, RememberingStore, Results, Store
from generator.workers import one_of_many
from generator.yardstick import YARDSTICKS


@dataclass(frozen=True, slots=True)
class Checked:
    """A site's files, read and checked; nothing in it is filtered for publication."""

    library: Library
    prose: tuple[str, ...]
    problems: tuple[Problem, ...]
    files: int


_memory = Memory(4 * KEPT)
"""The files that previews read and what they found in them, so that a save has the saved file read and checked."""


def check_site(
    site: SiteFolder,
    now: datetime,
    settings: Settings,
    store: Store = KEEPING_NOTHING,
    memory: Results | None = None,
) -> Checked:
    """Everything the authors wrote, and every problem of all files, in reading order.

    What `store` has kept of a file is not parsed again, nor looked through for the mistakes that are its own. With a
    `memory`, a file is read when it was saved, not when another was.
    """
    found = find_files(site.root, site.briefings, memory)
    # A preview keeps what it has read from one save to the next, and copies nothing of it into workers.
    shelf = _shelf() if memory is None else None
    library = read_library(found.yaml, site.briefings, settings.site_url, store, shelf)
    day, yardstick = now.astimezone(UTC).date(), YARDSTICKS[settings.yardstick]
    problems = (
        *found.problems,
        *library.problems,
        *(problem for file in found.markdown for problem in check_page(file, site.themes)),
        *run_checks(library, day, yardstick, store),
    )
    prose = tuple(file.path.removeprefix(f"{site.briefings}/") for file in found.markdown)
    return Checked(library, prose, in_reading_order(problems), len(found.yaml) + len(found.markdown))


def _shelf() -> Shelf | None:
    """A shelf, where there is a place for temporary files: without one, more stays in memory."""
    with suppress(OSError):
        return Shelf()
    return None


def check_preview(site: SiteFolder, now: datetime, settings: Settings, store: Store) -> Checked:
    """The same as `check_site` says, with all at hand that an earlier preview has asked for."""
    # One that serves already has threads, which no worker may be a copy of.
    with one_of_many() if active_count() > 1 else nullcontext():
        return check_site(site, now, settings, RememberingStore(store.folder, _memory), _memory)
