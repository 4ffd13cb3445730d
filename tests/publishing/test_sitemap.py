"""The sitemap names every page and the day it speaks of."""

from __future__ import annotations

from datetime import date

from lxml import etree

from generator.publishing.sitemap import NAMESPACE, Entry, sitemap

ENTRIES = [Entry("players/ua/"), Entry(""), Entry("briefings/a/", date(2025, 8, 17))]


def test_each_page_has_its_address_and_its_day() -> None:
    """Sorted by address; a page without a day has none, rather than today's."""
    root = etree.fromstring(sitemap(ENTRIES, "https://example.org/peace/"))
    said = [[child.text for child in url] for url in root]
    assert root.tag == f"{{{NAMESPACE}}}urlset"
    assert said == [
        ["https://example.org/peace/"],
        ["https://example.org/peace/briefings/a/", "2025-08-17"],
        ["https://example.org/peace/players/ua/"],
    ]


def test_the_order_of_pages_does_not_matter() -> None:
    """The same pages give the same bytes."""
    assert sitemap(ENTRIES, "https://example.org/") == sitemap(ENTRIES[::-1], "https://example.org/")


def test_an_address_is_escaped_for_xml() -> None:
    """An ampersand in the site's address does not break the file."""
    assert b"https://example.org/?a&amp;b" in sitemap([Entry("")], "https://example.org/?a&b")
