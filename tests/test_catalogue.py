"""The published side: what readers may see, and how it is linked."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from small_sites import briefing, library

from generator.catalogue import Catalogue, make_catalogue
from generator.model.values import PlayerId

NOW = datetime(2025, 8, 20, 12, tzinfo=UTC)


def catalogue(files: dict[str, str], now: datetime = NOW, *, drafts: bool = False) -> Catalogue:
    return make_catalogue(library({f"{name}.yaml": text for name, text in files.items()}), now, drafts=drafts)


def shown(files: dict[str, str], now: datetime = NOW, *, drafts: bool = False) -> list[str]:
    return [snapshot.slug for snapshot in catalogue(files, now, drafts=drafts).snapshots]


@pytest.mark.parametrize(
    ("lines", "is_shown"),
    [
        (["status: published"], True),
        (["status: draft"], False),
        (["embargo_until: 2025-08-20T14:00:00+02:00"], True),
        (["embargo_until: 2025-08-20T12:00:01Z"], False),
        (["as_of: 2025-08-21"], True),  # at UTC+14 the day has begun
        (["as_of: 2025-08-22"], False),
    ],
)
def test_only_what_is_published_is_shown(lines: list[str], is_shown: bool) -> None:
    """A draft never, an embargoed briefing from its moment on, one of a later day from when that begins on Earth."""
    assert shown({"talks": briefing(*lines)}) == (["talks"] if is_shown else [])
    assert catalogue({"talks": briefing(*lines)}).unpublished == (() if is_shown else ("talks",))


def test_a_preview_shows_drafts_as_drafts() -> None:
    """What is held back carries the mark, what is published does not."""
    files = {"done": briefing(), "draft": briefing("status: draft")}
    snapshots = catalogue(files, drafts=True).snapshots
    assert [(snapshot.slug, snapshot.draft) for snapshot in snapshots] == [("done", False), ("draft", True)]


def test_nothing_of_a_draft_reaches_the_published_side() -> None:
    """Neither its players nor its process nor its place in a player's list."""
    files = {
        "done": briefing(),
        "draft": briefing(
            "status: draft",
            "process: secret",
            "players: [us, {id: envoy, name: Envoy, kind: person}]",
            "replaces: done",
        ),
        "registry/processes": "secret: {title: Secret}\n",
    }
    made = catalogue(files)
    assert set(made.players) == {"us", "ua"}
    assert made.processes == {}
    assert [snapshot.slug for snapshot in made.appearances["us"]] == ["done"]
    assert made.withdrawn == ()
    assert set(catalogue(files, drafts=True).players) == {"us", "ua", "envoy"}


def test_the_newest_comes_first_and_a_process_goes_forward() -> None:
    """On one day the slug decides, so that the order holds when a file moves."""
    files = {
        "2024/b": briefing("process: talks", "as_of: 2025-08-16"),
        "2025/a": briefing("process: talks", "as_of: 2025-08-16"),
        "2023/c": briefing("process: talks", "as_of: 2025-08-17"),
        "registry/processes": "talks: {title: Talks}\n",
    }
    made = catalogue(files)
    process = made.processes["talks"]
    assert [snapshot.slug for snapshot in made.snapshots] == ["c", "a", "b"]
    assert [snapshot.slug for snapshot in process.snapshots] == ["b", "a", "c"]
    assert process.latest.slug == "c"
    before, after = process.before("a"), process.after("a")
    assert before is not None
    assert after is not None
    assert (before.slug, after.slug, process.before("b"), process.after("c")) == ("b", "c", None, None)
    assert made.process_of(made.snapshots[0]) is process


def test_a_replaced_briefing_is_withdrawn() -> None:
    """An old link leads to the one that stands in for it in the end; it is neither shown nor called unpublished."""
    files = {"a": briefing(), "b": briefing("replaces: a"), "c": briefing("replaces: b")}
    made = catalogue(files)
    assert [snapshot.slug for snapshot in made.snapshots] == ["c"]
    assert [(one.slug, one.replaced_by) for one in made.withdrawn] == [("a", "c"), ("b", "c")]
    assert made.unpublished == ()


