"""What differs between two briefings, for terminals and for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator

from generator.change import Change, Changes
from generator.outputs.plain_data import Plain, as_data
from generator.outputs.plain_text import as_text
from generator.views.changes import since_words
from generator.views.parts import ChangeLine, Value
from generator.views.telling import Telling

ARROW = "→"
NOTHING = "—"


def changes_as_json(older: str, newer: str, changes: Changes) -> str:
    """The changes as JSON, with the names of the two briefings."""
    data = {
        "older": older,
        "newer": newer,
        "weight": str(changes.weight),
        "changes": [_change(change) for change in changes.entries],
    }
    return json.dumps(data, indent=2, ensure_ascii=False, allow_nan=False)


def _change(change: Change) -> dict[str, Plain | None]:
    """One change; `field` leads to what differs inside the item, and is empty for the item as a whole."""
    return {
        "kind": str(change.kind),
        "weight": str(change.weight),
        "part": str(change.subject.part),
        "id": change.subject.id or None,
        "title": change.subject.title,
        "field": list(change.field),
        "before": _said(change.before),
        "after": _said(change.after),
    }


def _said(value: object) -> Plain | None:
    return None if value in (None, ()) else as_data(value)


def changes_as_text(told: Telling, changes: Changes) -> str:
    """The changes as on the briefing's page, a line each: the matter, what it was and what it is now."""
    return "\n".join(_lines(told, changes))


def _lines(told: Telling, changes: Changes) -> Iterator[str]:
    yield _text(since_words(told.newer, told.older.snapshot, changes.weight))
    yield from ("  " + _line(line) for line in told.lines(changes))
    yield from ("  " + _text(line) for line in told.others(changes))


def _line(line: ChangeLine) -> str:
    """One matter; of a list only what came and what went."""
    subject = _text(line.subject)
    if line.was == "" or line.now == "":
        return f"{subject}: {_text(line.was or line.now or '')}"
    return f"{subject}: {_side(line.was)} {ARROW} {_side(line.now)}"


def _side(value: Value | None) -> str:
    return NOTHING if value is None else _text(value)


def _text(value: Value) -> str:
    return " ".join(as_text(value).split())
