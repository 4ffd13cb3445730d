"""The social card: the picture of 1200 by 630 pixels that stands beside a link to a briefing."""

from __future__ import annotations

from generator.edition import OutputFile
from generator.links import url_of
from generator.outputs.pdf import opening
from generator.rendering.press import Press
from generator.rendering.typst import Typeset
from generator.views.desk import SnapshotDesk

TEMPLATE = "card"
WIDTH, HEIGHT = 1200, 630


def card_file(desk: SnapshotDesk, press: Press) -> OutputFile:
    """The card of the desk's briefing, beside its page."""
    return OutputFile(f"{url_of(desk.snapshot.page)}card.png", card_png(desk, press))


def card_png(desk: SnapshotDesk, press: Press) -> bytes:
    """The card of the desk's briefing."""
    return press.png(TEMPLATE, card_data(desk))


def card_data(desk: SnapshotDesk) -> dict[str, Typeset]:
    """All that the template sets."""
    return {**opening(desk), "briefing_label": desk.text("Briefing")}
