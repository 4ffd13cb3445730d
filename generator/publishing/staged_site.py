"""A site on its way to readers: built beside the published one, completed, looked over, and swapped in.

Whatever fails on the way, the published site stands as it was.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File
from mkdocs.utils import CountHandler

from generator.edition import Edition
from generator.links import url_of
from generator.publishing import release
from generator.publishing.clock import clock_behind
from generator.publishing.manifest import not_before, write_manifest
from generator.publishing.pagefind import SearchIndexError
from generator.publishing.part_writer import WrittenPart
from generator.publishing.policy import HOST_FILE, POLICY, host_file
from generator.publishing.redirects import redirect_file
from generator.publishing.search import write_search_index
from generator.publishing.sitemap import Entry, sitemaps
from generator.publishing.stops import CannotPublish, PublicationRefused, SearchFailed
from generator.publishing.verify import PAGE_SUFFIX, Expected, Seen, Stamp, verify
from generator.store import Store
from generator.version import version_of_ours

_LOG = logging.getLogger("mkdocs")


@dataclass(frozen=True, slots=True)
class Contents:
    """What a built site holds: an edition with its parts as they were written, and authors' prose."""

    edition: Edition
    written: Sequence[WrittenPart]
    prose: Sequence[File]

    def sitemap_entries(self) -> list[Entry]:
        """The address of every page, with the day it speaks of where it names one."""
        pages = [Entry(url_of(page.path), page.last_modified) for part in self.written for page in part.pages]
        return [*pages, *(Entry(file.url.removeprefix("./")) for file in self.prose)]

    def expected(self, site_url: str) -> Expected:
        """What the last look must find: every planned page, too, were one of them not written."""
        pages = [f"{url_of(path)}index.html" for part in self.written for path in part.planned]
        beside = [name for part in self.written for page in part.pages for name in page.files]
        redirects = [redirect_file(redirect) for redirect in self.edition.redirects]
        prose = [file.dest_uri for file in self.prose]
        files = (*pages, *beside, *redirects, *prose, *self.edition.files.paths)
        briefings, unpublished = self.edition.briefing_slugs, self.edition.unpublished_slugs
        return replace(
            expected_anywhere(site_url),
            files=files,
            prose=tuple(prose),
            briefings=briefings,
            unpublished=unpublished,
        )

    def seen(self) -> dict[str, Seen]:
        """The files that were looked at as they were written."""
        return dict(chain.from_iterable(part.seen() for part in self.written))

    def groups(self) -> Iterator[tuple[str, ...]]:
        """The pages that were made together, part by part, as the search index has them."""
        return (tuple(sorted(place for place in part.looks if place.endswith(PAGE_SUFFIX))) for part in self.written)

    def known(self, folder: Path) -> dict[str, str]:
        """The SHA-256 of the files below a folder that stand there as they were handed out."""
        kept = ((place, file, part.stamps[place]) for part in self.written for place, file in part.kept.items())
        return {place: file.sha256 for place, file, stamp in kept if Stamp.of(f"{folder}/{place}") == stamp}


def expected_anywhere(site_url: str) -> Expected:
    """What the last look holds against any file of the site, wherever it is looked at."""
    return Expected(site_url, policy=POLICY)


class StagedSite:
    """A build that holds the right to publish, until `publish` or `abandon` ends it."""

    def __init__(self, config: MkDocsConfig, publication: release.Publication) -> None:
        self._config = config
        self._publication = publication
        self._warnings = CountHandler(level=logging.WARNING)
        _LOG.addHandler(self._warnings)

    @classmethod
    def begin(cls, config: MkDocsConfig, now: datetime) -> StagedSite:
        """Have MkDocs build beside the published site; raises CannotPublish where nothing may take its place."""
        begun = release.begin(Path(config.site_dir), _protected(config))
        if isinstance(begun, release.Refusal):
            raise CannotPublish(begun.message)
        if why := clock_behind(now, not_before(begun.target)):
            begun.abandon()
            raise CannotPublish(why)
        config.site_dir = str(begun.staging)
        return cls(config, begun)

    def complete(self, contents: Contents, store: Store) -> None:
        """Add what needs the whole site: its sitemap, its headers for servers, and the search index."""
        site = self._publication.staging
        if self._config.site_url:
            for name, content in sitemaps(contents.sitemap_entries(), self._config.site_url).items():
                (site / name).write_bytes(content)
        (site / HOST_FILE).write_text(host_file(), encoding="utf-8")
        if contents.edition.pages:
            _add_search(site, contents, store)

    def look_over(self, contents: Contents) -> None:
        """Refuse what is not fit to publish; MkDocs itself would count its warnings only after publication."""
        if self._config.strict and (counts := self._warnings.get_counts()):
            raise Abort(
                f"Stopped by {sum(count for _, count in counts)} warnings in strict mode; nothing was published."
            )
        expected = contents.expected(self._config.site_url or "")
        if findings := verify(self._publication.staging, expected, contents.seen()):
            raise PublicationRefused(findings)

    def publish(self, contents: Contents) -> Mapping[str, str]:
        """Take the place of the published site; the SHA-256 of every file of it by its path."""
        staging = self._publication.staging
        files = write_manifest(staging, version_of_ours(), contents.edition.not_before, contents.known(staging))
        self._publication.finish()
        self._config.site_dir = str(self._publication.target)
        _LOG.removeHandler(self._warnings)
        return files

    def abandon(self) -> None:
        """Leave the published site as it stood."""
        _LOG.removeHandler(self._warnings)
        self._publication.abandon()


def _protected(config: MkDocsConfig) -> tuple[Path, ...]:
    """The folders that a site may never be published into."""
    sources = (Path(config.config_file_path).parent, Path(config.docs_dir))
    try:
        return (*sources, Path.home())
    except RuntimeError:  # Some accounts have no home.
        return sources


def _add_search(site: Path, contents: Contents, store: Store) -> None:
    try:
        write_search_index(site, contents.groups(), contents.known(site), store)
    except SearchIndexError as error:
        raise SearchFailed(str(error)) from error
