"""The site builder without its command: `parley build` and `parley serve` run the same events as `mkdocs` does."""

from __future__ import annotations

import errno
import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from mkdocs.commands.build import build
from mkdocs.commands.serve import serve
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError

from generator.edition import Settings, SiteFolder
from generator.publishing.part_writer import PartWriter, WrittenPart
from generator.publishing.plugin import PLUGIN, BriefingsPlugin, Progress, site_of
from generator.publishing.standing import Standing, made_from, note, published, store_of
from generator.publishing.stops import CannotPublish
from generator.templates_folder import packaged_templates
from generator.workers import undisturbed

READ_NOTHING = frozenset(
    {"abbr", "admonition", "attr_list", "def_list", "fenced_code", "footnotes", "md_in_html", "sane_lists", "smarty"}
    | {"tables", "toc"}
)
"""Extensions of Markdown that make a page of its text alone; others may read files that nobody knows of."""


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What was published: how many pages, how many of them briefings, the seconds each stage took, and where."""

    pages: int
    briefings: int
    seconds: Mapping[str, float]
    site_dir: Path


def read_site(config_file: Path) -> tuple[SiteFolder, Settings]:
    """Where a site's sources stand and what it chose, from its `mkdocs.yml`."""
    config, plugin = configured(config_file, None)
    return site_of(config, plugin.config)


def build_site(
    config_file: Path,
    site_dir: Path | None,
    now: datetime,
    progress: Progress | None = None,
    before_writing: Callable[[PartWriter], None] | None = None,
) -> BuildResult:
    """Build the site of `config_file` and publish it, or raise a `Stop` that leaves the old one as it was.

    `site_dir` replaces the folder `mkdocs.yml` names. `now` is aware of its offset; embargoes are held against it.
    `before_writing` is called once all is ready to be written.
    """
    with _log_from(logging.WARNING), undisturbed():
        began = store_of(config_file).moment()
        config, plugin = configured(config_file, site_dir)
        config.plugins.on_startup(command="build", dirty=False)
        plugin.now, plugin.progress, plugin.before_writing = now, progress or plugin.progress, before_writing
        _run(config)
    if began is not None and not plugin.depends_on_more:
        # Another build, or an author, may take away what is looked at here: then nothing is noted, and the site is out.
        with suppress(OSError):
            _note(config_file, site_dir, config, plugin, now, began)
    return BuildResult(plugin.pages_in_all, len(plugin.edition.briefing_slugs), plugin.seconds, Path(config.site_dir))


def _note(
    config_file: Path,
    site_dir: Path | None,
    config: MkDocsConfig,
    plugin: BriefingsPlugin,
    now: datetime,
    began: int,
) -> None:
    """Keep what was published and from what, unless that has changed since the build began or hangs on more."""
    sources = _sources(config, plugin)
    briefings_dir = str(Path(config.docs_dir).absolute())
    digest = made_from(briefings_dir, sources, began) if sources else ""
    if digest:
        edition = plugin.edition
        site = str(Path(config.site_dir).absolute())
        until = min(filter(None, (edition.not_after, *map(_day_after, plugin.written))), default=None)
        counts = (plugin.pages_in_all, len(edition.briefing_slugs), len(edition.problems))
        made = Standing(briefings_dir, sources, digest, site, published(site), now, until, *counts)
        note(config_file, site_dir, made)


def _day_after(part: WrittenPart) -> datetime | None:
    """The moment at which the last day ends on which a part is right."""
    return datetime.combine(part.until + timedelta(days=1), time.min, UTC) if part.until < date.max else None


def _sources(config: MkDocsConfig, plugin: BriefingsPlugin) -> tuple[str, ...]:
    """Where all stands that a site is made from beside briefings; none where its settings alone cannot tell."""
    settings = Path(config.config_file_path)
    text = settings.read_bytes()
    if b"!ENV" in text or b"INHERIT" in text or not READ_NOTHING.issuperset(config.markdown_extensions):
        return ()
    templates = settings.parent / plugin.config.templates
    theme = (Path(config.theme.custom_dir),) if config.theme.custom_dir else ()
    places = (settings, templates, *theme, packaged_templates())
    return tuple(dict.fromkeys(str(place.absolute()) for place in places))


def ready_to_write(config_file: Path, now: datetime) -> PartWriter:
    """What would write a site if it were built now, for its store alone: the folder it would write to is gone.

    Raises what a build would, and says nothing. It is for a process in which no build is under way: MkDocs has one
    plugin for all of them.
    """
    with _log_from(logging.CRITICAL), TemporaryDirectory() as folder:
        config, plugin = configured(config_file, Path(folder, "site"))
        config.plugins.on_startup(command="build", dirty=False)
        plugin.now, plugin.before_writing, plugin.is_quiet = now, _stop, True
        try:
            _run(config)
        except _Ready as ready:
            return ready.writer
    raise AssertionError("a build that was to be stopped")


def serve_site(config_file: Path, address: str | None) -> None:
    """Preview the site, rebuilt at every save, until it is broken off; `address` is `host:port`."""
    configured(config_file, None)
    try:
        with _log_from(logging.INFO):
            serve(config_file=str(config_file), dev_addr=address)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        raise CannotPublish("Another program serves at this address. Choose another one.") from error


def configured(config_file: Path, site_dir: Path | None) -> tuple[MkDocsConfig, BriefingsPlugin]:
    """A site's settings as MkDocs reads them, and our plugin in them."""
    try:
        config = load_config(str(config_file), site_dir=str(site_dir.absolute()) if site_dir else None)
    except (Abort, ConfigurationError) as error:
        raise CannotPublish(f"{config_file}: {error}") from error
    plugin = config.plugins.get(PLUGIN)
    if not isinstance(plugin, BriefingsPlugin):
        raise CannotPublish(f"{config_file} does not name the plugin '{PLUGIN}'. Add it under plugins.")
    return config, plugin


class _Ready(Exception):  # noqa: N818  no error
    """The moment at which a build begins to write."""

    def __init__(self, writer: PartWriter) -> None:
        super().__init__("ready to write")
        self.writer = writer


def _stop(writer: PartWriter) -> None:
    raise _Ready(writer)


def _run(config: MkDocsConfig) -> None:
    try:
        build(config)
    finally:
        config.plugins.on_shutdown()


@contextmanager
def _log_from(level: int) -> Iterator[None]:
    """Have MkDocs speak on standard error from this level on, as its own command would set up."""
    logger, handler = logging.getLogger("mkdocs"), logging.StreamHandler()
    before = logger.level
    logger.setLevel(level)
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(before)
