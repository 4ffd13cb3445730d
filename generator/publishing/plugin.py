"""The door of `mkdocs build`, `mkdocs serve` and `mkdocs gh-deploy`: each event hands over to a neighbour.

A build makes the edition and stops on its errors, before anything on disk is touched; has MkDocs build into a folder
beside the published site; adds sitemap and search; looks it all over; swaps. A preview has no folder beside and no
last look: it shows drafts, and keeps the last good pages while a briefing is broken.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from time import perf_counter
from typing import Literal

import click
import jinja2
from mkdocs.config.base import Config
from mkdocs.config.config_options import Choice, Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from generator.edition import Edition, Settings, SiteFolder
from generator.problems import Problem, Severity, has_errors
from generator.publishing import clock
from generator.publishing.around import others_have_a_say, surroundings
from generator.publishing.files import add_edition, included_prose, keep_publishable
from generator.publishing.fragments import Fragments
from generator.publishing.on_demand import PagesOnDemand
from generator.publishing.part_writer import PartWriter, WrittenPart
from generator.publishing.policy import with_policy
from generator.publishing.preview import first_edition, with_problems
from generator.publishing.site_pages import SitePages
from generator.publishing.staged_site import Contents, StagedSite, expected_anywhere
from generator.publishing.standing import store_of
from generator.publishing.stops import BriefingsHaveProblems, CannotPublish
from generator.publishing.theme_files import pass_over_hidden
from generator.publishing.watching import build_in_one_go, follow_saves
from generator.rendering.environment import compiled_templates
from generator.report import counted, problems_as_text, warnings_told
from generator.store import KEEPING_NOTHING, Store
from generator.templates_folder import packaged_templates
from generator.yardstick import YARDSTICKS

PLUGIN = "briefings"
"""What the plugin is called in `mkdocs.yml`."""

FIRST = 100
LAST = -100

Progress = Callable[[str, int, int], None]
"""Told the stage, how much of it is done, and how much there is."""


class BriefingsOptions(Config):  # type: ignore[no-untyped-call]
    """What `mkdocs.yml` may say under `briefings:`."""

    templates = Type(str, default="site_templates")
    """The folder of the site's own templates, relative to `mkdocs.yml`."""

    yardstick = Choice(tuple(YARDSTICKS), default="icd-203")
    """The scale that turns a probability into a word."""

    print = Type(bool, default=True)
    """Whether each briefing has a PDF brief and a social card; a preview has neither, for it must be quick."""


