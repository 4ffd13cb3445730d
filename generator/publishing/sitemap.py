"""The sitemap: every page's address and the day its content speaks of. Source: the sitemaps.org protocol, 0.9."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"

SITEMAP = "sitemap.xml"
"""The one that search engines ask for."""

MOST = 50_000
"""So many addresses one file may hold."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One page: its address below the site's root, percent-encoded, and its date where it has one."""

    url: str
    last_modified: date | None = None


def sitemaps(entries: Iterable[Entry], site_url: str, most: int = MOST) -> Mapping[str, bytes]:
    """The sitemap by its path, as XML in UTF-8, sorted by address; `site_url` is absolute and ends with a slash.

    Where there are more pages than one file may hold, it lists others beside it: `sitemap-1.xml`, `sitemap-2.xml`.
    """
    pages = sorted(entries, key=lambda entry: entry.url)
    if len(pages) <= most:
        return {SITEMAP: _of_pages(pages, site_url)}
    shares = [pages[begin : begin + most] for begin in range(0, len(pages), most)]
    files = {f"sitemap-{number}.xml": _of_pages(share, site_url) for number, share in enumerate(shares, 1)}
    return {SITEMAP: _of_files(files, site_url), **files}


def is_sitemap(path: str) -> bool:
    """Whether a file of the site is one of these."""
    return re.fullmatch(r"sitemap(-[0-9]+)?\.xml", path) is not None


def _of_pages(pages: Sequence[Entry], site_url: str) -> bytes:
    root = Element("urlset", xmlns=NAMESPACE)
    for page in pages:
        url = SubElement(root, "url")
        SubElement(url, "loc").text = site_url + page.url
        if page.last_modified is not None:
            SubElement(url, "lastmod").text = page.last_modified.isoformat()
    return _xml(root)


def _of_files(names: Iterable[str], site_url: str) -> bytes:
    root = Element("sitemapindex", xmlns=NAMESPACE)
    for name in names:
        SubElement(SubElement(root, "sitemap"), "loc").text = site_url + name
    return _xml(root)


def _xml(root: Element) -> bytes:
    ElementTree.indent(root)
    xml: str = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{xml}\n'.encode()
