"""The social card: a picture of the right size, the same at every run, that fits what it must show."""

from __future__ import annotations

import struct

import pytest
from printing import desk_of, press, yaml_line

from generator.outputs.card import card_png

PNG = b"\x89PNG\r\n\x1a\n"


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