class BriefingsPlugin(BasePlugin[BriefingsOptions]):  # type: ignore[no-untyped-call]
    """Publishes the edition the pipeline makes of the briefings.

    `now` is the moment embargoes are held against: the clock's, or SOURCE_DATE_EPOCH's, unless the caller sets one.
    `before_writing` is what a caller does with all that is ready to be written; `is_quiet` leaves problems to whoever
    told them already.
    `edition`, `pages_in_all`, `written` and `seconds` (by stage) tell afterwards what was built; `shown` has its pages
    as the theme shows them. `depends_on_more` says whether other plugins or hooks had a say.
    """

    now: datetime | None
    progress: Progress
    before_writing: Callable[[PartWriter], None] | None
    is_quiet: bool
    edition: Edition
    seconds: dict[str, float]
    pages_in_all: int
    shown: SitePages
    depends_on_more: bool
    written: list[WrittenPart]
    _store: Store
    _writer: PartWriter
    _staged: StagedSite | None

    def __init__(self) -> None:
        self._begin("build")

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], **_: object) -> None:
        """Begin afresh; that this event exists keeps one plugin over all rebuilds of a preview."""
        self._begin(command)

    @event_priority(FIRST)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Make the edition, and stop on its errors while nothing on disk is touched."""
        if not config.use_directory_urls:
            raise CannotPublish("Pages link to folders: leave use_directory_urls in mkdocs.yml true.")
        self._store = compiled_templates.results = store_of(Path(config.config_file_path))
        self.edition = self._sound_edition(config)
        self.seconds = dict(self.edition.timings)
        self._lap_began = perf_counter()
        config.extra["parley"] = {**self.edition.theme_words(), "print": self.config.print and not self._previews}
        _add_themes(config, self.config.templates)
        pass_over_hidden(config.theme)
        # A column's side as an attribute of its own, not as a style, which the policy forbids.
        config.mdx_configs.setdefault("tables", {}).setdefault("use_align_attribute", True)
        # Ours knows the day each page speaks of; MkDocs' would say that all changed today.
        config.theme.static_templates.discard("sitemap.xml")
        if not self._previews:
            self._staged = StagedSite.begin(config, self._moment)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Let in the edition and authors' prose and images, nothing else of the briefings folder."""
        keep_publishable(files, config, self.edition)
        self._prose = included_prose(files, self.edition)
        everything = not self._previews and others_have_a_say(config, PLUGIN)
        add_edition(files, config, self.edition, everything=everything)
        return files

    def on_nav(self, nav: Navigation, **_: object) -> None:
        """Keep the navigation for the edition's pages."""
        self._nav = nav

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Write the edition: all its pages need of the site builder is ready now. A preview makes what is looked at."""
        env.bytecode_cache = compiled_templates
        env.globals["fragments"] = Fragments()
        self.shown = SitePages(self.edition, config, self._nav, files, env)
        self.shown.name_in_nav()
        self._lap("mkdocs")
        if not self._previews:
            self._write(config)

    def on_post_page(self, output: str, **_: object) -> str:
        """Give a page that is now whole the site's policy."""
        return self._with_policy(output)

    def on_post_template(self, output_content: str, *, template_name: str, **_: object) -> str:
        """Give the page for what is not found the site's policy, too."""
        return self._with_policy(output_content) if template_name.endswith(".html") else output_content

    @event_priority(LAST)
    def on_post_build(self, **_: object) -> None:
        """Add search and sitemap, look the site over, and publish it."""
        self._lap("mkdocs")
        if self._staged is not None:
            self._publish(self._staged)

    def on_serve(self, server: LiveReloadServer, **_: object) -> None:
        """Have the preview make its pages when they are looked at, and learn of saves at once."""
        follow_saves(server)
        build_in_one_go(server)
        PagesOnDemand(server, lambda: self.shown)

    def on_build_error(self, **_: object) -> None:
        """Leave the published site as it stood."""
        self._abandon()

    def on_shutdown(self) -> None:
        """Leave the published site as it stood, also when a build was broken off by hand."""
        self._abandon()

    def make_edition(self, site: SiteFolder, now: datetime, *, include_drafts: bool, settings: Settings) -> Edition:
        """The edition of the pipeline, which is imported only when a build begins."""
        from generator.pipeline import make_edition  # noqa: PLC0415

        return make_edition(site, now, include_drafts=include_drafts, settings=settings, store=self._store)

    @property
    def _previews(self) -> bool:
        return self._command == "serve"

    def _begin(self, command: str) -> None:
        self.now = None
        self.progress = _say_nothing
        self.before_writing = None
        self.is_quiet = False
        self.edition = Edition()
        self.seconds = {}
        self.pages_in_all = 0
        self.written = []
        self.depends_on_more = True
        self._store = KEEPING_NOTHING
        self._command = command
        self._last_good: Edition | None = None
        self._shown_problems: tuple[Problem, ...] = ()
        self._staged = None

    def _write(self, config: MkDocsConfig) -> None:
        """Every page and every file, with progress."""
        expected = expected_anywhere(config.site_url or "")
        folder, around = Path(config.site_dir), surroundings(config, self._nav, PLUGIN)
        self.depends_on_more = around is None
        self._writer = PartWriter(self.edition, self.shown, folder, expected, self._store, around)
        if self.before_writing:
            self.before_writing(self._writer)
            self._lap("workers")
        self.written, in_all = [], len(self.edition.in_parts())
        for written in self._writer.write_all():
            self.written.append(written)
            self.progress("pages", len(self.written), in_all)
        self.pages_in_all = sum(len(written.pages) for written in self.written) + len(self._prose)
        self._lap("pages")

    def _publish(self, staged: StagedSite) -> None:
        """Complete the site, look it over, publish it, and keep what was made."""
        contents = Contents(self.edition, self.written, self._prose)
        staged.complete(contents, self._store)
        self._lap("search")
        staged.look_over(contents)
        self._lap("verify")
        published = staged.publish(contents)
        self._staged = None
        # The site is out: what the next build would find no longer makes this one fail.
        with suppress(OSError):
            self._writer.keep(self.written)
            self._store.tidy(published.values())
        self._lap("publish")

    def _lap(self, stage: str) -> None:
        """Add the seconds since the last stage ended to those of this one."""
        now = perf_counter()
        self.seconds[stage] = self.seconds.get(stage, 0) + now - self._lap_began
        self._lap_began = now

    def _sound_edition(self, config: MkDocsConfig) -> Edition:
        """The edition without errors; a preview with errors falls back on the last one that had none."""
        site, settings = site_of(config, self.config)
        settings = replace(settings, print_outputs=settings.print_outputs and not self._previews)
        now = self._moment = self.now or _clock()
        edition = self.make_edition(site, now, include_drafts=self._previews, settings=settings)
        if not self.is_quiet:
            _report(edition.problems)
        self._shown_problems = edition.problems
        if not has_errors(edition.problems):
            self._last_good = edition
            return edition
        if not self._previews:
            raise BriefingsHaveProblems(edition.problems, _count(edition.problems))
        return self._last_good or self._first_preview(config, edition.problems)

    def _first_preview(self, config: MkDocsConfig, problems: tuple[Problem, ...]) -> Edition:
        """A page with the problems; what `nav` names is missing for now, and that is no second mistake."""
        config.nav, config.strict = None, False
        return first_edition(problems)

    def _with_policy(self, page: str) -> str:
        """The page as it is published; a preview's reloads itself by a script in the page, which the policy forbids."""
        return with_problems(page, self._shown_problems) if self._previews else with_policy(page)

    def _abandon(self) -> None:
        if self._staged is not None:
            self._staged.abandon()
            self._staged = None


