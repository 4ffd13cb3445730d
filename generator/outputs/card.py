"""The social card: the picture of 1200 by 630 pixels that stands beside a link to a briefing."""

from __future__ import annotations

from generator.outputs.pdf import opening
from generator.rendering.press import Press
from generator.views.desk import SnapshotDesk

TEMPLATE = "card"
WIDTH, HEIGHT = 1200, 630


def card_path(slug: str) -> str:
    """Where the card stands below the site's root."""
    return f"briefings/{slug}/card.png"


def card_png(desk: SnapshotDesk, press: Press) -> bytes:
    """The card of the desk's briefing."""
    return press.png(TEMPLATE, {**opening(desk, ""), "briefing_label": desk.text("Briefing")})
