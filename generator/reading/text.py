"""Bytes to text: strict UTF-8 of a bounded size, in which every character can be seen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from generator.problems import Problem

MAX_BYTES = 1024 * 1024

# Controls but tab and line feed, line separators that no editor shows as such, byte-order marks in mid-text, and the
# bidirectional embeddings, overrides and isolates, which make a line read otherwise than it is.
INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
_INVISIBLE_RUN = re.compile(f"{INVISIBLE.pattern}+")
_CONTROL_NAMES = {"\0": "NUL", "\x1b": "ESCAPE", "\r": "CARRIAGE RETURN", "\x85": "NEXT LINE", "\x7f": "DELETE"}
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_UTF8_MARK = b"\xef\xbb\xbf"


def decode(path: str, raw: bytes) -> tuple[str | None, Problem | None]:
    """The text with `\\n` line ends, or None and the one problem that keeps it from being text.

    A UTF-8 byte-order mark at the start is dropped: common editors write it unasked.
    """
    if len(raw) > MAX_BYTES:
        return None, _too_large(path)
    if _looks_like_utf16(raw):
        return None, _utf16(path)
    body = raw.removeprefix(_UTF8_MARK)
    try:
        return _with_plain_line_ends(body.decode("utf-8")), None
    except UnicodeDecodeError as error:
        return None, _bad_byte(path, body, error.start)


def reveal(text: str) -> str:
    """The text with U+FFFD for every invisible character, so that all places stay and nothing hides in a report."""
    return INVISIBLE.sub("\ufffd", text)


def spelt_out(text: str) -> str:
    """The text with the number of each invisible character and tab in its place, `<U+202E>`; its lines stay lines."""
    return re.sub(f"{INVISIBLE.pattern}|\t", lambda sign: f"<U+{ord(sign[0]):04X}>", text)


def invisible_runs(text: str) -> Iterator[tuple[int, str]]:
    """Offset and characters of each unbroken run of invisible characters."""
    for match in _INVISIBLE_RUN.finditer(text):
        yield match.start(), match.group()


def character_name(character: str) -> str:
    """A character as people look it up, such as `U+202E RIGHT-TO-LEFT OVERRIDE`."""
    name = _CONTROL_NAMES.get(character) or unicodedata.name(character, "control character")
    return f"U+{ord(character):04X} {name}"


def _with_plain_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _looks_like_utf16(raw: bytes) -> bool:
    """Whether a UTF-16 mark opens the file, or every other byte of its first four is NUL."""
    nulls = [byte == 0 for byte in raw[:4]]
    return raw.startswith(_UTF16_MARKS) or nulls in ([True, False] * 2, [False, True] * 2)


def _too_large(path: str) -> Problem:
    message = f"the file is larger than {MAX_BYTES:,} bytes, the most that is read"
    return Problem(path, 1, 1, "too-large", message, "split it into several briefings")


def _utf16(path: str) -> Problem:
    message = "the file is saved as UTF-16, not as UTF-8"
    return Problem(path, 1, 1, "not-utf-8", message, "save it again with the encoding UTF-8")


def _bad_byte(path: str, raw: bytes, start: int) -> Problem:
    """The first byte that is not UTF-8, named as the character it would be in the old Western encoding."""
    before = _with_plain_line_ends(raw[:start].decode("utf-8"))
    line_start = before.rfind("\n") + 1
    rest = re.split(rb"[\r\n]", raw[start:], maxsplit=1)[0].decode("utf-8", "replace")
    return Problem(
        path,
        line=before.count("\n") + 1,
        column=len(before) - line_start + 1,
        code="not-utf-8",
        message=f"the byte 0x{raw[start]:02X} here is not UTF-8{_as_old_western(raw[start])}",
        hint="save the file again with the encoding UTF-8",
        source_line=reveal(before[line_start:] + rest),
    )


def _as_old_western(byte: int) -> str:
    character = bytes([byte]).decode("cp1252", "replace")
    return f"; it would be '{character}' in Windows-1252" if character.isprintable() and character != "\ufffd" else ""
