"""The library: what is read, what is broken, and what can still be told of it."""

from __future__ import annotations

import errno
import pickle
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from small_sites import briefing, library

from generator.model.shelf import Laid, Shelf
from generator.reading.files import find_files
from generator.reading.library import BrokenFile, _document, read_library
from generator.reading.references import Mention
from generator.store import Store


def test_briefings_and_registries_are_read() -> None:
    """A briefing is known by its file's name, an entry of a registry by its key."""
    read = library(
        {
            "2025/talks.yaml": briefing(),
            "registry/players.yaml": "council: {name: Council, kind: body}\n",
            "registry/processes.yaml": "talks: {title: Talks}\n",
            "registry/sources.yaml": "accord: {title: Accord}\n",
        }
    )
    assert read.problems == ()
    assert [(file.slug, file.path) for file in read.briefings] == [("talks", "briefings/2025/talks.yaml")]
    assert [list(one.entries) for one in (read.players, read.processes, read.sources)] == [
        ["council"],
        ["talks"],
        ["accord"],
    ]


def test_a_slug_may_differ_from_the_files_name() -> None:
    """Then the file's name may have any form."""
    read = library({"Talks in Geneva.yaml": briefing("slug: geneva-talks")})
    assert read.problems == ()
    assert [file.slug for file in read.briefings] == ["geneva-talks"]


def test_a_files_name_is_a_slug_otherwise() -> None:
    """The problem says what to call it."""
    read = library({"Talks in Geneva.yaml": briefing()})
    (told,) = read.problems
    assert (told.line, told.code) == (1, "bad-file-name")
    assert told.message.startswith("the file's name: ")
    assert told.hint.startswith("rename the file; ")
    assert "'talks-in-geneva'" in told.hint
    assert read.broken == (BrokenFile("briefings/Talks in Geneva.yaml", "Talks in Geneva", None),)


def test_a_bad_slug_is_told_once() -> None:
    """The file's name is not asked for then."""
    read = library({"Talks.yaml": briefing("slug: Geneva Talks")})
    assert [one.code for one in read.problems] == ["bad-id"]


def test_a_broken_file_still_tells_its_slug_and_process() -> None:
    """From its data where it has any, else from its lines."""
    read = library(
        {
            "a.yaml": briefing("slug: alpha", "process: talks", "language: nonsense"),
            "b.yaml": 'slug: beta\nprocess: "talks"\ntitle: "open\n',
            "c.yaml": b"\xff",
        }
    )
    assert [(one.slug, one.process) for one in read.broken] == [("alpha", "talks"), ("beta", "talks"), ("c", None)]


def test_what_lacks_data_is_broken_and_what_lacks_none_is_not() -> None:
    """A key that stands twice leaves something out, a comment that cuts a text does not."""
    read = library({"a.yaml": briefing("topics: [a]\ntopics: [b]"), "b.yaml": briefing("what_next: Talks #2")})
    assert [one.code for one in read.problems] == ["duplicate-key", "cut-by-comment"]
    assert [one.slug for one in read.broken] == ["a"]
    assert [one.slug for one in read.briefings] == ["b"]


def test_a_registry_may_be_missing_or_empty() -> None:
    """Nothing is shared then; its path is where one would begin it."""
    for files in ({}, {"registry/players.yaml": "# none yet\n"}):
        read = library(files)
        assert read.problems == ()
        assert (read.players.path, dict(read.players.entries)) == ("briefings/registry/players.yaml", {})
        assert not read.players.may_hold("council")


def test_a_registry_that_is_broken_may_hold_what_it_seems_to() -> None:
    """A broken entry is known by its id; of a file that cannot be read, nobody knows what it holds."""
    entry = library({"registry/players.yaml": "council: {name: Council}\n"}).players
    assert entry.may_hold("council")
    assert not entry.may_hold("league")
    assert library({"registry/players.yaml": "council: {name\n"}).players.may_hold("league")


def test_a_registry_that_is_a_list_is_told_how_it_begins() -> None:
    """Its entries stand by their ids, where a briefing begins with its title."""
    listed = "- {id: council, name: Council, kind: body}\n"
    (problem,) = library({"registry/players.yaml": listed}).problems
    assert (problem.code, "`its-id:`" in problem.hint) == ("not-a-mapping", True)
    (problem,) = library({"talks.yaml": listed}).problems
    assert (problem.code, "`title: ...`" in problem.hint) == ("not-a-mapping", True)


