"""The social card: a picture of the right size, the same at every run, that fits what it must show."""

from __future__ import annotations

import json
import re
import struct

import pytest
from printing import desk_of, press, squeezed, typed_text_of, yaml_line

from generator.outputs.card import TEMPLATE, card_data, card_png

PNG = b"\x89PNG\r\n\x1a\n"
SCRIPTS = ("Війна й мир: Їжак, ґанок, Є.", "停戦合意 和平谈判 휴전 협정", "Ελλάδα հայ ქართული አማርኛ")


def card(*lines: str) -> bytes:
    return card_png(desk_of(*lines), press())


@pytest.mark.parametrize(
    "lines",
    [
        (),
        (yaml_line("title", "W" * 200), yaml_line("bottom_line", "Long words " * 36)),
        ("language: ar", yaml_line("title", "مقترح هدنة في السودان")),
    ],
    ids=["short", "long", "from right to left"],
)
def test_a_card_is_1200_by_630_pixels(lines: tuple[str, ...]) -> None:
    """The size that Open Graph's readers ask for, however long the text."""
    picture = card(*lines)
    assert picture.startswith(PNG)
    assert struct.unpack(">II", picture[16:24]) == (1200, 630)


def test_equal_briefings_give_equal_cards() -> None:
    """And what a card shows makes a difference: title, bottom line, day, AI label."""
    assert card() == card()
    changes = ("title: Other", "bottom_line: Other.", "as_of: 2025-08-16", "provenance: {ai_use: generated}")
    assert len({card(), *(card(change) for change in changes)}) == 1 + len(changes)


def test_hostile_text_is_drawn_and_not_obeyed() -> None:
    """`#panic()` would stop the press, were it evaluated."""
    assert card(yaml_line("title", "#panic() $ ] \\ @x")) != card()


def text_of_card(*lines: str) -> str:
    """What the card says, from the same template set as a PDF."""
    made = press()._compiler.compile(
        press()._input(TEMPLATE), format="pdf", sys_inputs={"data": json.dumps(card_data(desk_of(*lines)))}
    )
    assert isinstance(made, bytes)
    return typed_text_of(made)


@pytest.mark.parametrize("text", [r"""#x $y^2$ \ @r ] [ *a* _b_ `c` // -- "q" <l> {{7*7}}""", *SCRIPTS])
def test_a_card_says_what_was_typed(text: str) -> None:
    """In title and bottom line, whatever it would mean to the press."""
    found = text_of_card(yaml_line("title", text), yaml_line("bottom_line", text))
    assert found.count(squeezed(text)) == 2


def test_a_card_calls_the_process_by_its_name_in_the_language() -> None:
    """A translation's card names what it belongs to as its readers do; where there is no such name, by its own."""
    registry = "river: {title: River line, titles: {uk: Лінія річки}}\n"
    for language, name in {"uk": "Лінія річки", "fr": "River line"}.items():
        desk = desk_of(f"language: {language}", "process: river", processes_yaml=registry)
        assert card_data(desk)["process"] == name


def test_a_card_from_right_to_left_says_what_was_typed() -> None:
    """Its letters are set from the right, each with its signs."""
    title = "اتفاقًا مؤقّتًا على وقف إطلاق النار"
    found = text_of_card("language: ar", yaml_line("title", title))
    assert squeezed(title) in "".join(reversed(re.findall(r".[\u064b-\u0652]*", found)))
