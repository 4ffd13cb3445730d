"""Briefings on the press: made from lines of YAML or from the examples, and what other readers find in the print."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pikepdf
import pypdfium2
from small_sites import briefing, library

from generator.catalogue import Catalogue, make_catalogue
from generator.outputs.pdf import brief_pdf
from generator.reading.files import find_files
from generator.reading.library import Library, read_library
from generator.rendering.press import Press
from generator.templates_folder import packaged_templates
from generator.views.desk import Desk, SnapshotDesk
from generator.words import read_words
from generator.yardstick import ICD_203

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2025, 8, 20, 12, tzinfo=UTC)
SITE_URL = "https://example.org/peace/"


@cache
def press() -> Press:
    """The press with Parley's own templates."""
    return Press((packaged_templates(),))


def desk_of(*lines: str, **more: str) -> SnapshotDesk:
    """The desk of a briefing with these lines of YAML; `more` are files by name, such as `players_yaml`."""
    registry = {f"registry/{name.replace('_yaml', '.yaml')}": text for name, text in more.items()}
    (only,) = desks_of(library({"talks.yaml": briefing(*lines), **registry}))
    return only


def examples() -> Iterator[SnapshotDesk]:
    """The desks of the briefings that travel with Parley."""
    return desks_of(read_library(find_files(ROOT, "briefings").yaml, "briefings"))


def desks_of(read: Library) -> Iterator[SnapshotDesk]:
    """A desk for each published briefing of a library without errors."""
    assert not read.problems, read.problems
    catalogue: Catalogue = make_catalogue(read, NOW)
    desk = Desk(catalogue, read_words(), ICD_203, "River Desk")
    return (desk.at(snapshot) for snapshot in catalogue.snapshots)


def brief_of(*lines: str, **more: str) -> bytes:
    """The PDF brief of a briefing with these lines of YAML."""
    return brief_pdf(desk_of(*lines, **more), press(), SITE_URL)


def yaml_line(key: str, text: str) -> str:
    """A line of YAML that says just this text."""
    return f"{key}: {json.dumps(text, ensure_ascii=False)}"


def opened(pdf: bytes) -> pikepdf.Pdf:
    """The PDF as qpdf reads it."""
    return pikepdf.open(io.BytesIO(pdf))


def text_of(pdf: bytes) -> str:
    """The text that PDFium, the reader in Chrome, finds; a line's end counts as a space."""
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    return re.sub(r"\s+", " ", " ".join(pages))
