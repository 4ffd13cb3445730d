"""Where each character of a scalar's value stands in the file, so that a caret can sit under one word of it."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

# YAML folds and trims these; every other character of a value stands in the file in the same order.
_WHITE = " \t\n"
_ESCAPE = re.compile(r"\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)", re.DOTALL)
_WHITE_ESCAPES = ("t", "n", *_WHITE)


class Place(NamedTuple):
    """Where a value starts and ends, counted from 0.

    `style` is `""` for plain text, else the quote or `|` or `>` that opens it; None for a list or mapping.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    style: str | None


class ScalarMap:
    """The places of a scalar's characters: exact for all but white space, which YAML may fold."""

    def __init__(self, lines: Sequence[str], place: Place, value: str) -> None:
        self._first = _first_position(place)
        raw = _raw(lines, place)
        self._line_starts = [0, *(match.end() for match in re.finditer("\n", raw))]
        self._offsets = _offsets(raw, place.style or "", value)

    def position(self, index: int) -> tuple[int, int]:
        """Line and column, both from 0, of the character at `index` of the value."""
        offset = self._offsets[max(0, min(index, len(self._offsets) - 1))]
        line = bisect_right(self._line_starts, offset) - 1
        first_line, first_column = self._first
        return first_line + line, offset - self._line_starts[line] + (0 if line else first_column)


def _first_position(place: Place) -> tuple[int, int]:
    """A block scalar's text starts on the line below its `|`; a quoted one's behind the quote."""
    if place.style in ("|", ">"):
        return place.line + 1, 0
    return place.line, place.column + (1 if place.style else 0)


def _raw(lines: Sequence[str], place: Place) -> str:
    first_line, first_column = _first_position(place)
    if first_line == place.end_line:
        return lines[first_line][first_column : place.end_column]
    last = lines[place.end_line][: place.end_column]
    return "\n".join([lines[first_line][first_column:], *lines[first_line + 1 : place.end_line], last])


def _offsets(raw: str, style: str, value: str) -> array[int]:
    """One offset into `raw` for each character of `value`; white space counts as just behind what it follows."""
    inked = _inked(raw, style)
    offsets = array("I")
    behind = 0
    for character in value:
        if character in _WHITE:
            offsets.append(behind)
            continue
        start, behind = next(inked, (behind, behind))
        offsets.append(start)
    return offsets if offsets else array("I", [0])


def _inked(raw: str, style: str) -> Iterator[tuple[int, int]]:
    """Start and end of everything in `raw` that yields one character that is not white space."""
    position = 0
    while position < len(raw):
        end, white = _unit(raw, position, style)
        if not white:
            yield position, end
        position = end


def _unit(raw: str, position: int, style: str) -> tuple[int, bool]:
    """The end of the unit that starts here, and whether it yields white space."""
    if style == '"' and (escape := _ESCAPE.match(raw, position)):
        return escape.end(), _escapes_white_space(escape[1])
    if style == "'" and raw.startswith("''", position):
        return position + 2, False
    return position + 1, raw[position] in _WHITE


def _escapes_white_space(code: str) -> bool:
    """Whether what stands behind a backslash means white space, or (a line end) nothing."""
    if len(code) > 1:
        return int(code[1:], 16) in map(ord, _WHITE)
    return code in _WHITE_ESCAPES
