"""Briefings on the press: made from lines of YAML or from the examples, and what other readers find in the print."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
from small_sites import briefing, library

from generator.catalogue import Catalogue, make_catalogue
from generator.outputs.pdf import brief_pdf
from generator.outputs.prints import in_its_language
from generator.reading.files import find_files
from generator.reading.library import Library, read_library
from generator.rendering.press import Press
from generator.store import KEEPING_NOTHING
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
    return Press((packaged_templates(),), KEEPING_NOTHING)


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
    desk = Desk(catalogue, read_words(), ICD_203, "River Desk", site_url=SITE_URL)
    return (in_its_language(desk, snapshot) for snapshot in chain.from_iterable(catalogue.versions))


def brief_of(*lines: str, **more: str) -> bytes:
    """The PDF brief of a briefing with these lines of YAML."""
    return brief_pdf(desk_of(*lines, **more), press())


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


def typed_text_of(pdf: bytes) -> str:
    """The text as it is set, without white space, for a line's end has none.

    It is read as the PDF standard says: `ActualText` stands for the glyphs it spans. From left to right alone.
    """
    return squeezed("".join(_set_text(page) for page in opened(pdf).pages))


def squeezed(text: str) -> str:
    """The text without white space."""
    return "".join(text.split())


def _set_text(page: pikepdf.Page) -> str:
    """The text of one page's content."""
    fonts = {name: _characters(font) for name, font in page.Resources.get("/Font", {}).items()}
    pieces: list[str] = []
    depths: list[bool] = []  # of the marked spans that are open: whether each has its own text
    font: dict[int, str] = {}
    for one in pikepdf.parse_content_stream(page):
        operands: Sequence[Any] = list(one.operands)
        match str(one.operator):
            case "BDC" | "BMC":
                spanned = _actual_text(operands, page)
                pieces += [spanned] if spanned is not None and not any(depths) else []
                depths.append(spanned is not None)
            case "EMC":
                depths.pop()
            case "Tf":
                font = fonts[str(operands[0])]
            case "Tj" | "TJ" if not any(depths):
                pieces.append(_shown(operands[0], font))
    return "".join(pieces)


def _actual_text(operands: Sequence[Any], page: pikepdf.Page) -> str | None:
    """The text that a marked span stands for, where it says so."""
    properties = operands[1] if len(operands) > 1 else None
    if isinstance(properties, pikepdf.Name):
        properties = page.Resources.Properties[str(properties)]
    return str(properties["/ActualText"]) if properties is not None and "/ActualText" in properties else None


def _shown(operand: Any, font: dict[int, str]) -> str:
    strings = operand if isinstance(operand, pikepdf.Array) else [operand]
    codes = b"".join(bytes(one) for one in strings if isinstance(one, pikepdf.String))
    return "".join(font.get(int.from_bytes(codes[at : at + 2], "big"), "") for at in range(0, len(codes), 2))


def _characters(font: pikepdf.Object) -> dict[int, str]:
    """What each code of a font stands for, from its `ToUnicode`."""
    table = font["/ToUnicode"].read_bytes().decode("ascii")
    found: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            found[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    return found
