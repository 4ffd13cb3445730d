"""What a page's head tells machines: how to cite it (Highwire, Dublin Core), its linked data, and the files beside it.

All of it is plain data in the page's front matter. The theme escapes each value where it lands.
"""

from __future__ import annotations

import posixpath
from collections.abc import Container, Iterator, Mapping
from functools import cached_property
from itertools import chain

from generator import links
from generator.catalogue import Snapshot
from generator.links import file_url, url_of
from generator.outputs.json_ld import digital_source_type, json_ld
from generator.outputs.licence import URL as LICENCE
from generator.outputs.page_markdown import markdown_file
from generator.rendering.escape import json_script
from generator.views.citation import citation
from generator.views.desk import Desk

BESIDE = {
    "feed.xml": "application/atom+xml",
    "feed.json": "application/feed+json",
    "calendar.ics": "text/calendar",
    "briefing.json": "application/json",
    "index.md": "text/markdown",
    "cite.bib": "application/x-bibtex",
    "cite.ris": "application/x-research-info-systems",
    "cite.json": "application/vnd.citationstyles.csl+json",
    "brief.pdf": "application/pdf",
}
"""The files that may stand beside a page, and their media types."""


class Heads:
    """The heads of all pages, given the paths of the files that are published with them."""

    def __init__(self, desk: Desk, files: Container[str]) -> None:
        self._desk = desk
        self._files = files

    # Both once a page is made: there are heads for every part of the site, and a preview makes few pages.
    @cached_property
    def _briefings(self) -> Mapping[str, Snapshot]:
        return {snapshot.page: snapshot for snapshot in chain.from_iterable(self._desk.catalogue.versions)}

    @cached_property
    def _markdown(self) -> frozenset[str]:
        return frozenset(map(markdown_file, self._briefings))

    def _stands(self, path: str) -> bool:
        return path in self._files or path in self._markdown

    def of(self, page: str, title: str) -> dict[str, object]:
        """More front matter for a page: `head` (its `meta` and `links`), and `json_ld` where there is any."""
        snapshot = self._briefings.get(page)
        meta = [{"name": name, "content": content} for name, content in self._meta(snapshot)] if snapshot else []
        head: dict[str, object] = {"head": {"meta": meta, "links": list(self._links(page, title))}}
        return {**head, "json_ld": str(json_script(json_ld(self._desk, snapshot)))} if snapshot else head

    def _links(self, page: str, title: str) -> Iterator[dict[str, str]]:
        """The files beside the page, and the feed of the site; its calendar on the page that shows what is in it."""
        folder = url_of(page)
        for name, kind in BESIDE.items():
            if self._stands(f"{folder}{name}"):
                yield {"rel": "alternate", "type": kind, "title": title, "href": name}
        if folder and self._stands("feed.xml"):
            href = file_url("feed.xml", page)
            yield {"rel": "alternate", "type": BESIDE["feed.xml"], "title": self._desk.site_name, "href": href}
        if page == links.CALENDAR and self._stands("calendar.ics"):
            href = file_url("calendar.ics", page)
            yield {"rel": "alternate", "type": BESIDE["calendar.ics"], "title": self._desk.site_name, "href": href}
        if page in self._briefings:
            yield {"rel": "license", "type": "text/html", "title": "CC BY 4.0", "href": LICENCE}

    def _meta(self, snapshot: Snapshot) -> Iterator[tuple[str, str]]:
        yield from self._highwire(snapshot)
        yield from self._dublin_core(snapshot)
        if source_type := digital_source_type(snapshot):
            yield "digitalSourceType", source_type

    def _highwire(self, snapshot: Snapshot) -> Iterator[tuple[str, str]]:
        """Tags that reference managers read. Source: Google Scholar's guidelines for inclusion."""
        cited = citation(self._desk, snapshot)
        yield "citation_title", cited.title
        yield from (("citation_author", author) for author in cited.authors)
        yield "citation_publication_date", f"{cited.day:%Y/%m/%d}"
        yield "citation_technical_report_institution", cited.publisher
        yield "citation_language", cited.language
        yield from (("citation_keywords", topic) for topic in cited.topics)
        if cited.url:
            yield "citation_public_url", cited.url
            pdf = posixpath.join(url_of(snapshot.page), "brief.pdf")
            if self._stands(pdf):
                yield "citation_pdf_url", f"{self._desk.site_url}{pdf}"

    def _dublin_core(self, snapshot: Snapshot) -> Iterator[tuple[str, str]]:
        """Source: Dublin Core Metadata Element Set 1.1."""
        cited = citation(self._desk, snapshot)
        yield "DC.title", cited.title
        yield from (("DC.creator", author) for author in cited.authors)
        yield "DC.date", cited.day.isoformat()
        yield "DC.publisher", cited.publisher
        yield "DC.language", cited.language
        yield "DC.description", cited.abstract
        yield from (("DC.subject", topic) for topic in cited.topics)
        yield "DC.type", "Text"
        yield "DC.rights", LICENCE
        if cited.url:
            yield "DC.identifier", cited.url
