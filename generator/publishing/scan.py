"""What one built page or stylesheet points at, and what on it no page of ours may carry."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from lxml import etree

# Attributes whose address a browser fetches or sends to by itself, on whatever element they stand.
FETCHED = frozenset({"src", "poster", "background", "action", "formaction", "data", "xlink:href"})
SETS_OF_IMAGES = frozenset({"srcset", "imagesrcset"})
# What a `<link>` may say without making a browser fetch anything; every other `rel` counts as fetched.
UNFETCHED_RELS = frozenset({"canonical", "alternate", "author", "cite-as", "help", "license", "next", "prev"})
TELLING_WHEN_BARE = frozenset({"base", "script", "style"})
# What may tell more than where a place is or where a plain link leads; so may any name that begins with "on".
TELLING = FETCHED | SETS_OF_IMAGES | {"href", "http-equiv", "ping", "srcdoc", "style"}
# A script of these kinds is data: no browser runs it.
DATA_KINDS = frozenset({"application/json", "application/ld+json"})
# What may stand before the policy: none of it loads or runs anything.
HARMLESS = frozenset({"html", "head", "title"})
REFRESH = re.compile(r"\s*\d+\s*[;,]\s*(?:url\s*=\s*)?['\"]?(?P<url>[^'\"]+)", re.IGNORECASE)
STYLE_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
STYLE_URL = re.compile(r"""url\(\s*(?P<quote>["']?)(?P<url>.*?)(?P=quote)\s*\)""", re.DOTALL | re.IGNORECASE)
STYLE_IMPORT = re.compile(r"""@import\s+(?P<quote>["'])(?P<url>.*?)(?P=quote)""", re.DOTALL | re.IGNORECASE)


class Reference(NamedTuple):
    """An address on a page: one a browser fetches by itself, or (`fetched` false) a link a reader may follow."""

    url: str
    fetched: bool


@dataclass(frozen=True, slots=True)
class Scan:
    """One page: the places a link can point to, the addresses it names, and its faults as sentences.

    `policy` is the Content-Security-Policy that the page begins with; empty where anything at all stands before it.
    """

    anchors: frozenset[str]
    references: tuple[Reference, ...]
    faults: tuple[str, ...]
    policy: str = ""


def scan_page(content: bytes) -> Scan:
    """What stands on one HTML page in UTF-8; the page is parsed once."""
    root = etree.fromstring(content, etree.HTMLParser(encoding="utf-8", collect_ids=False))
    ids: list[str] = []
    names: list[str] = []
    links: list[str] = []
    references: list[Reference] = []
    faults: list[str] = []
    for element in root.iter(etree.Element):
        tag = element.tag
        telling = tag in TELLING_WHEN_BARE
        attributes: Any = element.items()  # never bytes, as its types have it
        # Nearly all that a page is made of has nothing to look at, or is a place or a plain link.
        for name, value in attributes:
            if name == "id":
                ids.append(value)
            elif tag == "a" and name == "href":
                links.append(value.strip())
            elif tag == "a" and name == "name":
                names.append(value)
            elif name in TELLING or name.startswith("on"):
                telling = True
        if telling:
            references += _references(element, dict(attributes))
            faults += _faults(element, dict(attributes))
    references += [Reference(url, fetched=False) for url in dict.fromkeys(links)]
    faults += [f"the id '{name}' stands {count} times" for name, count in Counter(ids).items() if count > 1]
    places = frozenset(ids + names)
    return Scan(places, tuple(dict.fromkeys(references)), tuple(dict.fromkeys(faults)), _policy(root))


def scan_stylesheet(text: str) -> tuple[Reference, ...]:
    """The addresses a stylesheet fetches, by `url()` or `@import`."""
    if "url" not in text.casefold() and "@import" not in text.casefold():
        return ()
    without_comments = STYLE_COMMENT.sub("", text)
    found = [match["url"].strip() for rule in (STYLE_URL, STYLE_IMPORT) for match in rule.finditer(without_comments)]
    return tuple(Reference(url, fetched=True) for url in dict.fromkeys(found))


def _policy(root: etree._Element) -> str:
    """The policy in the first tag of the head."""
    first = next((element for element in root.iter(etree.Element) if element.tag not in HARMLESS), None)
    if first is None or first.tag != "meta" or first.get("http-equiv", "").casefold() != "content-security-policy":
        return ""
    return str(first.get("content", ""))


def _references(element: etree._Element, attributes: Mapping[str, str]) -> Iterator[Reference]:
    for name, value in attributes.items():
        if name == "href":
            yield Reference(value.strip(), fetched=_fetches(element.tag, attributes))
        elif name in FETCHED:
            yield Reference(value.strip(), fetched=True)
        elif name in SETS_OF_IMAGES:
            yield from (Reference(part.split()[0], fetched=True) for part in value.split(",") if part.strip())
        elif name == "style":
            yield from scan_stylesheet(value)
    if element.tag == "style":
        yield from scan_stylesheet(element.text or "")
    elif element.tag == "meta" and (sent_to := _refreshes_to(attributes)):
        yield Reference(sent_to, fetched=True)


def _fetches(tag: str, attributes: Mapping[str, str]) -> bool:
    """Whether a browser asks for the `href` of such an element by itself."""
    if tag == "link":
        return not set(attributes.get("rel", "").casefold().split()) <= UNFETCHED_RELS
    return tag not in ("a", "area")


def _refreshes_to(attributes: Mapping[str, str]) -> str | None:
    if attributes.get("http-equiv", "").casefold() != "refresh":
        return None
    found = REFRESH.match(attributes.get("content", ""))
    return found["url"].strip() if found else None


def _faults(element: etree._Element, attributes: Mapping[str, str]) -> Iterator[str]:
    if element.tag == "base":
        yield "a <base> element turns every link of the page"
    elif element.tag == "script" and "src" not in attributes and attributes.get("type", "") not in DATA_KINDS:
        yield "a script stands in the page, where its policy blocks it: put it into a file of the theme"
    elif element.tag == "style" or "style" in attributes:
        yield f"<{element.tag}> brings a style, which the page's policy blocks: put it into a stylesheet of the theme"
    for name in attributes:
        if name.startswith("on"):
            yield f"<{element.tag}> carries a script in its attribute '{name}'"
        elif name in ("ping", "srcdoc"):
            yield f"<{element.tag}> carries the attribute '{name}'"
