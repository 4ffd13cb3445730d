"""The sitemap: every page's address and the day its content speaks of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


@dataclass(frozen=True, slots=True)
class Entry:
    """One page: its address below the site's root, percent-encoded, and its date where it has one."""

    url: str
    last_modified: date | None = None


def sitemap(entries: Iterable[Entry], site_url: str) -> bytes:
    """The sitemap as XML in UTF-8, sorted by address; `site_url` is absolute and ends with a slash.

    Source: the sitemaps.org protocol, 0.9.
    """
    root = ElementTree.Element("urlset", xmlns=NAMESPACE)
    for entry in sorted(entries, key=lambda entry: entry.url):
        url = ElementTree.SubElement(root, "url")
        ElementTree.SubElement(url, "loc").text = site_url + entry.url
        if entry.last_modified is not None:
            ElementTree.SubElement(url, "lastmod").text = entry.last_modified.isoformat()
    ElementTree.indent(root)
    xml: str = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{xml}\n'.encode()
