"""Feeds in Atom. Source: RFC 4287."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from generator.outputs.feed import Entry, Feed
from generator.outputs.licence import URL as LICENCE
from generator.views.desk import Desk

NAMESPACE = "http://www.w3.org/2005/Atom"
# Atom wants a day even of a feed in which nothing stands yet.
_NEVER = date(1970, 1, 1)


def atom(feed: Feed, desk: Desk) -> bytes:
    """The feed as XML in UTF-8. Without an address of the site its links are relative to the feed."""
    root = Element("feed", {"xmlns": NAMESPACE, "xml:lang": desk.words.locale.language})
    if not desk.site_url:
        root.set("xml:base", "../" * feed.folder.count("/") or "./")
    _text(root, "id", feed.id)
    _text(root, "title", feed.title)
    _text(root, "updated", _moment(max((entry.day for entry in feed.entries), default=_NEVER)))
    _text(SubElement(root, "author"), "name", desk.site_name)
    SubElement(root, "link", rel="alternate", type="text/html", href=feed.home or "./")
    SubElement(root, "link", rel="self", type="application/atom+xml", href=f"{desk.site_url}{feed.folder}feed.xml")
    SubElement(root, "link", rel="license", href=LICENCE)
    for entry in feed.entries:
        _entry(root, entry)
    ElementTree.indent(root)
    xml: str = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{xml}\n'.encode()


def _entry(root: Element, entry: Entry) -> None:
    element = SubElement(root, "entry", {"xml:lang": entry.language})
    _text(element, "id", entry.id)
    _text(element, "title", entry.title)
    _text(element, "updated", _moment(entry.day))
    _text(element, "published", _moment(entry.day))
    for author in entry.authors:
        _text(SubElement(element, "author"), "name", author)
    SubElement(element, "link", rel="alternate", type="text/html", href=entry.url)
    for topic in entry.topics:
        SubElement(element, "category", term=topic)
    _text(element, "summary", entry.summary)


def _text(parent: Element, tag: str, text: str) -> None:
    SubElement(parent, tag).text = text


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
