"""Words in pictures: SVG breaks no lines, so they are broken here."""

from __future__ import annotations

from collections.abc import Iterator

from generator.pictures.shapes import text_width


def fitted(text: str, width: int) -> str:
    """The text, cut with an ellipsis where it is wider than `width`."""
    if text_width(text) <= width:
        return text
    kept = text[: width // text_width("…")]
    while kept and text_width(f"{kept}…") > width:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def broken(text: str, width: int, most: int) -> tuple[str, ...]:
    """The text in at most so many lines of a width; what has no room in the last is cut with an ellipsis."""
    lines = list(_lines(text.split(), width))
    if len(lines) > most:
        lines[most - 1 :] = [" ".join(lines[most - 1 :])]
    return tuple(fitted(line, width) for line in lines)


def _lines(words: list[str], width: int) -> Iterator[str]:
    line = ""
    for word in words:
        longer = f"{line} {word}".strip()
        if line and text_width(longer) > width:
            yield line
            line = word
        else:
            line = longer
    if line:
        yield line
