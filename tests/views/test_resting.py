"""What rests on one source alone, as a briefing's own list of sources tells it."""

from __future__ import annotations

import re
from html import unescape

import pytest
from sites import briefing, pages_of

TWO = "[{id: s1, title: A note, grade: B2}, {id: s2, title: Another note}]"
TERMS = "{terms: [{id: fire, title: Fire stops, category: general_ceasefire, sources: [s1], positions: {'no': %s}}]}"


def alone(name: str = "s1", /, **sections: str) -> str:
    """What a small briefing's list of sources says of one, in the line about what rests on it alone; else nothing."""
    page = pages_of({"one.yaml": briefing(**sections)})["briefings/one.md"]
    entry = page.split(f'<li id="source-{name}"')[1].split("</li>", maxsplit=1)[0]
    return entry.partition("What rests on it alone:")[2]


def words(shown: str) -> list[str]:
    """The names of the statements."""
    return [unescape(re.sub("<[^>]+>", "", one)) for one in re.findall("<bdi>(.*?)</bdi>", shown)]


def test_a_statement_with_one_source_rests_on_it_alone() -> None:
    """One with a second source does not; one whose second source copies the first does."""
    points = "[{text: One says so., sources: [s1]}, {text: Two say so., sources: [s1, s2]}]"
    shown = alone(key_points=points, sources=TWO)
    assert '<a href="#point-1">One says so.</a>' in shown
    assert words(shown) == ["One says so."]
    assert alone("s2", key_points=points, sources=TWO) == ""
    copy = TWO.replace("Another note", "Another note, derived_from: s1")
    assert words(alone(key_points=points, sources=copy)) == ["One says so.", "Two say so."]


def test_what_is_stated_on_a_copy_rests_on_its_original() -> None:
    """The copy itself bears nothing."""
    copy = TWO.replace("Another note", "Another note, derived_from: s1")
    points = {"key_points": "[{text: It is so., sources: [s2]}]", "what_happened": "It is so [@s1]."}
    assert words(alone(sources=copy, **points)) == ["It is so."]
    assert alone("s2", sources=copy, **points) == ""


def test_a_text_may_cite_what_it_rests_on() -> None:
    """Marks in a key point's words count as its list of sources does."""
    assert words(alone(key_points='[{text: "It is so [@s1]."}]')) == ["It is so."]
    assert alone(key_points='[{text: "It is so [@s1] [@s2]."}]', sources=TWO) == ""


def test_items_and_positions_that_rest_on_it_lead_to_their_places() -> None:
    """A position is told by its player and its item; without sources of its own it rests on nothing."""
    shown = alone(truce=TERMS % "{stance: accepts, sources: [s1]}")
    assert '<a href="#term-fire">Fire stops</a>' in shown
    assert '<a href="../../players/no/">Norway</a> on <a href="#term-fire">Fire stops</a>' in shown
    assert words(alone(truce=TERMS % "accepts")) == ["Fire stops"]


def test_a_player_is_told_by_where_it_stands() -> None:
    """A name alone would say that the player rests on the source."""
    shown = alone(players='[{id: "no", stance: It waits., sources: [s1]}, se]')
    assert shown.count("<a ") == 1
    assert '<a href="#player-no">Where Norway stands</a>' in shown


@pytest.mark.parametrize(("count", "more"), [(1, ""), (5, ""), (6, " and 1 more"), (9, " and 4 more")])
def test_five_are_named_and_more_are_counted(count: int, more: str) -> None:
    """A list of sources is no second table of contents."""
    points = ", ".join(f"{{text: Number {number}., sources: [s1]}}" for number in range(1, count + 1))
    shown = alone(key_points=f"[{points}]")
    assert words(shown) == [f"Number {number}." for number in range(1, min(count, 5) + 1)]
    assert shown.rpartition("</bdi>")[2] == f"{more}</p>"


def test_an_older_briefing_tells_it_too() -> None:
    """It says what it rested on, on its day."""
    older = briefing(process="talks", key_points="[{text: It began., sources: [s1]}]")
    newer = briefing(process="talks", as_of="2025-03-02", what_happened="It ended [@s1].")
    site = {"registry/processes.yaml": "talks: {title: Talks}\n", "one.yaml": older, "two.yaml": newer}
    found = pages_of(site)
    assert '<a href="#point-1">It began.</a></bdi></p>' in found["briefings/one.md"].split('id="source-s1"')[1]
    assert "What rests on it alone" not in found["briefings/two.md"]


@pytest.mark.parametrize(
    ("language", "label", "more"),
    [
        ("fr", "Ce qui repose sur cette seule source\u00a0:", "et 2 autres"),
        ("uk", "Що спирається лише на це джерело:", "і ще 2"),
        ("ar", "ما يستند إلى هذا المصدر وحده:", "واثنان آخران"),
    ],
)
def test_a_translation_tells_it_in_its_language(language: str, label: str, more: str) -> None:
    """With its own words for what is stated."""
    points = f"[{', '.join(f'{{text: WORD {number}., sources: [s1]}}' for number in range(7))}]"
    translated = briefing(language=language, translation_of="one", key_points=points.replace("WORD", "Là"))
    site = {"one.yaml": briefing(key_points=points.replace("WORD", "There")), "other.yaml": translated}
    page = pages_of(site)["briefings/other.md"]
    assert f'{label} <bdi><a href="#point-1">Là 0.</a></bdi>' in page
    assert f"</bdi> {more}</p>" in page


def test_the_search_does_not_read_it() -> None:
    """It says again what stands further up, which would weigh twice."""
    page = pages_of({"one.yaml": briefing(key_points="[{text: It is so., sources: [s1]}]")})["briefings/one.md"]
    assert '<p class="p-note" data-pagefind-ignore>What rests on it alone:' in page
