"""What is printed of each briefing: the PDF brief and the social card. They share one press, which is set up once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

from generator.edition import OutputFile
from generator.outputs.card import card_file
from generator.outputs.pdf import brief_file
from generator.rendering.press import Press
from generator.views.desk import Desk, SnapshotDesk


def print_files(desk: Desk, folders: Sequence[Path]) -> Iterator[OutputFile]:
    """Brief and card of each briefing in each language; `folders` are those of templates, the site's own first."""
    press = Press(folders)
    for one in desks(desk):
        yield brief_file(one, press)
        yield card_file(one, press)


def desks(desk: Desk) -> Iterator[SnapshotDesk]:
    """The desk of each briefing, with the labels of its language."""
    for snapshot in chain.from_iterable(desk.catalogue.versions):
        yield desk.in_language(snapshot.briefing.language).at(snapshot)
