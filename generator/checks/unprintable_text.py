from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from generator.problems import Problem
from generator.reading.library import BriefingFile, Library
from generator.typefaces import printable

# What nearly every text is made of, so that the fonts need not be asked about it.
_COMMON = re.compile("[\n\t -~\u00a0-\u017f\u0400-\u045f\u2010\u2011\u2013\u2014\u2018-\u201e\u2026]*")
# What has no sign of its own: white space, marks of direction, joiners, choices between forms.
_WITHOUT_SIGN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
_FORMS = range(0xFE00, 0xFE10)
_TOLD = 6
# Programs put it in place of bytes that they cannot read, for good.
_LOST = "\ufffd"


def check(library: Library, _today: date) -> Iterator[Problem]:
    """Every character of a text is one that the PDF brief and the social card have a font for.

    They have fonts for Latin, Cyrillic, Greek, Arabic, Hebrew, Armenian, Georgian, Ethiopic and common Chinese,
    Japanese and Korean characters, and show a box for any other; the page, the feeds and the data have it as typed.
    Where `�` stands, a character was lost when the text was opened or saved in another encoding than it was written.

    Bad:
        what_happened: They met 🤝 in Geneva.
    Good:
        what_happened: They met in Geneva.
    """
    for file in library.briefings:
        if not file.document.text.isascii() and not _COMMON.fullmatch(file.document.text):
            yield from () if _hides_any(library, file) else _first(file)


def _hides_any(library: Library, file: BriefingFile) -> bool:
    """Whether the file has characters that cannot be seen: they are told of, and were read as the one for lost ones."""
    return any(told.code == "invisible-character" and told.path == file.path for told in library.problems)


def _first(file: BriefingFile) -> Iterator[Problem]:
    """The first text of a briefing that cannot be printed, with all of its characters that cannot."""
    for place, value in file.inside.values:
        missing = _missing(value) if isinstance(value, str) else ()
        if missing:
            told = ", ".join(f"'{sign}' (U+{ord(sign):04X})" for sign in missing[:_TOLD])
            more = f" and {len(missing) - _TOLD} more" if len(missing) > _TOLD else ""
            message = f"no font of the print has {told}{more}, so the PDF brief and the card show a box there"
            yield file.warning(place, "unprintable-text", message, _way_out(missing))
            return


def _way_out(missing: tuple[str, ...]) -> str:
    if _LOST in missing:
        return f"write what stood there: '{_LOST}' is a character that was lost, mostly as a text in another encoding"
    return "write it with other characters, or leave it: the page has it as typed"


def _missing(text: str) -> tuple[str, ...]:
    """The characters of a text that no font has, each once."""
    if _COMMON.fullmatch(text):
        return ()
    signs = dict.fromkeys(unicodedata.normalize("NFC", text))
    return tuple(sign for sign in signs if ord(sign) not in printable() and not _is_without_sign(sign))


def _is_without_sign(sign: str) -> bool:
    return unicodedata.category(sign) in _WITHOUT_SIGN or ord(sign) in _FORMS
