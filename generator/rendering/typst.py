"""Text reaches Typst as data, never as markup: this is its one filter (law 6).

A template receives a string, a list of such nodes in a row, or a node that says what kind it is; `print/parts.typ`
sets each kind. Nothing an author types is ever evaluated.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import singledispatch

from generator.reading.prose import (
    Block,
    BulletList,
    Emphasis,
    Inline,
    NumberedList,
    Paragraph,
    Prose,
    Reference,
    RefusedLink,
    SoftBreak,
    Strong,
    Text,
)
from generator.reading.prose import Link as OutwardLink
from generator.rendering.escape import shown
from generator.views.parts import Apart, Badge, FileLink, Items, Line, Link, Row, Table, Time, Value, WebLink

Typeset = str | int | float | bool | None | Sequence["Typeset"] | Mapping[str, "Typeset"]

# Code points that are no characters; PDF/UA forbids some of them, and a byte-order mark would vanish.
_PLANE_ENDS = "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
_NO_CHARACTERS = re.compile(f"[\ufdd0-\ufdef\ufeff{_PLANE_ENDS}]")


def typst_text(value: object) -> str:
    """The value as one line of text; what is no character becomes U+FFFD."""
    return _NO_CHARACTERS.sub("\ufffd", shown(value))


@singledispatch
def typst_value(value: Value) -> Typeset:
    """A value as a template sets it; what is unknown here is our mistake and raises TypeError."""
    raise TypeError(f"no way to print a {type(value).__name__}")


@typst_value.register
def _(value: str) -> Typeset:
    return typst_text(value)


@typst_value.register(Link)
@typst_value.register(FileLink)
@typst_value.register(Time)
def _(value: Link | FileLink | Time) -> Typeset:
    """Words alone: the site is out of reach on paper."""
    return typst_text(value.text)


@typst_value.register
def _(value: WebLink) -> Typeset:
    return {"kind": "web", "url": typst_text(value.url), "body": typst_text(value.text)}


@typst_value.register
def _(value: Badge) -> Typeset:
    return {"kind": "badge", "body": typst_text(value.label)}


@typst_value.register
def _(_value: Apart) -> Typeset:
    return typst_text(" ")


@typst_value.register
def _(value: Reference) -> Typeset:
    if value.kind == "player":
        return typst_text(value.label)
    return {"kind": "mark", "to": value.target.anchor, "body": typst_text(value.label)}


@typst_value.register
def _(value: Line) -> Typeset:
    return [typst_value(part) for part in value.parts]


@typst_value.register
def _(value: Items) -> Typeset:
    return {"kind": "bullets", "items": [[typst_value(entry)] for entry in value.entries]}


@typst_value.register
def _(value: Prose) -> Typeset:
    """One paragraph is as good as a line; more are blocks below one another."""
    if len(value.blocks) == 1 and isinstance(value.blocks[0], Paragraph):
        return _inlines(value.blocks[0].children)
    return [_block(block) for block in value.blocks]


def typst_table(table: Table) -> Typeset:
    """A table's caption, its columns' labels and its rows of cells, the first of each its head."""
    return {
        "caption": typst_text(table.caption),
        "columns": [typst_text(column.label) for column in table.columns],
        "rows": [_row(row) for row in table.rows],
    }


def _row(row: Row) -> Typeset:
    return [typst_value(row.head), *(None if cell is None else typst_value(cell) for cell in row.cells)]


def _block(block: Block) -> Typeset:
    match block:
        case Paragraph():
            return {"kind": "paragraph", "body": _inlines(block.children)}
        case BulletList():
            return {"kind": "bullets", "items": _items(block.items)}
        case NumberedList():
            return {"kind": "numbers", "start": block.start, "items": _items(block.items)}


def _items(items: Iterable[Sequence[Block]]) -> Typeset:
    return [[_block(block) for block in item] for item in items]


def _inlines(children: Iterable[Inline]) -> Typeset:
    return [_inline(child) for child in children]


def _inline(node: Inline) -> Typeset:
    match node:
        case Text() | RefusedLink():
            return typst_text(node.value)
        case SoftBreak():
            return " "
        case Emphasis():
            return {"kind": "emphasis", "body": _inlines(node.children)}
        case Strong():
            return {"kind": "strong", "body": _inlines(node.children)}
        case OutwardLink():
            return {"kind": "web", "url": typst_text(node.url), "body": _inlines(node.children)}
        case Reference():
            return typst_value(node)
        case _:
            raise ValueError(f"not resolved: {node!r}")
