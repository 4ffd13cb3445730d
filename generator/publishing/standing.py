"""What stands published, and from what it was made: while nothing of that has changed, there is nothing to build.

Files are known by their size and the times of their last change, as Git knows them: none is read again, and neither the
model nor the site builder is loaded.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from pathlib import Path

from generator.publishing.manifest import walk
from generator.store import Store, digest_of, files_read_at

KEPT_IN = Path(".cache", "parley")
"""Where a site keeps what it has worked out, beside its `mkdocs.yml`; it may be removed at any time."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A published site: what it was made from and what it is, by digests, and the moments for which it is right.

    `briefings_dir` is the folder of the briefings, `sources` are the other files and folders that were read. `since` is
    when it was built, `until` the moment from which on it would be another; None where no day and no embargo will
    change it. `pages` and `briefings` count what it holds, `warnings` what its authors were told.
    """

    briefings_dir: str
    sources: tuple[str, ...]
    made_from: str
    site_dir: str
    published: str
    since: datetime
    until: datetime | None
    pages: int
    briefings: int
    warnings: int

    def still_stands(self, now: datetime) -> bool:
        """Whether a build at the moment `now` would publish the very same site."""
        if now < self.since or (self.until is not None and now >= self.until):
            return False
        try:
            are_same = made_from(self.briefings_dir, self.sources) == self.made_from
            return are_same and published(self.site_dir) == self.published
        except OSError:
            # Whatever may not be looked at, or goes just now: a build finds what to make of it.
            return False


def store_of(config_file: Path) -> Store:
    """What the builds of a site have kept, beside its `mkdocs.yml`."""
    return Store(config_file.absolute().parent / KEPT_IN)


def standing(config_file: Path, site_dir: Path | None, now: datetime) -> Standing | None:
    """What stands published and needs no building at the moment `now` (aware)."""
    found = store_of(config_file).get(_key(config_file, site_dir))
    return found if isinstance(found, Standing) and found.still_stands(now) else None


def note(config_file: Path, site_dir: Path | None, made: Standing) -> None:
    """Keep what was just published from a `mkdocs.yml`, into the folder it names or into another one."""
    store_of(config_file).put(_key(config_file, site_dir), made)


def made_from(briefings_dir: str, sources: Iterable[str], before: int | None = None) -> str:
    """The digest of what stands at these places and below; empty where any of it was changed at `before` or later.

    `before` is a moment in nanoseconds by the clock of the filesystem: what changes while it is read is not known.
    Among briefings a link is a mistake, and whoever puts one there must not choose where it leads; all else is read
    through links.
    """
    everything = chain(_everything(briefings_dir), *map(files_read_at, sources))
    found = sorted((path, one.st_size, one.st_mtime_ns, one.st_ctime_ns, one.st_ino) for path, one in everything)
    if before is not None and any(max(one[2], one[3]) >= before for one in found):
        return ""
    return digest_of(*found)


def published(site_dir: str) -> str:
    """The digest of a published site, by the size and time of each file."""
    return digest_of(*sorted((path, one.st_size, one.st_mtime_ns) for path, one in _everything(site_dir)))


def _everything(place: str) -> Iterator[tuple[str, os.stat_result]]:
    """What stands below a folder, if it is there; a folder counts by what is in it, and no link is followed."""
    if not Path(place).is_dir():
        return
    for entry in walk(Path(place)):
        if not entry.is_dir(follow_symlinks=False):
            yield entry.path, entry.stat(follow_symlinks=False)


def _key(config_file: Path, site_dir: Path | None) -> str:
    chosen = site_dir.absolute() if site_dir else ""
    return f"standing {config_file.absolute()} {chosen}"
