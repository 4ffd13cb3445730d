"""The edition's pages as finished HTML: each is made, put into the theme's page, written and looked at, by workers.

The site builder knows these pages by name alone (`PageFile`). Its settings, its navigation and its theme are used all
the same, and other plugins are asked about each page as they are about prose.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path

import jinja2
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as SitePage
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import write_file

from generator.edition import Edition, OutputFile, OutputFiles, Page
from generator.links import url_of
from generator.publishing.files import PageFile
from generator.publishing.policy import POLICY
from generator.publishing.verify import Expected, Seen, Stamp, Target, look_at
from generator.rendering.page_html import Heading, front_matter_of, page_html
from generator.workers import spread

DEEPEST = 3
"""The level of the smallest headings in a page's contents."""


@dataclass(frozen=True, slots=True)
class Written:
    """A page that was written: its Markdown path, the day it speaks of, the files beside it, and what it shows.

    `seen` has all of these files by their places below the site's root.
    """

    path: str
    last_modified: date | None
    beside: tuple[str, ...]
    seen: Mapping[str, Seen] = field(default_factory=dict)


def expected_of_pages(edition: Edition, site_url: str) -> Expected:
    """What the last look holds against any page of the site, wherever it is looked at."""
    return Expected(site_url, unpublished=edition.unpublished_slugs, policy=POLICY)


class SitePages:
    """Every page of an edition as the theme shows it."""

    def __init__(
        self,
        edition: Edition,
        config: MkDocsConfig,
        nav: Navigation,
        files: Files,
        theme: jinja2.Environment,
        *,
        drafts: bool,
    ) -> None:
        self._edition = edition
        self._drafts = drafts
        self._config = config
        self._nav = nav
        self._files = files
        self._theme = theme
        self._expected = expected_of_pages(edition, config.site_url or "")

    @cached_property
    def places(self) -> Mapping[str, str]:
        """The Markdown path of each page by its address below the site's root; that of the first page is empty."""
        return {url_of(path): path for path in self._edition.pages.paths}

    @property
    def data(self) -> OutputFiles:
        """The edition's files for machines."""
        return self._edition.files

    def html(self, path: str) -> str:
        """The whole page of this Markdown path, as the theme and the other plugins make it."""
        return self._shown_html(self._edition.pages.make(path))

    def write_all(self) -> Iterator[Written]:
        """Write every page and what stands beside it."""
        known: dict[Target, Target] = {}
        for written in spread(self.write, self._edition.pages.paths):
            yield replace(written, seen={name: seen.sharing(known) for name, seen in written.seen.items()})

    def write(self, path: str) -> Written:
        """Write the page of this Markdown path and what stands beside it.

        Were a draft ever among the pages to publish, it is not written, and the last look misses it.
        """
        page = self._edition.pages.make(path)
        if page.draft and not self._drafts:
            return Written(path, page.last_modified, ())
        files = (OutputFile(self._files.src_uris[path].dest_uri, self._shown_html(page).encode()), *page.beside)
        seen = dict(self._written(file) for file in files)
        return Written(path, page.last_modified, tuple(file.path for file in page.beside), seen)

    def _written(self, file: OutputFile) -> tuple[str, Seen]:
        """Write a file and look at what was written to it."""
        target = Path(self._config.site_dir, file.path)
        write_file(file.content, str(target))
        return file.path, Seen(look_at(file.path, file.content, self._expected), Stamp.of(target))

    def name_in_nav(self) -> None:
        """Give the pages that `nav` lists without a title their own; the first page's is the site's name already."""
        for page in self._nav.pages:
            if isinstance(page.file, PageFile) and not page.title:
                home, path = self._edition.words["home"], page.file.src_uri
                page.title = home if page.is_homepage else self._edition.pages.make(path).title

    def _shown_html(self, page: Page) -> str:
        shown = self._shown(page)
        context = get_context(self._nav, [], self._config, shown)
        shown.active = True
        try:
            context = self._config.plugins.on_page_context(context, page=shown, config=self._config, nav=self._nav)
            html = self._theme.get_template(shown.meta.get("template", "main.html")).render(context)
            return self._config.plugins.on_post_page(html, page=shown, config=self._config)
        finally:
            shown.active = False

    def _shown(self, page: Page) -> SitePage:
        """The page as the theme knows pages, with its content."""
        file = self._files.src_uris[page.path]
        file.edit_uri = page.edit_path
        shown = file.page if isinstance(file.page, SitePage) else SitePage(None, file, self._config)
        meta, body = front_matter_of(page.markdown)
        made = page_html(body, page.path, self._permalink(meta.get("interface")))
        shown.markdown, shown.meta, shown.toc = body, {"title": page.title, **meta}, _contents(made.headings)
        shown.content = self._config.plugins.on_page_content(
            made.html, page=shown, config=self._config, files=self._files
        )
        return shown

    def _permalink(self, language: str | None) -> str:
        """The label of a heading's link to itself, where the settings ask for such links."""
        wanted = (self._config.mdx_configs.get("toc") or {}).get("permalink")
        return self._edition.words_in(language)["link_to_section"] if wanted else ""


def _contents(headings: Sequence[Heading]) -> TableOfContents:
    """The headings that a page's contents list, each below the last greater one before it."""
    top: list[AnchorLink] = []
    above: list[AnchorLink] = []
    for heading in headings:
        if heading.level > DEEPEST:
            continue
        link = AnchorLink(heading.title, heading.anchor, heading.level)
        above = [one for one in above if one.level < heading.level]
        (above[-1].children if above else top).append(link)
        above.append(link)
    return TableOfContents(top)
