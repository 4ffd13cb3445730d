"""The Markdown of a briefing's page, published beside it: `briefings/<slug>/index.md`.

It is what the page is made from, with a short front matter and with links that lead where the page's own do.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from itertools import chain

from generator.catalogue import Snapshot
from generator.edition import OutputFile, Page
from generator.links import link_url, url_of
from generator.outputs.licence import URL as LICENCE
from generator.rendering.escape import front_matter
from generator.rendering.page_html import front_matter_of
from generator.views.desk import Desk

# The address in a Markdown link to another page. A bracket that an author typed has a backslash before it.
_TO_A_PAGE = re.compile(r"((?<!\\)(?:\\\\)*\]\()((?!https?:)[^)\s#]+\.md)(?=[#)])")


def markdown_file(page: str) -> str:
    """Where the Markdown of a page is published."""
    return f"{url_of(page)}index.md"


class PageMarkdown:
    """The Markdown beside the pages of a desk's briefings."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @cached_property
    def _briefings(self) -> Mapping[str, Snapshot]:
        return {snapshot.page: snapshot for snapshot in chain.from_iterable(self._desk.catalogue.versions)}

    def of(self, page: Page) -> tuple[OutputFile, ...]:
        """The file beside this page; none where the page is not that of a briefing."""
        snapshot = self._briefings.get(page.path)
        if snapshot is None:
            return ()
        return (OutputFile(markdown_file(page.path), _markdown(self._desk, page, snapshot).encode()),)


def _markdown(desk: Desk, page: Page, snapshot: Snapshot) -> str:
    briefing = snapshot.briefing
    address = {"url": f"{desk.site_url}{url_of(page.path)}"} if desk.site_url else {}
    about = {"title": briefing.title, "as_of": briefing.as_of.isoformat(), "language": briefing.language}
    body = front_matter_of(page.markdown)[1].lstrip("\n")
    return f"{front_matter({**about, **address, 'license': LICENCE})}\n{with_links_from_folder(body, page.path)}"


def with_links_from_folder(markdown: str, page: str) -> str:
    """The Markdown with its links to pages as they lead from the page's own folder; those in HTML blocks do already."""
    blocks = markdown.split("\n\n")
    return "\n\n".join(block if block.startswith("<") else _led(block, page) for block in blocks)


def _led(block: str, page: str) -> str:
    return _TO_A_PAGE.sub(lambda link: f"{link[1]}{link_url(link[2], page)}", block)