def test_ids_of_a_registry_have_the_form_of_ids() -> None:
    """An entry by another key is told, and not read."""
    read = library({"registry/players.yaml": "The Council: {name: Council, kind: body}\n"})
    assert [(one.line, one.column, one.code) for one in read.problems] == [(1, 1, "bad-id")]
    assert not read.players.entries


def test_mentions_have_their_places() -> None:
    """In fields, as keys of a mapping by player, and in texts with offset and length."""
    read = library(
        {
            "talks.yaml": briefing(
                "players: [us]",
                "what_happened: The [[us|US]] met [@s1, p. 2].",
                "truce: {terms: [{id: a, title: A, category: naval, positions: {ua: {stance: demands, sources: s1}}}]}",
                "guarantees: [{id: b, title: B, against: [Anyone, ru]}]",
                "timeline: [{id: c, title: C, when: {after: a}}]",
            )
        }
    )
    found = read.briefings[0].references
    assert found.players == (
        Mention(("players", 0, "id"), "us"),
        Mention(("truce", "terms", 0, "positions", "ua"), "ua", on="key"),
        Mention(("guarantees", 0, "against", 1), "ru", or_words=True),
        Mention(("what_happened",), "us", (6, 2)),
    )
    assert found.sources == (
        Mention(("truce", "terms", 0, "positions", "ua", "sources", 0), "s1", (0, 2)),
        Mention(("what_happened",), "s1", (20, 2)),
    )
    assert [one.name for one in found.own_items] == ["a", "b", "c"]
    assert found.items == (Mention(("timeline", 0, "when", "after"), "a"),)
    assert read.briefings[0].names == (("us", "ua", "ru"), ("s1",), ("a",), ("a", "b", "c"))


def test_a_document_that_is_kept_no_longer_is_read_once_more(tmp_path: Path) -> None:
    """While it is kept, its text is not at hand; where what was kept is cut short, the file has it."""
    (tmp_path / "briefings").mkdir()
    (tmp_path / "briefings" / "talks.yaml").write_text(briefing("what_happened: Both met."))
    files, store = find_files(tmp_path).yaml, Store(tmp_path / "store")
    first, later = (read_library(files, "briefings", store=store).briefings[0] for _ in range(2))
    place = first.line(("what_happened",))
    for kept in (path for path in (tmp_path / "store" / "results").rglob("*") if path.is_file()):
        kept.write_bytes(kept.read_bytes()[:-1])
    _document.cache_clear()
    assert later.line(("what_happened",)) == place > 1


def test_a_briefing_that_was_read_can_be_put_away() -> None:
    """It comes back equal, knows its places, and takes no more room for having been asked for one."""
    text = briefing("what_happened: Both met [@s1] in [[ch|Bern]].", "timeline: [{id: a, when: 2025, title: A}]")
    (file,) = library({"talks.yaml": text}).briefings
    fresh = pickle.dumps(file.document)
    line = file.line(("timeline", 0, "when"))
    assert len(pickle.dumps(file.document)) == len(fresh)
    for part in (file.briefing, file.document, file.references):
        assert pickle.loads(pickle.dumps(part)) == part
    back = replace(file, briefing=pickle.loads(pickle.dumps(file.briefing)), reread=lambda: pickle.loads(fresh))
    mentioned = pickle.loads(pickle.dumps(file.references)).players
    assert [type(one.name) for one in mentioned] == [type(one.name) for one in file.references.players]
    assert back.briefing.model_fields_set == file.briefing.model_fields_set
    assert back.line(("timeline", 0, "when")) == line
    assert back.document.comments() == file.document.comments()
    told, again = (one.error(("what_happened",), "a", "b", within=(11, 2)) for one in (file, back))
    assert again == told


class _Full(Shelf):
    """A shelf without room for more than one."""

    def lay(self, pieces: Sequence[bytes]) -> Laid:
        if self._end:
            raise OSError(errno.ENOSPC, "No space left on device")
        return super().lay(pieces)


def test_what_finds_no_room_on_a_shelf_stays_at_hand(tmp_path: Path) -> None:
    """A full disk for temporary files is no reason to build nothing."""
    for name in ("talks", "more-talks"):
        path = tmp_path / "briefings" / f"{name}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(briefing(f"why_it_matters: It matters to {name}."))
    files = find_files(tmp_path).yaml
    read, shelved = read_library(files, "briefings"), read_library(files, "briefings", shelf=_Full())
    assert [one.briefing for one in shelved.briefings] == [one.briefing for one in read.briefings]
    assert [isinstance(one.briefing.__dict__["packed"], Laid) for one in shelved.briefings] == [True, False]
