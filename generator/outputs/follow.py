"""The feeds in both formats, beside the page each belongs to: what has changed is gathered once for both."""

from __future__ import annotations

from collections.abc import Iterator

from generator.edition import OutputFile
from generator.outputs.atom import atom
from generator.outputs.feed import feeds
from generator.outputs.json_feed import json_feed
from generator.views.desk import Desk


def files(desk: Desk) -> Iterator[OutputFile]:
    """`feed.xml` and `feed.json` for the site, and beside the page of each process and each player."""
    for feed in feeds(desk):
        yield OutputFile(f"{feed.folder}feed.xml", atom(feed, desk))
        yield OutputFile(f"{feed.folder}feed.json", json_feed(feed, desk))
