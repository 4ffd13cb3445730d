"""Which characters the fonts of the print have: of any other the PDF brief and the card show a box.

Only the table of characters of each font is read. Source: OpenType 1.9.1, `cmap`, formats 4 and 12.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from generator.templates_folder import packaged_templates

TEXT_FACES = ("SourceSerif4_*.ttf", "SourceSans3_*.ttf")
"""The faces of text and labels; a character counts where each has it, for a text may be set in any."""
OTHER_FONTS = ("Amiri-Regular.ttf", "Noto*_400Regular.ttf", "NotoSansCJK-Regular.otf")
"""The fonts that stand in for them, as `site_templates/print/parts.typ` names their families."""


@lru_cache(maxsize=1)
def printable() -> frozenset[int]:
    """The code points that the fonts of the text have."""
    text = frozenset.intersection(*(frozenset(characters(file)) for file in _files(TEXT_FACES)))
    return text.union(*(characters(file) for file in _files(OTHER_FONTS)))


def _files(patterns: tuple[str, ...]) -> Iterator[Path]:
    folder = packaged_templates() / "print" / "fonts"
    return (file for pattern in patterns for file in folder.glob(pattern))


def characters(font: Path) -> Iterator[int]:
    """The code points for which a font has a sign."""
    raw = font.read_bytes()
    for table in _tables(raw):
        (kind,) = struct.unpack_from(">H", raw, table)
        if kind == 4:
            yield from _two_byte_codes(raw, table)
        elif kind == 12:
            yield from _groups(raw, table)


def _tables(raw: bytes) -> Iterator[int]:
    """Where in the font each table of Unicode characters begins."""
    (count,) = struct.unpack_from(">H", raw, 4)
    entries = (struct.unpack_from(">4sIII", raw, 12 + 16 * at) for at in range(count))
    start = next(offset for tag, _, offset, _ in entries if tag == b"cmap")
    (count,) = struct.unpack_from(">H", raw, start + 2)
    for at in range(count):
        platform, encoding, offset = struct.unpack_from(">HHI", raw, start + 4 + 8 * at)
        if (platform, encoding) in ((3, 1), (3, 10)):
            yield start + offset


def _two_byte_codes(raw: bytes, table: int) -> Iterator[int]:
    """Format 4: segments from a first to a last code, each with a shift, or with a place in a list of signs."""
    (doubled,) = struct.unpack_from(">H", raw, table + 6)
    ends, starts = table + 14, table + 16 + doubled
    for at in range(0, doubled, 2):
        (end,), (start,) = struct.unpack_from(">H", raw, ends + at), struct.unpack_from(">H", raw, starts + at)
        (shift,) = struct.unpack_from(">H", raw, starts + doubled + at)
        place = starts + 2 * doubled + at
        (step,) = struct.unpack_from(">H", raw, place)
        for code in range(start, min(end, 0xFFFE) + 1):
            sign = code + shift if not step else struct.unpack_from(">H", raw, place + step + 2 * (code - start))[0]
            if sign & 0xFFFF:
                yield code


def _groups(raw: bytes, table: int) -> Iterator[int]:
    """Format 12: groups of codes that follow one another, with the first one's sign."""
    (count,) = struct.unpack_from(">I", raw, table + 12)
    for at in range(count):
        first, last, sign = struct.unpack_from(">III", raw, table + 16 + 12 * at)
        yield from range(first if sign else first + 1, last + 1)
