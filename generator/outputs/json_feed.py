"""Feeds as JSON Feed 1.1. Source: jsonfeed.org."""

from __future__ import annotations

from generator.outputs.feed import Entry, Feed
from generator.outputs.json_text import json_text
from generator.views.desk import Desk

VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(feed: Feed, desk: Desk) -> bytes:
    """The feed as JSON in UTF-8. It has no relative addresses: without one of the site there are none in it."""
    return json_text(_told(feed, desk)).encode()


def _told(feed: Feed, desk: Desk) -> dict[str, object]:
    here = {"home_page_url": feed.home, "feed_url": f"{desk.site_url}{feed.folder}feed.json"} if desk.site_url else {}
    return {
        "version": VERSION,
        "title": feed.title,
        **here,
        "language": desk.words.locale.language,
        "authors": [{"name": desk.site_name}],
        "items": [_item(entry, has_address=bool(desk.site_url)) for entry in feed.entries],
    }


def _item(entry: Entry, *, has_address: bool) -> dict[str, object]:
    return {
        "id": entry.id,
        **({"url": entry.url} if has_address else {}),
        "title": entry.title,
        "content_text": entry.summary,
        "date_published": f"{entry.day.isoformat()}T00:00:00Z",
        "authors": [{"name": author} for author in entry.authors],
        **({"tags": list(entry.topics)} if entry.topics else {}),
        "language": entry.language,
    }
