"""What software that reads a page aloud is told of its tables and pictures."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from forecasts import example_pages
from lxml import html
from sites import SITE, briefing, pages_of

ROOT = Path(__file__).resolve().parents[2]


@cache
def pages() -> dict[str, html.HtmlElement]:
    """Every page of this checkout's own briefings, of the small site, of the forecasts and of gaps."""
    gaps = "[{id: g, title: No attack, polarity: negative, sources: [s1]}]"
    two = "{question: Which?, scenarios: [{id: a, title: A, probability: 35}, {id: b, title: B}]}"
    sites = {
        "own": pages_of(ROOT, datetime(2026, 1, 1, tzinfo=UTC)),
        "small": pages_of(SITE),
        "forecasts": example_pages(),
        "gaps": pages_of({"one.yaml": briefing(guarantees=gaps, outlook=two)}),
    }
    return {
        f"{site}/{path}": html.fromstring(f"<main>{page}</main>")
        for site, found in sites.items()
        for path, page in found.items()
    }


def name(page: html.HtmlElement, element: html.HtmlElement) -> str:
    """What an element is called: its label, or the words of what labels it."""
    labels = page.xpath("//*[@id=$label]", label=element.get("aria-labelledby", ""))
    return element.get("aria-label") or " ".join(label.text_content().strip() for label in labels)


def test_every_region_table_and_figure_of_a_page_has_a_name_of_its_own() -> None:
    """A reader who has them listed can tell them apart."""
    for kind, least in (("*[@role='region']", 50), ("figure", 10)):
        found = {path: Counter(name(page, one) for one in page.xpath(f".//{kind}")) for path, page in pages().items()}
        assert sum(names.total() for names in found.values()) > least
        assert {path: names for path, names in found.items() if "" in names or set(names.values()) - {1}} == {}


def test_every_cell_has_words() -> None:
    """A gap is said; a bar stands beside its figure."""
    cells = [(path, cell) for path, page in pages().items() for cell in page.xpath(".//td[not(svg)]")]
    assert len(cells) > 500
    assert [path for path, cell in cells if not cell.text_content().strip()] == []


def test_a_caption_is_the_last_of_its_figure() -> None:
    """HTML knows it as the caption where it stands first or last."""
    captions = [one for page in pages().values() for one in page.xpath(".//figure/figcaption")]
    assert len(captions) > 10
    assert all(one.getnext() is None for one in captions)
