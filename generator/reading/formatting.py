"""The one canonical form of a YAML file of the briefings; comments stay. The only module that knows ruamel.yaml.

Two spaces a level, dashes indented below their key, quotes only where YAML needs them, lines of at most 120 characters
where a text can be folded, no space at line ends, no two blank lines in a row. The order of the keys is the author's,
and so is every line of a block text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scalarstring import (
    DoubleQuotedScalarString,
    FoldedScalarString,
    LiteralScalarString,
    PlainScalarString,
    ScalarString,
)

from generator.reading.document import Data, Document, Location, parse_document
from generator.reading.text import decode

WIDTH = 120
# What YAML would read as something else than a text, were it not for our reader: a quoted one keeps its quotes.
_TYPED = re.compile(
    r"(?i:true|false|yes|no|on|off|null|~|y|n)|[-+.]?[0-9][0-9_.,:eE+-]*|\.(?i:inf|nan)|0[xo][0-9a-fA-F_]+"
)
_SAME_TEXT = 3
_KEPT = "\0"  # stands for a blank line of a block text; no file that could be read has one


class _TextOnly(VersionedResolver):
    """Every scalar is text, so that `no`, `1.10` and `12:30` come out as they went in."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        """The tag of a node; a plain scalar is a text."""
        plain = bool(implicit[0]) if isinstance(implicit, tuple) else bool(implicit)
        return super().resolve(kind, value, (False, True) if plain and isinstance(value, str) else implicit)


def formatted(path: str, raw: bytes) -> bytes | None:
    """The file in its canonical form, or None for one that is not understood well enough to be written anew.

    That is one with problems in its text, and one in which the writer would lose a comment or change a value.
    """
    text, _ = decode(path, raw)
    before, problems = parse_document(path, raw)
    if text is None or before is None or problems:
        return None
    after = _settled(text)
    document, complaints = parse_document(path, after.encode("utf-8")) if after else (None, ())
    if document is None or complaints or not _says_the_same(document, before):
        return None
    return after.encode("utf-8")


def why_left(path: str, raw: bytes) -> tuple[int, str]:
    """The line, from 1, on account of which a file that is not blank has no canonical form, and the way out."""
    before, problems = parse_document(path, raw)
    if before is None or problems:
        return problems[0].line, f"`parley check {path}` shows what is wrong there"
    return _lost_at(before), "written anew it would not be the same; put the text in quotes, or the comment elsewhere"


def _lost_at(before: Document) -> int:
    """The line, from 1, of the first value or comment that the writer does not keep, or that it cannot read."""
    try:
        for text in _rewritten(before.text):
            after, _ = parse_document(before.path, text.encode("utf-8"))
            place = _first_difference(before.data, after.data if after else None)
            if place is not None:
                return before.value_span(place).line
            if after and (lost := Counter(before.comments()) - Counter(after.comments())):
                return next(at for at, line in enumerate(before.lines, 1) if line.rstrip().endswith(tuple(lost)))
    except YAMLError as error:
        mark = (error.problem_mark or error.context_mark) if isinstance(error, MarkedYAMLError) else None
        return min(mark.line + 1 if mark else 1, len(before.lines))
    return 1


def _first_difference(before: Data, after: Data) -> Location | None:
    """The first place of the data that another one has not, or has otherwise; None where it has the same."""
    if isinstance(before, dict) and isinstance(after, dict) and before.keys() == after.keys():
        pairs = ((key, below, after[key]) for key, below in before.items())
        return _first_below(pairs)
    if isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        return _first_below(zip(range(len(before)), before, after, strict=True))
    return None if before == after else ()


def _first_below(pairs: Iterable[tuple[str | int, Data, Data]]) -> Location | None:
    for step, before, after in pairs:
        below = _first_difference(before, after)
        if below is not None:
            return (step, *below)
    return None


def _says_the_same(after: Document, before: Document) -> bool:
    return after.data == before.data and Counter(after.comments()) == Counter(before.comments())


def _settled(text: str) -> str:
    """The text written anew until that changes nothing more; empty where it never comes to rest."""
    try:
        for again in _rewritten(text):
            if again == text:
                return text
            text = again
    except YAMLError:
        return ""
    return ""


def _rewritten(text: str) -> Iterator[str]:
    """The text written anew, again and again, until it ought to be at rest; raises YAMLError where it cannot be."""
    for _ in range(_SAME_TEXT):
        text = _tidy(_written(text))
        yield text


def _written(text: str) -> str:
    yaml = YAML(typ="rt", pure=True)
    yaml.Resolver = _TextOnly
    yaml.preserve_quotes = True
    yaml.width = WIDTH
    yaml.allow_unicode = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    data = yaml.load(text)
    stream = StringIO()
    yaml.dump(_plain(data), stream)
    return stream.getvalue()


def _plain(node: Any, column: int = 0) -> Any:
    """The same data, written from a column on, with quotes only where they are needed; block texts stay block texts."""
    if isinstance(node, CommentedMap):
        for key in list(node):
            node[key] = _plain(node[key], column + 2)
    elif isinstance(node, CommentedSeq):
        _align_comments_behind_dashes(node, column)
        for index, entry in enumerate(node):
            node[index] = _plain(entry, column + 2)
    elif isinstance(node, ScalarString) and not isinstance(node, LiteralScalarString | FoldedScalarString):
        return DoubleQuotedScalarString(node) if _needs_quotes(node) else PlainScalarString(node)
    return node


def _align_comments_behind_dashes(items: CommentedSeq, column: int) -> None:
    """The writer sets them above the dash: further right, they would become part of a block text that ends there."""
    for _, above, *_ in items.ca.items.values():
        for comment in above or ():
            comment.column = column


def _needs_quotes(text: str) -> bool:
    """Whether a text would be read as something else without quotes, where the writer does not see that itself.

    A colon at its start begins a value in `{title: :0}`, a question mark a key.
    """
    return bool(_TYPED.fullmatch(text)) or "\n" in text or text.startswith((":", "?"))


def _tidy(text: str) -> str:
    """Without space at line ends, and with one blank line at most between two others; a block text stays as it is."""
    document, _ = parse_document("", text.encode("utf-8"))
    block = document.block_lines() if document else frozenset()
    lines = [line or _KEPT if at in block else line.rstrip(" \t") for at, line in enumerate(text.split("\n"))]
    tidy = re.sub(r"\n{3,}", "\n\n", "\n".join(lines).strip("\n")) + "\n"
    return tidy.replace(_KEPT, "")
