"""What the fonts of the print have, as the press finds it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

import pytest
from printing import desk_of, opened, press

from generator.checks import unprintable_text
from generator.outputs.pdf import brief_pdf
from generator.templates_folder import packaged_templates
from generator.typefaces import OTHER_FONTS, printable

PRINT = packaged_templates() / "print"


def has_box(title: str) -> bool:
    """Whether a brief of this title shows a character as a box."""
    desk = desk_of()
    briefing = desk.snapshot.briefing.model_copy(update={"title": title})
    made = opened(brief_pdf(replace(desk, snapshot=replace(desk.snapshot, briefing=briefing)), press()))
    fonts = (font for page in made.pages for font in page.Resources.Font.values())
    return any("ParleyMissing" in str(font.BaseFont) for font in fonts)


def test_what_is_called_printable_is_printed() -> None:
    """Every character of it, in one brief, without a box.

    But for marks, which stand with a letter and in its font, and for the mathematical forms of Arabic letters.
    """
    codes = sorted(code for code in printable() if code < 0x10000)
    signs = [chr(code) for code in codes if unicodedata.category(chr(code))[0] not in "CMZ"]
    assert len(signs) > 15_000
    assert not has_box(" ".join(signs))


@pytest.mark.parametrize("sign", ["ह", "ก", "မ", "🤝", "龘", "\u2fd5", "Ꭰ", "𝐀", "\uabc0", "\U00020000"])
def test_what_is_not_is_a_box(sign: str) -> None:
    """South and South-East Asian scripts, emoji, rare Chinese characters and others."""
    assert ord(sign) not in printable()
    assert has_box(f"a {sign} b")


def test_the_fonts_are_as_many_as_the_print_names() -> None:
    """One file for each family that stands in for the text's own, but for the one that is a box for everything."""
    source = (PRINT / "parts.typ").read_text(encoding="utf-8")
    families = set(re.findall(r'"([A-Z][A-Za-z0-9 ]+)"', source)) - {
        "Source Serif 4",
        "Source Sans 3",
        "Parley Missing",
    }
    files = {file for pattern in OTHER_FONTS for file in (PRINT / "fonts").glob(pattern)}
    assert len(files) == len(families)


def test_common_characters_need_no_font_to_be_asked() -> None:
    """What the rule takes for granted is what the fonts have."""
    pattern = unprintable_text._COMMON
    granted = {code for code in range(0x20, 0x3000) if pattern.fullmatch(chr(code))}
    assert {chr(code) for code in granted - printable() if not unprintable_text._is_without_sign(chr(code))} == set()
    assert len(granted) > 400
