"""What is printed of each briefing: the PDF brief and the social card. They share a press."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.catalogue import Snapshot
from generator.links import url_of
from generator.outputs.card import card_png
from generator.outputs.pdf import brief_pdf
from generator.outputs.plans import Plan
from generator.rendering.press import Press
from generator.views.desk import Desk, SnapshotDesk


def prints(press: Press) -> Callable[[Desk, Snapshot], Iterator[Plan]]:
    """What plans a briefing's brief and card."""

    def of_briefing(desk: Desk, snapshot: Snapshot) -> Iterator[Plan]:
        """`brief.pdf` and `card.png` beside the briefing."""
        folder = url_of(snapshot.page)
        yield f"{folder}brief.pdf", lambda: brief_pdf(in_its_language(desk, snapshot), press)
        yield f"{folder}card.png", lambda: card_png(in_its_language(desk, snapshot), press)

    return of_briefing


def in_its_language(desk: Desk, snapshot: Snapshot) -> SnapshotDesk:
    """The desk of a briefing, with the labels of its language."""
    return desk.in_language(snapshot.briefing.language).at(snapshot)