def test_translations_of_what_is_withdrawn_lead_on() -> None:
    """To the same language where what stands in has it, else to that itself; former addresses come along."""
    french, ukrainian = ["translation_of: a", "language: fr"], ["translation_of: a", "language: uk"]
    files = {
        "a": briefing("previously: [a-old]"),
        "a-fr": briefing(*french, "previously: [a-vieux]"),
        "a-uk": briefing(*ukrainian),
        "b": briefing("replaces: a"),
        "b-fr": briefing("translation_of: b", "language: fr"),
    }
    made = catalogue(files)
    found = [(one.slug, one.replaced_by, one.previously) for one in made.withdrawn]
    assert found == [("a", "b", ("a-old",)), ("a-fr", "b-fr", ("a-vieux",)), ("a-uk", "b", ())]
    assert made.unpublished == ()


def test_a_translation_that_was_never_shown_is_not_named() -> None:
    """Neither a draft of one, nor one whose original was held back when it was replaced."""
    french = briefing("translation_of: a", "language: fr")
    draft = {
        "a": briefing(),
        "a-fr": french.replace("status: published", "status: draft"),
        "b": briefing("replaces: a"),
    }
    assert [one.slug for one in catalogue(draft).withdrawn] == ["a"]
    held = {"a": briefing("embargo_until: 2025-08-21T00:00:00Z"), "a-fr": french, "b": briefing("replaces: a")}
    assert catalogue(held).withdrawn == ()
    assert "a-fr" in catalogue(held).unpublished


def test_what_is_replaced_by_what_nobody_sees_leads_nowhere() -> None:
    """A translation of a draft is not shown, so no address can lead to it."""
    hidden = briefing("replaces: a", "translation_of: c", "language: fr")
    made = catalogue({"a": briefing(), "b": hidden, "c": briefing("status: draft")})
    assert made.withdrawn == ()
    assert made.unpublished == ("a", "b", "c")


def test_a_replacement_under_embargo_withdraws_nothing_yet() -> None:
    """The old briefing stands until the new one is shown; an embargoed one that is replaced is never named."""
    late = "embargo_until: 2025-08-21T00:00:00Z"
    assert shown({"a": briefing(), "b": briefing("replaces: a", late)}) == ["a"]
    assert catalogue({"a": briefing(late), "b": briefing("replaces: a")}).withdrawn == ()


def test_sources_come_with_what_the_registry_knows() -> None:
    """What a briefing says itself counts; a source that is only cited is added behind those it lists."""
    files = {
        "talks": briefing(
            "what_happened: They met [@s1] [@accord] [@law].",
            "sources: [{id: s1, title: Report}, {id: accord, note: Read closely}]",
        ),
        "registry/sources": "accord: {title: Accord, grade: A1, note: Shared}\nlaw: {title: Law}\nidle: {title: I}\n",
    }
    (snapshot,) = catalogue(files).snapshots
    assert [(one.id, one.title, one.note) for one in snapshot.sources] == [
        ("s1", "Report", None),
        ("accord", "Accord", "Read closely"),
        ("law", "Law", None),
    ]
    assert str(snapshot.sources[1].grade) == "A1"


@pytest.mark.parametrize(
    ("text", "sources", "expected"),
    [
        ("[@reprint]", "[reprint]", ["reprint", "wire", "cable"]),
        ("[@reprint]", "[{id: s1, title: Report}]", ["s1", "reprint", "wire", "cable"]),
        ("[@s1]", "[{id: s1, title: Report, derived_from: reprint}]", ["s1", "reprint", "wire", "cable"]),
        ("[@reprint]", "[cable, reprint]", ["cable", "reprint", "wire"]),
        ("[@reprint]", "[{id: reprint, derived_from: s1}, {id: s1, title: Report}]", ["reprint", "s1"]),
        ("[@cable]", "[cable]", ["cable"]),
    ],
)
def test_what_a_shared_source_was_made_from_comes_with_it(text: str, sources: str, expected: list[str]) -> None:
    """And what that was made from; each once, and nothing where the briefing says otherwise."""
    files = {
        "talks": briefing(f"what_happened: They met {text}.", f"sources: {sources}"),
        "registry/sources": (
            "reprint: {title: Reprint, derived_from: wire}\n"
            "wire: {title: Wire, derived_from: [cable]}\n"
            "cable: {title: Cable}\n"
        ),
    }
    (snapshot,) = catalogue(files).snapshots
    assert [one.id for one in snapshot.sources] == expected


