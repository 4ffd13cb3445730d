"""What one built page or stylesheet points at, and what on it no page of ours may carry."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree, html

# Attributes whose address a browser fetches or sends to by itself, on whatever element they stand.
FETCHED = frozenset({"src", "poster", "background", "action", "formaction", "data", "xlink:href"})
SETS_OF_IMAGES = frozenset({"srcset", "imagesrcset"})
# What a `<link>` may say without making a browser fetch anything; every other `rel` counts as fetched.
UNFETCHED_RELS = frozenset({"canonical", "alternate", "author", "cite-as", "help", "license", "next", "prev"})
EVENT_HANDLER = re.compile(r"on[a-z]+")
REFRESH = re.compile(r"\s*\d+\s*[;,]\s*(?:url\s*=\s*)?['\"]?(?P<url>[^'\"]+)", re.IGNORECASE)
STYLE_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
STYLE_URL = re.compile(r"""url\(\s*(?P<quote>["']?)(?P<url>.*?)(?P=quote)\s*\)""", re.DOTALL | re.IGNORECASE)
STYLE_IMPORT = re.compile(r"""@import\s+(?P<quote>["'])(?P<url>.*?)(?P=quote)""", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reference:
    """An address on a page: one a browser fetches by itself, or (`fetched` false) a link a reader may follow."""

    url: str
    fetched: bool


@dataclass(frozen=True, slots=True)
class Scan:
    """One page: the places a link can point to, the addresses it names, and its faults as sentences."""

    anchors: frozenset[str]
    references: tuple[Reference, ...]
    faults: tuple[str, ...]


def scan_page(content: bytes) -> Scan:
    """What stands on one HTML page in UTF-8; the page is parsed once."""
    root = html.document_fromstring(content, parser=html.HTMLParser(encoding="utf-8"))
    ids: Counter[str] = Counter()
    anchors: set[str] = set()
    references: list[Reference] = []
    faults: list[str] = []
    for element in root.iter(etree.Element):
        ids.update(value for value in [element.get("id")] if value is not None)
        anchors.update(value for value in [element.get("name")] if value and element.tag == "a")
        references += _references(element)
        faults += _faults(element)
    faults += [f"the id '{name}' stands {count} times" for name, count in ids.items() if count > 1]
    return Scan(frozenset(anchors | ids.keys()), tuple(dict.fromkeys(references)), tuple(dict.fromkeys(faults)))


def scan_stylesheet(text: str) -> tuple[Reference, ...]:
    """The addresses a stylesheet fetches, by `url()` or `@import`."""
    if "url" not in text.casefold() and "@import" not in text.casefold():
        return ()
    without_comments = STYLE_COMMENT.sub("", text)
    found = [match["url"].strip() for rule in (STYLE_URL, STYLE_IMPORT) for match in rule.finditer(without_comments)]
    return tuple(Reference(url, fetched=True) for url in dict.fromkeys(found))


def _references(element: html.HtmlElement) -> Iterator[Reference]:
    for name, value in element.attrib.items():
        if name == "href":
            yield Reference(value.strip(), fetched=_fetches(element))
        elif name in FETCHED:
            yield Reference(value.strip(), fetched=True)
        elif name in SETS_OF_IMAGES:
            yield from (Reference(part.split()[0], fetched=True) for part in value.split(",") if part.strip())
        elif name == "style":
            yield from scan_stylesheet(value)
    if element.tag == "style":
        yield from scan_stylesheet(element.text or "")
    elif element.tag == "meta" and (sent_to := _refreshes_to(element)):
        yield Reference(sent_to, fetched=True)


def _fetches(element: html.HtmlElement) -> bool:
    if element.tag == "link":
        return not set((element.get("rel") or "").casefold().split()) <= UNFETCHED_RELS
    return element.tag not in ("a", "area")


def _refreshes_to(element: html.HtmlElement) -> str | None:
    if (element.get("http-equiv") or "").casefold() != "refresh":
        return None
    found = REFRESH.match(element.get("content") or "")
    return found["url"].strip() if found else None


def _faults(element: html.HtmlElement) -> Iterator[str]:
    if element.tag == "base":
        yield "a <base> element turns every link of the page"
    for name in element.attrib:
        if EVENT_HANDLER.fullmatch(str(name)):
            yield f"<{element.tag}> carries a script in its attribute '{name}'"
        elif name in ("ping", "srcdoc"):
            yield f"<{element.tag}> carries the attribute '{name}'"
