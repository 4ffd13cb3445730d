"""READ THIS FIRST: YAML text becomes pages.

YAML text -> document (data + positions) -> briefing (validated) -> catalogue (linked) -> views (what each page says)
-> Markdown pages. `publishing` then has MkDocs turn them into a site with a search index, at once or not at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from pathlib import Path
from time import perf_counter
from typing import Any, TypeVar

from generator import links
from generator.catalogue import Catalogue, Snapshot, make_catalogue, not_before
from generator.checks import run_checks
from generator.edition import Edition, OutputFiles, Page, Pages, Redirect, Settings, SiteFolder
from generator.outputs import OF_BRIEFING, plan_files
from generator.outputs.head import Heads
from generator.outputs.page_markdown import PageMarkdown
from generator.outputs.prints import prints
from generator.problems import Problem, has_errors, in_reading_order
from generator.reading.files import find_files
from generator.reading.library import Library, read_library
from generator.reading.pages import check_page
from generator.rendering.environment import make_environment, render
from generator.templates_folder import packaged_templates
from generator.views import PAGE_KINDS
from generator.views.desk import Desk
from generator.views.parts import Frame
from generator.words import ENGLISH, Words, languages, read_words
from generator.yardstick import YARDSTICKS


@dataclass(frozen=True, slots=True)
class Checked:
    """A site's files, read and checked; nothing in it is filtered for publication."""

    library: Library
    prose: tuple[str, ...]
    problems: tuple[Problem, ...]
    files: int


def check_site(site: SiteFolder, now: datetime, settings: Settings) -> Checked:
    """Everything the authors wrote, and every problem of all files, in reading order."""
    found = find_files(site.root, site.briefings)
    library = read_library(found.yaml, site.briefings, settings.site_url)
    problems = (
        *found.problems,
        *library.problems,
        *(problem for file in found.markdown for problem in check_page(file)),
        *run_checks(library, now.astimezone(UTC).date(), YARDSTICKS[settings.yardstick]),
    )
    prose = tuple(file.path.removeprefix(f"{site.briefings}/") for file in found.markdown)
    return Checked(library, prose, in_reading_order(problems), len(found.yaml) + len(found.markdown))


def make_edition(site: SiteFolder, now: datetime, *, include_drafts: bool, settings: Settings) -> Edition:
    """All that is published at the moment `now` (aware), or the problems that stand in the way.

    An author's mistake never raises. With `include_drafts`, for a preview, what is held back is in it and marked.
    """
    clock = _Clock()
    checked = clock.time("check", lambda: check_site(site, now, settings))
    if has_errors(checked.problems):
        return Edition(problems=checked.problems, timings=clock.seconds)
    catalogue = clock.time("catalogue", lambda: make_catalogue(checked.library, now, drafts=include_drafts))
    words = read_words()
    desk = Desk(catalogue, words, YARDSTICKS[settings.yardstick], settings.site_name, site_url=settings.site_url)
    public = replace(desk, catalogue=make_catalogue(checked.library, now)) if include_drafts else desk
    printed = (prints(_template_folders(site)),) if settings.print_outputs else ()
    files = plan_files(public, (*OF_BRIEFING, *printed))
    pages = clock.time("pages", lambda: Pages(dict(_pages(desk, public, files, site))))
    return Edition(
        pages=pages,
        files=files,
        redirects=tuple(_redirects(catalogue, words)),
        problems=checked.problems,
        prose=checked.prose,
        briefing_slugs=tuple(snapshot.slug for versions in catalogue.versions for snapshot in versions),
        unpublished_slugs=catalogue.unpublished,
        words=words.theme(),
        other_words={language: read_words(language).theme() for language in languages() if language != ENGLISH},
        timings=clock.seconds,
        not_before=not_before(catalogue),
    )


def _pages(desk: Desk, public: Desk, files: OutputFiles, site: SiteFolder) -> Iterator[tuple[str, Callable[[], Page]]]:
    """How every page is made: view and template, page kind by page kind."""
    folders = _template_folders(site)
    environments = {language: make_environment(read_words(language), folders) for language in languages()}
    heads, beside = Heads(public, files.paths), PageMarkdown(public)

    def make(make_view: Callable[[], Any], template: str) -> Page:
        view = make_view()
        frame = replace(view.frame, head=heads.of(view.frame.path, view.frame.title))
        environment = environments[frame.interface or desk.words.language]
        page = _page(frame, render(environment, template, replace(view, frame=frame)), site)
        return replace(page, beside=beside.of(page))

    for kind in PAGE_KINDS:
        for path, make_view in kind.views(desk):
            yield path, partial(make, make_view, kind.TEMPLATE)


def _template_folders(site: SiteFolder) -> tuple[Path, ...]:
    """Where templates stand: the site's own win, file by file."""
    return (*((site.templates,) if site.templates else ()), packaged_templates())


def _page(frame: Frame, markdown: str, site: SiteFolder) -> Page:
    edit_path = frame.edit_path.removeprefix(f"{site.briefings}/") if frame.edit_path else None
    return Page(frame.path, markdown, frame.title, edit_path, frame.last_modified, frame.draft)


def _redirects(catalogue: Catalogue, words: Words) -> Iterator[Redirect]:
    """Former addresses lead to where their briefing stands now, withdrawn ones to what replaced them."""
    shown = {snapshot.slug: snapshot for snapshot in chain.from_iterable(catalogue.versions)}
    moved = words.text("This briefing has moved.")
    for snapshot in shown.values():
        yield from (_redirect(slug, snapshot, moved) for slug in snapshot.briefing.previously)
    withdrawn = words.text("This briefing was withdrawn; another stands in for it.")
    for one in catalogue.withdrawn:
        yield from (_redirect(slug, shown[one.replaced_by], withdrawn) for slug in (one.slug, *one.previously))


def _redirect(slug: str, to: Snapshot, reason: str) -> Redirect:
    return Redirect(links.briefing_page(slug), to.page, reason, to.briefing.title)


Result = TypeVar("Result")


class _Clock:
    """Seconds by stage, for the report of a build."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def time(self, stage: str, work: Callable[[], Result]) -> Result:
        begin = perf_counter()
        result = work()
        self.seconds[stage] = perf_counter() - begin
        return result
