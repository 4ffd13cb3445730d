"""The feeds in both formats, beside the page each belongs to: what has changed is gathered once for both."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial

from generator import links
from generator.catalogue import Process
from generator.links import url_of
from generator.outputs.atom import atom
from generator.outputs.feed import Entries, Feed, feed_of_player, feed_of_process, feed_of_site
from generator.outputs.json_feed import json_feed
from generator.outputs.plans import Plan
from generator.views.desk import Desk


def of_process(desk: Desk, process: Process) -> Iterator[Plan]:
    """`feed.xml` and `feed.json` beside the page of a process."""
    yield from _both(desk, process.page, lambda: feed_of_process(desk, process, Entries(desk)))


def of_site(desk: Desk) -> Iterator[Plan]:
    """`feed.xml` and `feed.json` of the site, and beside the page of each player."""
    entries = Entries(desk)
    yield from _both(desk, links.HOME, lambda: feed_of_site(desk, entries))
    for name in sorted(desk.catalogue.appearances):
        player = desk.catalogue.players[name]
        yield from _both(desk, player.page, partial(feed_of_player, desk, player, entries))


def _both(desk: Desk, page: str, gather: Callable[[], Feed]) -> Iterator[Plan]:
    folder, feed = url_of(page), cache(gather)
    yield f"{folder}feed.xml", lambda: atom(feed(), desk)
    yield f"{folder}feed.json", lambda: json_feed(feed(), desk)
