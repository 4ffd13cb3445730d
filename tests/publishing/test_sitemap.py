"""The sitemap names every page and the day it speaks of."""

from __future__ import annotations

from datetime import date

from lxml import etree

from generator.publishing.sitemap import NAMESPACE, SITEMAP, Entry, is_sitemap, sitemaps


def told(content: bytes, kind: str) -> list[list[str | None]]:
    """What a file of the kind says of each page or file, in order."""
    root = etree.fromstring(content)
    assert root.tag == f"{{{NAMESPACE}}}{kind}"
    return [[child.text for child in one] for one in root]


ENTRIES = [Entry("players/ua/"), Entry(""), Entry("briefings/a/", date(2025, 8, 17))]


def test_each_page_has_its_address_and_its_day() -> None:
    """Sorted by address; a page without a day has none, rather than today's."""
    files = sitemaps(ENTRIES, "https://example.org/peace/")
    assert files.keys() == {SITEMAP}
    assert told(files[SITEMAP], "urlset") == [
        ["https://example.org/peace/"],
        ["https://example.org/peace/briefings/a/", "2025-08-17"],
        ["https://example.org/peace/players/ua/"],
    ]


def test_the_order_of_pages_does_not_matter() -> None:
    """The same pages give the same bytes."""
    assert sitemaps(ENTRIES, "https://example.org/") == sitemaps(ENTRIES[::-1], "https://example.org/")


def test_more_pages_than_a_file_may_hold_stand_in_several() -> None:
    """The first of them all names the others, each in full; as many as one may hold stand in one."""
    files = sitemaps(ENTRIES, "https://example.org/peace/", most=2)
    assert told(files[SITEMAP], "sitemapindex") == [
        ["https://example.org/peace/sitemap-1.xml"],
        ["https://example.org/peace/sitemap-2.xml"],
    ]
    pages = [url for number in (1, 2) for url in told(files[f"sitemap-{number}.xml"], "urlset")]
    assert pages == told(sitemaps(ENTRIES, "https://example.org/peace/", most=3)[SITEMAP], "urlset")
    assert len(files) == len(pages) == 3
    assert all(map(is_sitemap, files))
    assert not is_sitemap("briefings/sitemap.xml")


def test_an_address_is_escaped_for_xml() -> None:
    """An ampersand in the site's address does not break the file."""
    assert b"https://example.org/?a&amp;b" in sitemaps([Entry("")], "https://example.org/?a&b")[SITEMAP]
