"""What is printed of each briefing: the PDF brief and the social card. They share a press."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, partial
from itertools import chain
from pathlib import Path

from generator.edition import OutputFile
from generator.outputs.card import card_file
from generator.outputs.pdf import brief_file
from generator.rendering.press import Press
from generator.views.desk import Desk, SnapshotDesk
from generator.workers import spread

WORTH_WORKERS = 8
"""So many briefings at least; each takes many times as long as a page."""


def print_files(desk: Desk, folders: Sequence[Path]) -> Iterator[OutputFile]:
    """Brief and card of each briefing in each language; `folders` are those of templates, the site's own first."""
    press = cache(partial(Press, folders))

    def printed(one: SnapshotDesk) -> tuple[OutputFile, OutputFile]:
        return brief_file(one, press()), card_file(one, press())

    return chain.from_iterable(spread(printed, tuple(desks(desk)), WORTH_WORKERS))


def desks(desk: Desk) -> Iterator[SnapshotDesk]:
    """The desk of each briefing, with the labels of its language."""
    for snapshot in chain.from_iterable(desk.catalogue.versions):
        yield desk.in_language(snapshot.briefing.language).at(snapshot)
