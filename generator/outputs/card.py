"""The social card: the picture of 1200 by 630 pixels that stands beside a link to a briefing."""

from __future__ import annotations

from generator.outputs.pdf import opening
from generator.rendering.press import Press
from generator.rendering.typst import Typeset
from generator.views.desk import SnapshotDesk

TEMPLATE = "card"
WIDTH, HEIGHT = 1200, 630


def card_png(desk: SnapshotDesk, press: Press) -> bytes:
    """The card of the desk's briefing."""
    return press.png(TEMPLATE, card_data(desk))


def card_data(desk: SnapshotDesk) -> dict[str, Typeset]:
    """All that the template sets."""
    return {**opening(desk), "briefing_label": desk.text("Briefing")}
