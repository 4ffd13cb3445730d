"""A player's page and the list of players."""

from __future__ import annotations

import pytest
from sites import briefing, pages_of

GUARANTEE = """
  - {id: watch, title: Watch of the line, providers: se, beneficiaries: fi, positions: {fi: red_line}, sources: [s1]}"""


def players(registry: str = "", **sections: str) -> dict[str, str]:
    """The pages of the players of a site with one briefing, by id."""
    site = {"one.yaml": briefing(**({"players": '["no", se, fi]'} | sections))}
    pages = pages_of(site | ({"registry/players.yaml": registry} if registry else {}))
    return {
        path.removeprefix("players/").removesuffix(".md"): page
        for path, page in pages.items()
        if path.startswith("players/")
    }


def test_a_page_lists_the_guarantees_its_player_receives_and_gives() -> None:
    """The guarantor has it under given, the beneficiary under received, and nobody else has it."""
    pages = players(guarantees=GUARANTEE)
    assert "Watch of the line" in pages["se"].split("## Guarantees given")[1]
    assert "Watch of the line" in pages["fi"].split("## Guarantees received")[1]
    assert "## Guarantees given" not in pages["fi"]
    assert "Watch of the line" not in pages["no"]


def test_a_position_leads_to_the_item_it_is_about() -> None:
    """The row has the stance, and its head leads to the guarantee on the briefing's page."""
    section = players(guarantees=GUARANTEE)["fi"].split("## Positions")[1]
    assert '<a href="../../briefings/one/#guarantee-watch">Watch of the line</a>' in section
    assert 'data-stance="red_line"' in section


RELATED = """\
bank: {name: North Bank, kind: armed_group, relations: [{type: RELATION, to: union}]}
union: {name: River Union, kind: coalition}
"""


@pytest.mark.parametrize(
    ("relation", "there", "back"),
    [
        ("allied_with", "Allied with", "Allied with"),
        ("opposes", "Opposes", "Opposed by"),
        ("backs", "Backs", "Backed by"),
        ("controls", "Controls", "Controlled by"),
        ("represents", "Represents", "Represented by"),
        ("part_of", "Part of", "Includes"),
        ("successor_of", "Successor of", "Succeeded by"),
    ],
)
def test_a_relation_stands_on_both_pages(relation: str, there: str, back: str) -> None:
    """Each page says it from its own player's side."""
    pages = players(RELATED.replace("RELATION", relation), players="[bank]")
    assert f'<dt>{there}</dt>\n<dd><a href="../union/">River Union</a></dd>' in pages["bank"]
    assert f'<dt>{back}</dt>\n<dd><a href="../bank/">North Bank</a></dd>' in pages["union"]


def test_a_relation_told_from_both_sides_stands_once() -> None:
    """Two allies that both name the alliance are not allied twice."""
    both = RELATED.replace("RELATION", "allied_with").replace(
        "kind: coalition", "kind: coalition, relations: [{type: allied_with, to: bank}]"
    )
    assert players(both, players="[bank]")["union"].count("North Bank</a>") == 1


def test_a_player_only_others_point_to_has_a_page_that_says_so() -> None:
    """No briefing names it, and its page does not pretend one does."""
    page = players(RELATED.replace("RELATION", "backs"), players="[bank]")["union"]
    assert "No briefing names this player" in page


def test_misprinted_names_are_plainly_misprints() -> None:
    """A name as a source printed it is not one of the names the player is called."""
    registry = "ana: {name: Ana Berg, kind: person, aliases: [Anna, {text: Ana Bregh, as_printed: true}]}\n"
    page = players(registry, players="[ana]")["ana"]
    assert "<dt>Also called</dt>\n<dd>Anna</dd>" in page
    assert "<dd>“Ana Bregh” in a source</dd>" in page


def test_a_long_list_of_briefings_is_cut_and_says_so() -> None:
    """Of 23 briefings the newest 20 stand on the page, with the way to the others."""
    site = {f"day-{day}.yaml": briefing(title=f"Day {day}.", as_of=f"2025-03-{day:02}") for day in range(1, 24)}
    listed = pages_of(site)["players/se.md"].split("## Briefings")[1]
    assert "Day 4." in listed
    assert "Day 3." not in listed
    assert "3 earlier briefings name this player." in listed


def test_a_long_table_is_cut_and_says_so() -> None:
    """Of 102 guarantees the first 100 stand on the page."""
    many = "".join(f"\n  - {{id: g{n}, title: Pledge {n}., providers: se, sources: [s1]}}" for n in range(1, 103))
    listed = players(guarantees=many)["se"].split("## Guarantees given")[1]
    assert "Pledge 100." in listed
    assert "Pledge 101." not in listed
    assert "2 older entries stand on the pages of the briefings." in listed


def test_names_are_sorted_without_their_accents() -> None:
    """Åland stands among the A, not behind Z."""
    page = players(players="[zm, ax, be]")["index"]
    assert page.index("Åland") < page.index("Belgium") < page.index("Zambia")


def test_text_of_authors_is_inert_on_a_players_page() -> None:
    """A name that looks like HTML is shown as typed in the heading and in a table."""
    registry = 'bank: {name: "<b>Bank</b> *x*", kind: body}\n'
    page = players(registry, players="[{id: bank, roles: host, side: <i>north</i>}]")["bank"]
    assert r"# &lt;b>Bank&lt;/b> \*x\* { #title }" in page
    assert "&lt;i&gt;north&lt;/i&gt;" in page
    assert "<i>" not in page