def test_only_a_shared_source_has_a_page() -> None:
    """Several briefings cite it, or the registry holds it; the others are told in their briefing's list."""
    files = {
        "a": briefing("what_happened: They met [@s1] [@law].", "sources: [{id: s1, title: Report}]"),
        "b": briefing(
            "what_happened: They met [@r] [@s2].", "sources: [{id: r, title: Report}, {id: s2, title: Note}]"
        ),
        "b-fr": briefing(
            "translation_of: b", "language: fr", "what_happened: Oui [@s2].", "sources: [{id: s2, title: Avis}]"
        ),
        "registry/sources": "law: {title: Law}\nidle: {title: Idle}\n",
    }
    made = catalogue(files)
    assert {one.title: (one.page, one.target.page, one.target.anchor) for one in made.sources} == {
        "Report": ("sources/a/s1.md", "sources/a/s1.md", ""),
        "Law": ("sources/law.md", "sources/law.md", ""),
        "Note": (None, "briefings/b.md", "source-s2"),
    }
    a, b = made.snapshots
    assert [made.source_page(a, name) for name in ("s1", "law", "s2")] == ["sources/a/s1.md", "sources/law.md", None]
    assert [made.source_page(b, name) for name in ("r", "s2")] == ["sources/a/s1.md", None]


def test_a_draft_makes_no_source_shared() -> None:
    """A preview, which shows its page, marks it."""
    report = briefing("what_happened: They met [@s1].", "sources: [{id: s1, title: Report}]")
    files = {"a": report, "b": f"{report}status: draft\n".replace("status: published\n", "")}
    assert [(one.page, one.draft) for one in catalogue(files).sources] == [(None, False)]
    assert [(one.page, one.draft) for one in catalogue(files, drafts=True).sources] == [("sources/a/s1.md", True)]


def test_a_player_is_what_registry_and_briefings_say_of_it() -> None:
    """A state is named anew in each language; whoever a player of the registry points to has a page too."""
    files = {
        "talks": briefing("players: [ua, {id: envoy, country: us, aliases: [The envoy]}]"),
        "registry/players": "envoy: {name: Envoy, kind: person, relations: [{type: represents, to: league}]}\n"
        "league: {name: League, kind: coalition}\n"
        "idle: {name: Idle, kind: body}\n",
    }
    players = catalogue(files).players
    assert {name: (one.name, one.kind) for name, one in players.items()} == {
        "ua": ("", "state"),
        "envoy": ("Envoy", "person"),
        "league": ("League", "coalition"),
    }
    assert (players["envoy"].country, players["envoy"].aliases[0].text) == ("us", "The envoy")
    assert players["ua"].country == "ua"


def test_a_mention_in_a_text_counts_as_an_appearance() -> None:
    """Once for each briefing, however often it is named."""
    made = catalogue({"talks": briefing("what_happened: The [[fr]] and [[fr|French]] met [@s1].")})
    assert [snapshot.slug for snapshot in made.appearances[PlayerId("fr")]] == ["talks"]


def test_the_order_of_files_makes_no_difference() -> None:
    """The same site comes out whatever folder a briefing lies in."""
    texts = {"a": briefing("players: [us]"), "b": briefing("players: [fr]"), "c": briefing("as_of: 2025-08-18")}
    moved = {f"{3 - number}/{name}": text for number, (name, text) in enumerate(texts.items())}
    assert shown(texts) == shown(moved)
    assert list(catalogue(texts).players) == list(catalogue(moved).players)
