"""Which files MkDocs gets to see: the edition's pages, authors' prose and images, and nothing else of theirs."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.utils.meta import get_data

from generator.edition import Edition, Redirect
from generator.links import url_of
from generator.publishing.naming import slugs_in
from generator.publishing.redirects import redirect_file, redirect_html
from generator.publishing.scan import scan_page
from generator.publishing.verify import file_meant

IMAGES = frozenset({".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp"})
_NO_NAME = re.compile(r"[^\w.-]+")
"""What stands between the names of files in a text."""


class PageFile(File):
    """A page of the edition: links lead to it, `nav` may name it. The site builder neither reads nor writes it."""

    def is_documentation_page(self) -> bool:
        """Never: its Markdown is no business of the site builder's."""
        return False

    def copy_file(self, dirty: bool = False) -> None:
        """Nothing: `SitePages` writes it."""


class DataFile(File):
    """A file that is published as it is: links lead to it. The site builder neither reads nor writes it."""

    def is_documentation_page(self) -> bool:
        """Never: not even Markdown of ours becomes a page."""
        return False

    def copy_file(self, dirty: bool = False) -> None:
        """Nothing: the part writer writes it, and a preview makes it when somebody asks for it."""


def keep_publishable(files: Files, config: MkDocsConfig, edition: Edition) -> None:
    """Take every file of the briefings folder away that is neither prose nor an image, whatever `exclude_docs` says.

    An image that bears the name of an unpublished briefing goes too, and one that no page of prose shows, for a draft
    may be why it is there. So does what a link brings in from elsewhere.
    """
    folder = Path(config.docs_dir)
    theirs = [file for file in files if file.src_dir == config.docs_dir]
    # Prose is read once more for its images, which few sites have.
    shown = _images_shown(files, config, edition) if any(map(_is_image, theirs)) else frozenset()
    for file in theirs:
        if not (_is_publishable(file, edition, shown) and _stands_in(file, folder)):
            files.remove(file)


def included_prose(files: Files, edition: Edition) -> tuple[File, ...]:
    """Authors' prose pages that MkDocs' own settings do not leave out."""
    found = (files.get_file_from_path(path) for path in edition.prose)
    return tuple(file for file in found if file is not None and file.inclusion.value > InclusionLevel.DRAFT.value)


def add_edition(files: Files, config: MkDocsConfig, edition: Edition, *, everything: bool = True) -> None:
    """Put in the edition's pages, files and redirects; each wins over an author's file of the same path.

    Without `everything` there is only what a page of prose or `nav` can name, which is all that the site builder looks
    for; others may look for more, but in a preview, which would have to put in thousands at every save.
    """
    language = str(config.theme.get("language", "en"))
    if everything:
        pages, data = edition.pages.paths, edition.files.paths
    else:
        text = _all_links(files, config, edition)
        pages, data = _named(edition.pages.paths_named(text), text), _named(edition.files.paths, text)
    made: list[File] = [page_file(path, config) for path in pages]
    made += [_data_file(path, config) for path in data]
    made += [_redirect_file(redirect, config, language) for redirect in edition.redirects]
    for file in made:
        if (taken := files.get_file_from_path(file.src_uri)) is not None:
            files.remove(taken)
        files.append(file)


def _is_publishable(file: File, edition: Edition, shown: frozenset[str]) -> bool:
    if file.src_uri in edition.prose:
        return True
    is_shown = _is_image(file) and file.src_uri in shown
    return is_shown and not slugs_in(file.src_uri, frozenset(edition.unpublished_slugs))


def _is_image(file: File) -> bool:
    return PurePosixPath(file.src_uri).suffix.lower() in IMAGES


def _images_shown(files: Files, config: MkDocsConfig, edition: Edition) -> frozenset[str]:
    """The path of every file that published prose or the settings name, images among them."""
    named = [("index.md", str(config.theme.get(name) or "")) for name in ("logo", "favicon")]
    for file in included_prose(files, edition):
        named += [(file.src_uri, address) for address in _addresses_on(file, config)]
    # `absolute_links: relative_to_docs` has paths from the root count from the folder, whatever the site's address.
    homes = (config.site_url or "", "")
    return frozenset(file_meant(address, page, home) for page, address in named for home in homes)


def _addresses_on(file: File, config: MkDocsConfig) -> Iterator[str]:
    """What a page of prose shows and leads to, as the site builder will read it, and what its front matter says."""
    text, meta = get_data(file.content_string)
    yield from (value for value in meta.values() if isinstance(value, str))
    markdown = Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)
    page = scan_page(f"<body>{markdown.convert(text)}</body>".encode())
    yield from (reference.url for reference in page.references)


def _all_links(files: Files, config: MkDocsConfig, edition: Edition) -> str:
    """All that may lead to a page: prose, drafts too, with its place, as typed and as it is read, and `nav`."""
    prose = filter(None, map(files.get_file_from_path, edition.prose))
    text = "\n".join([str(config.nav), *(f"{file.src_uri}\n{file.content_string}" for file in prose)])
    return "\n".join([text, unescape(unquote(text)).replace("\\", "")])


def _named(paths: Iterable[str], text: str) -> tuple[str, ...]:
    """Those of which the last name stands in the text."""
    names = frozenset(_NO_NAME.split(text))
    return tuple(path for path in paths if posixpath.basename(path) in names)


def _stands_in(file: File, folder: Path) -> bool:
    return (folder / file.src_uri).resolve().is_relative_to(folder.resolve())


def page_file(path: str, config: MkDocsConfig) -> File:
    """A page as the site builder knows it: by its name alone."""
    place = f"{url_of(path)}index.html"
    file = PageFile(path, None, config.site_dir, True, dest_uri=place, inclusion=InclusionLevel.INCLUDED)
    file.edit_uri = None
    return file


def _data_file(path: str, config: MkDocsConfig) -> File:
    return DataFile(path, None, config.site_dir, True, inclusion=InclusionLevel.INCLUDED)


def _redirect_file(redirect: Redirect, config: MkDocsConfig, language: str) -> File:
    label = redirect.to_title or redirect.to_page
    content = redirect_html(redirect, site_url=config.site_url or "", label=label, language=language)
    path = redirect_file(redirect)
    return File.generated(config, path, content=content.encode(), inclusion=InclusionLevel.INCLUDED)
