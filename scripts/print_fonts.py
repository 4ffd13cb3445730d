"""Make the two fonts of `site_templates/print/fonts` that nobody publishes as they stand there.

    python scripts/print_fonts.py NotoSansCJK-Regular.ttc

needs fontTools. `NotoSansCJK-Regular.otf` keeps the characters of GB 2312, level 1 of Big5 and of JIS X 0208, and the
Hangul of KS X 1001. `ParleyMissing.ttf` has one glyph, a crossed box, for every character there is: set last, it shows
what no other font can.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from fontTools import subset
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

FONTS = Path(__file__).parent.parent / "site_templates" / "print" / "fonts"
SIMPLIFIED_CHINESE = 2  # the place of its forms in the collection
NAME = "Parley Missing"
FIRST_CJK = 0x2E80
ROWS = (("gb2312", 0xA1, 0xF8), ("euc_jp", 0xA1, 0xD0), ("euc_kr", 0xA1, 0xC9), ("big5", 0xA4, 0xC7))
KANA_AND_FORMS = (*range(0x3000, 0x3130), *range(0xFF01, 0xFFE7))


def common_cjk() -> Iterator[int]:
    """Code points that the rows of the four character sets hold, but those of other scripts."""
    for encoding, first, end in ROWS:
        for row in range(first, end):
            for cell in (*range(0x40, 0x7F), *range(0xA1, 0xFF)):
                text = bytes([row, cell]).decode(encoding, "ignore")
                if len(text) == 1 and ord(text) >= FIRST_CJK:
                    yield ord(text)


def write_cjk(collection: Path, target: Path) -> None:
    """Write the font with common characters alone."""
    options = subset.Options(
        font_number=SIMPLIFIED_CHINESE, layout_features=[], hinting=False, name_IDs=["*"], recalc_timestamp=False
    )
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE"]
    font = subset.load_font(str(collection), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes={*common_cjk(), *KANA_AND_FORMS})
    subsetter.subset(font)
    subset.save_font(font, str(target), options)


def write_missing(target: Path) -> None:
    """Write the font of one glyph, which stands for every character."""
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "missing"])
    builder.setupCharacterMap({0x20: "missing"})
    builder.setupGlyf({".notdef": _box(), "missing": _box()})
    builder.setupHorizontalMetrics({".notdef": (700, 60), "missing": (700, 60)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": NAME, "styleName": "Regular", "fullName": NAME, "psName": "ParleyMissing"})
    builder.setupOS2(sTypoAscender=800, sTypoDescender=-200, usWinAscent=800, usWinDescent=200)
    builder.setupPost()
    builder.font["cmap"].tables = [_every_character()]
    builder.font["head"].created = builder.font["head"].modified = 0
    builder.font.recalcTimestamp = False
    builder.save(target)


def _box() -> object:
    """A frame with a diagonal cross, as high as a capital."""
    pen = TTGlyphPen(None)
    for shape in (
        ((60, 0), (60, 700), (640, 700), (640, 0)),
        ((110, 50), (590, 50), (590, 650), (110, 650)),
        ((110, 50), (110, 90), (560, 650), (590, 650), (590, 610), (140, 50)),
        ((560, 50), (110, 610), (110, 650), (140, 650), (590, 90), (590, 50)),
    ):
        pen.moveTo(shape[0])
        for point in shape[1:]:
            pen.lineTo(point)
        pen.closePath()
    return pen.glyph()


def _every_character() -> CmapSubtable:
    table = CmapSubtable.newSubtable(13)
    table.platformID, table.platEncID, table.language = 3, 10, 0
    table.format, table.reserved, table.length, table.nGroups = 13, 0, 0, 0
    surrogates = range(0xD800, 0xE000)
    table.cmap = {code: "missing" for code in range(0x20, 0x110000) if code not in surrogates}
    return table


if __name__ == "__main__":
    write_cjk(Path(sys.argv[1]), FONTS / "NotoSansCJK-Regular.otf")
    write_missing(FONTS / "ParleyMissing.ttf")
