"""What a page's head tells machines is what was typed, and can break out of nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hostile_site import HOSTILE, SITE_URL, briefing, desk_of, site
from jinja2 import Environment, FileSystemLoader
from pyld import jsonld

from generator.outputs import plan_files
from generator.outputs.head import Heads
from generator.outputs.json_ld import DIGITAL_SOURCE_TYPES

ROOT = Path(__file__).resolve().parents[2]
PAGE = "briefings/first.md"
SCHEMA_ORG = "https://schema.org/"
# As MkDocs sets up the theme's templates: nothing is escaped but what says so.
THEME = Environment(loader=FileSystemLoader(ROOT / "site_templates/theme"))


def front_matter(files: dict[str, str], page: str = PAGE, site_url: str = SITE_URL) -> dict[str, Any]:
    desk = desk_of(files, site_url)
    return Heads(desk, plan_files(desk).paths).of(page, "A page")


def head_of(meta: dict[str, Any]) -> Element:
    """The head that the theme makes, as a browser reads it."""
    told = THEME.get_template("partials/machine-head.html").render(meta=meta)
    document = f"<!doctype html><html><head><title>x</title>{told}</head><body><p>end</p></body></html>"
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    root = parser.parse(document)
    assert parser.errors == []
    assert [element.tag for element in root.find("body")] == ["p"]
    head = root.find("head")
    assert isinstance(head, Element)
    return head


def metas(head: Element, name: str) -> list[str]:
    return [element.get("content", "") for element in head.iter("meta") if element.get("name") == name]


def linked_data(meta: dict[str, Any]) -> dict[str, Any]:
    """The page's linked data, expanded by a processor that fetches nothing."""
    (script,) = head_of(meta).iter("script")
    assert script.get("type") == "application/ld+json"

    def load(url: str, _: object) -> dict[str, Any]:
        assert url.rstrip("/") == SCHEMA_ORG.rstrip("/")
        context = {"@vocab": SCHEMA_ORG, **{name: {"@type": "@id"} for name in ("url", "license", "sameAs")}}
        return {"contextUrl": None, "documentUrl": url, "document": {"@context": context}}

    (node,) = jsonld.expand(json.loads(script.text or ""), {"documentLoader": load})
    assert isinstance(node, dict)
    return node


def values(node: dict[str, Any], *names: str) -> list[str]:
    """The values at the end of a path of properties."""
    found = [node]
    for name in names:
        found = [value for one in found for value in one.get(f"{SCHEMA_ORG}{name}", [])]
    return [value["@value"] if "@value" in value else value["@id"] for value in found]


@pytest.mark.parametrize("text", HOSTILE)
def test_tags_say_what_was_typed(text: str) -> None:
    """Highwire's and Dublin Core's, as a reference manager reads them from the page."""
    head = head_of(front_matter(site(text)))
    for name in ("citation_title", "citation_author", "citation_keywords", "DC.title", "DC.creator", "DC.subject"):
        assert metas(head, name) == [text]
    assert metas(head, "DC.description") == [text]
    assert metas(head, "citation_publication_date") == ["2025/08/17"]
    assert metas(head, "DC.identifier") == metas(head, "citation_public_url") == [f"{SITE_URL}briefings/first/"]


@pytest.mark.parametrize("text", HOSTILE)
def test_linked_data_says_what_was_typed(text: str) -> None:
    """Of the article, whom and what it is about, and what it cites."""
    node = linked_data(front_matter(site(text)))
    assert node["@type"] == [f"{SCHEMA_ORG}AnalysisNewsArticle", f"{SCHEMA_ORG}Report"]
    assert node["@id"] == f"{SITE_URL}briefings/first/"
    paths = (("headline",), ("abstract",), ("author", "name"), ("isPartOf", "name"), ("citation", "name"))
    assert {value for path in paths for value in values(node, *path)} == {text}
    assert values(node, "about", "name") == ["United States", text]
    assert values(node, "mentions", "name") == [text] * 3
    assert values(node, "mentions", "location", "name") == [text]


def test_linked_data_has_days_and_states() -> None:
    """Of the article and of its events."""
    node = linked_data(
        front_matter({**site("x"), "first.yaml": briefing("x", updates="{date: 2025-08-20, kind: minor, summary: a}")})
    )
    assert (values(node, "datePublished"), values(node, "dateModified")) == (["2025-08-17"], ["2025-08-20"])
    assert values(node, "mentions", "startDate") == ["2025-09-09", "2025-09-12T13:15:00-04:00", "2025-08-01"]
    assert values(node, "mentions", "eventStatus") == [f"{SCHEMA_ORG}EventScheduled"] * 3


@pytest.mark.parametrize(
    ("ai_use", "source_type"),
    [("generated", "trainedAlgorithmicMedia"), ("assisted", "compositeWithTrainedAlgorithmicMedia"), ("none", None)],
)
def test_a_machines_part_is_told_to_machines(ai_use: str, source_type: str | None) -> None:
    """In IPTC's terms, in a tag and in the linked data; where it had none, nothing is said."""
    files = {**site("x"), "first.yaml": briefing("x").replace("ai_use: generated", f"ai_use: {ai_use}")}
    meta = front_matter(files)
    expected = [f"http://cv.iptc.org/newscodes/digitalsourcetype/{source_type}"] if source_type else []
    assert metas(head_of(meta), "digitalSourceType") == expected
    assert values(linked_data(meta), "digitalSourceType") == expected
    assert len(DIGITAL_SOURCE_TYPES) == 2


def test_a_page_leads_to_the_files_beside_it() -> None:
    """Each with its media type, and to the feed of the site."""
    links = {element.get("href"): element.get("type") for element in head_of(front_matter(site("x"))).iter("link")}
    assert links["briefing.json"] == "application/json"
    assert links["cite.bib"] == "application/x-bibtex"
    assert links["../../feed.xml"] == "application/atom+xml"
    process = front_matter(site("x"), "processes/river-line.md")
    hrefs = [element.get("href") for element in head_of(process).iter("link")]
    assert hrefs == ["feed.xml", "feed.json", "calendar.ics", "../../feed.xml"]
    calendar = front_matter(site("x"), "calendar.md")
    assert [link["href"] for link in calendar["head"]["links"]] == ["../feed.xml", "../calendar.ics"]


def test_no_page_leads_to_a_file_that_is_not_there() -> None:
    """A process of drafts alone has no feed; a page without files beside it leads to the site's feed alone."""
    draft = {**site("x"), "first.yaml": briefing("x", status="draft")}
    for page in ("processes/river-line.md", "sources.md"):
        assert [link["href"] for link in front_matter(draft, page)["head"]["links"]] in (
            ["../../feed.xml"],
            ["../feed.xml"],
        )
    assert "json_ld" not in front_matter(draft)


def test_without_an_address_there_is_none_in_the_head() -> None:
    """Nothing of the site's own is told that it does not know."""
    meta = front_matter(site("x"), site_url="")
    assert metas(head_of(meta), "DC.identifier") == []
    assert "@id" not in json.loads(meta["json_ld"])


def test_front_matter_of_others_cannot_break_out() -> None:
    """A prose page may say what it likes under our keys: it stays a value."""
    hostile = '"></script><script>alert(1)</script>'
    meta = {"head": {"meta": [{"name": hostile, "content": hostile}]}, "json_ld": f'"{hostile}"'}
    head = head_of(meta)
    assert [element.get("content") for element in head.iter("meta")] == [hostile]
    assert len(list(head.iter("script"))) == 1
