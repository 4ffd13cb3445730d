"""Feeds tell what has changed, and readers of feeds get the text as typed."""

from __future__ import annotations

import json
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest
from hostile_site import HOSTILE, SITE_URL, briefing, desk_of, examples, published, site
from jsonschema import Draft202012Validator

from generator.catalogue import Snapshot
from generator.outputs import feed
from generator.outputs.feed import Entries, feed_of_player, feed_of_site
from generator.views.desk import Desk

# The rules of jsonfeed.org/version/1.1, as far as they are about shape.
JSON_FEED = {
    "type": "object",
    "required": ["version", "title", "items"],
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": {"type": "string"},
        "home_page_url": {"type": "string", "pattern": "^https://"},
        "feed_url": {"type": "string", "pattern": "^https://"},
        "authors": {"type": "array", "items": {"$ref": "#/$defs/author"}, "minItems": 1},
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "content_text"],
                "properties": {
                    "id": {"type": "string", "minLength": 1},
                    "url": {"type": "string", "pattern": "^https://"},
                    "content_text": {"type": "string"},
                    "date_published": {"type": "string", "format": "date-time"},
                    "authors": {"type": "array", "items": {"$ref": "#/$defs/author"}},
                    "tags": {"type": "array", "items": {"type": "string"}},
                },
            },
        },
    },
    "$defs": {"author": {"type": "object", "required": ["name"]}},
}
ATOM = "{http://www.w3.org/2005/Atom}"


def atom(files: dict[str, bytes], path: str = "feed.xml") -> Any:
    read = feedparser.parse(files[path], sanitize_html=False, resolve_relative_uris=False)
    assert not read.bozo, read.get("bozo_exception")
    return read


def entries(first: str, second: str) -> list[Any]:
    """The entries of the process's feed, after two briefings of it."""
    return list(atom(published({**site("x"), "first.yaml": first, "second.yaml": second}), PROCESS).entries)


PROCESS = "processes/river-line/feed.xml"


@pytest.mark.parametrize("text", HOSTILE)
def test_atom_says_what_was_typed(text: str) -> None:
    """Title, summary, author, topic and the feed's own title, in the feed of site, process and player."""
    files = published(site(text))
    for path in ("feed.xml", PROCESS, "players/talker/feed.xml"):
        entry = atom(files, path).entries[0]
        assert {entry.title, entry.summary, entry.author, entry.tags[0].term} == {text}
        assert entry.link == f"{SITE_URL}briefings/first/"
    assert atom(files, PROCESS).feed.title == f"{text} – River & Desk"


@pytest.mark.parametrize("text", HOSTILE)
def test_json_feed_says_what_was_typed(text: str) -> None:
    """And keeps the rules of its version."""
    files = published(site(text))
    for path in ("feed.json", "processes/river-line/feed.json", "players/talker/feed.json"):
        feed = json.loads(files[path])
        assert list(Draft202012Validator(JSON_FEED).iter_errors(feed)) == []
        item = feed["items"][0]
        assert {item["title"], item["content_text"], item["authors"][0]["name"], item["tags"][0]} == {text}


def test_atom_keeps_its_rules() -> None:
    """RFC 4287: every feed and entry has one id, title and day, each id is there once, and there is an author."""
    files = examples()
    paths = [path for path in files if path.endswith("feed.xml")]
    assert len(paths) > 50
    for path in paths:
        root = ElementTree.fromstring(files[path])
        for element in (root, *root.iter(f"{ATOM}entry")):
            assert [len(element.findall(f"{ATOM}{tag}")) for tag in ("id", "title", "updated")] == [1, 1, 1]
            assert element.find(f"{ATOM}author/{ATOM}name") is not None
        ids = [element.text for element in root.iter(f"{ATOM}id")]
        assert len(ids) == len(set(ids))
        assert not atom(files, path).bozo


def test_a_moved_judgement_is_told() -> None:
    """The entry of the newer briefing says what was and what is."""
    newer = briefing("x", as_of="2025-08-20").replace("stance: rejects", "stance: accepts").replace("62.50", "70")
    found = entries(briefing("x"), newer)
    assert len(found) == 2
    assert "United States on x: Rejects: x → Accepts: x" in found[0].summary
    assert "x: 1.10–62.50\N{NO-BREAK SPACE}% → 1.10–70\N{NO-BREAK SPACE}%" in found[0].summary


def test_words_alone_make_no_entry() -> None:
    """A briefing that only says the same in other words is no news; the one before stays."""
    found = entries(briefing("x"), briefing("x", "Said anew.", as_of="2025-08-20"))
    assert [entry.link for entry in found] == [f"{SITE_URL}briefings/first/"]


def test_a_substantive_update_is_told() -> None:
    """Under its day and an id of its own; a correction is not."""
    updates = (
        "[{date: 2025-08-19, kind: substantive, summary: It ended.}, {date: 2025-08-20, kind: correction, summary: A}]"
    )
    found = atom(published({**site("x"), "first.yaml": briefing("x", updates=updates)})).entries
    assert (found[0].summary, found[0].updated) == ("It ended.", "2025-08-19T00:00:00Z")
    assert len(found) == 2
    assert len({entry.id for entry in found}) == 2


def test_newest_first_and_dated_by_the_newest() -> None:
    """The feed's own day is that of its newest entry."""
    read = atom(examples())
    days = [entry.updated for entry in read.entries]
    assert days == sorted(days, reverse=True)
    assert read.feed.updated == days[0]


def test_without_an_address_ids_still_last() -> None:
    """They are UUIDs, Atom's links are relative to the site, and JSON Feed, which knows no such thing, has none."""
    one, other = published(site("x"), ""), published(site("y"), "")
    ids = [atom(files, PROCESS).entries[0].id for files in (one, other)]
    assert ids[0] == ids[1]
    assert ids[0].startswith("urn:uuid:")
    based = feedparser.parse(one[PROCESS], response_headers={"content-location": "https://a.example/b/" + PROCESS})
    assert based.entries[0].link == "https://a.example/b/briefings/first/"
    item = json.loads(one["processes/river-line/feed.json"])["items"][0]
    assert "url" not in item
    assert item["id"] == ids[0]


def test_a_feed_ends_with_its_hundredth_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    """What it has no room for is not even put into words; what is told in one feed is not told anew for another."""
    said: list[str] = []

    def told(_: Desk, snapshot: Snapshot) -> str:
        said.append(snapshot.slug)
        return snapshot.slug

    monkeypatch.setattr(feed, "LONGEST", 2)
    monkeypatch.setattr(feed, "_came", told)
    files = {f"day-{day}.yaml": briefing("x", as_of=f"2025-08-1{day}") for day in range(1, 6)}
    desk = desk_of({**{name: text for name, text in site("x").items() if "/" in name}, **files})
    entries = Entries(desk)
    feeds = [feed_of_site(desk, entries), feed_of_player(desk, desk.catalogue.players["us"], entries)]
    assert [[entry.summary for entry in one.entries] for one in feeds] == [["day-5", "day-4"]] * 2
    assert said == ["day-5", "day-4"]
