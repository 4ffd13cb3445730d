"""The next snapshot of a process begins as its last one: what was said stands until its authors change it, ids stay."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date

from generator.reading.document import Document

# What belongs to that one snapshot alone: its day, its addresses, its review and its own history.
OF_ONE_SNAPSHOT = frozenset(
    {
        "title",
        "as_of",
        "status",
        "slug",
        "previously",
        "embargo_until",
        "review_by",
        "reviewers",
        "replaces",
        "updates",
        "translation_of",
        "provenance",
    }
)
_MODELINE = re.compile(r"#\s*yaml-language-server:")


def next_snapshot(document: Document, *, title: str, as_of: date) -> str:
    """The text of a draft that says what the briefing says, comments and layout included, on another day."""
    head = [
        f"title: {json.dumps(title, ensure_ascii=False)}",
        "# The day it describes.",
        f"as_of: {as_of.isoformat()}",
        "status: draft",
    ]
    return "\n".join([*head, *_kept(document)]).rstrip("\n") + "\n"


def _kept(document: Document) -> Iterator[str]:
    """The lines of every entry that the next snapshot takes over, with the comments above it."""
    starts = sorted((document.key_span((key,)).line - 1, key) for key in document.data)
    ends = [line for line, _ in starts[1:]] + [len(document.lines)]
    leading = list(document.lines[: starts[0][0]]) if starts else []
    for (start, key), end in zip(starts, ends, strict=True):
        body, following = _without_trailing_comments(document.lines[start:end])
        if key not in OF_ONE_SNAPSHOT:
            yield from (line for line in (*leading, *body) if not _MODELINE.match(line))
        leading = following
    yield from leading


def _without_trailing_comments(lines: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """An entry's own lines, and the comments and blank lines behind it, which speak of the next entry."""
    end = len(lines)
    while end > 1 and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1
    return list(lines[:end]), list(lines[end:])
