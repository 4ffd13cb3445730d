"""The edition's pages as finished HTML: each is made, put into the theme's page, written and looked at, by workers.

The site builder knows these pages by name alone (`PageFile`). Its settings, its navigation and its theme are used all
the same, and other plugins are asked about each page as they are about prose.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import jinja2
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as SitePage
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import write_file

from generator.edition import Edition, OutputFile, OutputFiles, Page
from generator.links import url_of
from generator.publishing.files import PageFile, page_file
from generator.rendering.page_html import Heading, front_matter_of, page_html

DEEPEST = 3
"""The level of the smallest headings in a page's contents."""


class SitePages:
    """Every page of an edition as the theme shows it."""

    def __init__(
        self,
        edition: Edition,
        config: MkDocsConfig,
        nav: Navigation,
        files: Files,
        theme: jinja2.Environment,
    ) -> None:
        self._edition = edition
        self._config = config
        self._nav = nav
        self._files = files
        self._theme = theme

    @property
    def paths(self) -> tuple[str, ...]:
        """The Markdown path of each page."""
        return self._edition.pages.paths

    def path_at(self, place: str) -> str | None:
        """The Markdown path of the page with this address below the site's root; that of the first page is empty."""
        paths = (f"{place.removesuffix('/')}.md", f"{place}index.md")
        return next((path for path in paths if url_of(path) == place and path in self._edition.pages), None)

    @property
    def data(self) -> OutputFiles:
        """The edition's files for machines."""
        return self._edition.files

    def html(self, path: str) -> str:
        """The whole page of this Markdown path, as the theme and the other plugins make it."""
        return self._shown_html(self._edition.pages.make(path))

    def files_of(self, page: Page) -> tuple[OutputFile, ...]:
        """A page that was made as it is published, and the files beside it."""
        return (OutputFile(self._file(page.path).dest_uri, self._shown_html(page).encode()), *page.beside)

    def write(self, path: str) -> None:
        """Write the page of this Markdown path and what stands beside it, for the search of a preview."""
        for file in self.files_of(self._edition.pages.make(path)):
            write_file(file.content, str(Path(self._config.site_dir, file.path)))

    def name_in_nav(self) -> None:
        """Give the pages that `nav` lists without a title their own; the first page's is the site's name already."""
        for page in self._nav.pages:
            if isinstance(page.file, PageFile) and not page.title:
                home, path = self._edition.words["home"], page.file.src_uri
                page.title = home if page.is_homepage else self._edition.pages.title(path)

    def _shown_html(self, page: Page) -> str:
        shown = self._shown(page)
        context = get_context(self._nav, [], self._config, shown)
        shown.active = True
        try:
            context = self._config.plugins.on_page_context(context, page=shown, config=self._config, nav=self._nav)
            html = self._theme.get_template(shown.meta.get("template", "main.html")).render(context)
            return self._config.plugins.on_post_page(html, page=shown, config=self._config)
        finally:
            _forget(shown)

    def _shown(self, page: Page) -> SitePage:
        """The page as the theme knows pages, with its content."""
        file = self._file(page.path)
        file.edit_uri = page.edit_path
        shown = file.page if isinstance(file.page, SitePage) else SitePage(None, file, self._config)
        meta, body = front_matter_of(page.markdown)
        made = page_html(body, page.path, self._permalink(meta.get("interface")))
        shown.markdown, shown.meta, shown.toc = body, {"title": page.title, **meta}, _contents(made.headings)
        shown.content = self._config.plugins.on_page_content(
            made.html, page=shown, config=self._config, files=self._files
        )
        return shown

    def _file(self, path: str) -> File:
        """The page as the site builder knows it; of a preview's pages it is told when they are looked at."""
        file = self._files.get_file_from_path(path)
        if file is None:
            file = page_file(path, self._config)
            self._files.append(file)
        return file

    def _permalink(self, language: str | None) -> str:
        """The label of a heading's link to itself, where the settings ask for such links."""
        wanted = (self._config.mdx_configs.get("toc") or {}).get("permalink")
        return self._edition.words_in(language)["link_to_section"] if wanted else ""


def _forget(shown: SitePage) -> None:
    """Leave a page as the site builder made it, by its name alone: it stays at hand as long as the build takes."""
    shown.active, shown.markdown, shown.content, shown.meta, shown.toc = False, None, None, {}, TableOfContents([])


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