def site_of(config: MkDocsConfig, options: BriefingsOptions) -> tuple[SiteFolder, Settings]:
    """What the pipeline is told of a site: where its sources stand, and what it chose."""
    root = Path(config.config_file_path).parent
    templates = root / options.templates
    briefings = Path(os.path.relpath(config.docs_dir, root)).as_posix()
    # A page that names a bare template of the theme that ours build on would lack all that these add.
    themes = tuple(_first_folders(config, options.templates))
    folder = SiteFolder(root, briefings, templates if templates.is_dir() else None, themes)
    return folder, Settings(config.site_name, config.site_url or "", options.yardstick, options.print)


def _theme_folders(config: MkDocsConfig, templates: str) -> list[Path]:
    """Where theme files are looked for: before those of the theme, those of the site and of Parley."""
    return list(dict.fromkeys([*_first_folders(config, templates), *map(Path, config.theme.dirs)]))


def _first_folders(config: MkDocsConfig, templates: str) -> list[Path]:
    """Where the site has theme files of its own, then where Parley has some: the first wins, file by file."""
    own = Path(config.config_file_path).parent / templates / "theme"
    folders = [folder for folder in (own, packaged_templates() / "theme") if folder.is_dir()]
    return [Path(config.theme.custom_dir), *folders] if config.theme.custom_dir else folders


def _add_themes(config: MkDocsConfig, templates: str) -> None:
    """Have the theme files win in their order, and a preview begin anew where one was saved."""
    own = Path(config.config_file_path).parent / templates
    config.theme.dirs = [str(folder) for folder in _theme_folders(config, templates)]
    config.watch += [str(folder) for folder in dict.fromkeys([own, packaged_templates()]) if folder.is_dir()]


def _clock() -> datetime:
    """The moment for which is built."""
    try:
        return clock.now()
    except clock.WrongClockError as error:
        raise CannotPublish(str(error)) from None


def _report(problems: tuple[Problem, ...]) -> None:
    """Tell errors in full, and of warnings how many there are: `parley check` has them at any time."""
    errors = tuple(problem for problem in problems if problem.severity is Severity.ERROR)
    if errors:
        colour = sys.stderr.isatty() and not os.environ.get("NO_COLOR")
        click.echo(problems_as_text(errors, colour, sys.stderr.encoding), err=True)
    if warnings := len(problems) - len(errors):
        click.echo(warnings_told(warnings), err=True)


def _count(problems: tuple[Problem, ...]) -> str:
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    return f"{counted(errors, 'error')} in the briefings. Nothing was built or published."


def _say_nothing(stage: str, done: int, in_all: int) -> None:
    """Progress nobody watches."""
