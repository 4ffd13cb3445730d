"""How each piece of a view is written as HTML.

A writer gives plain text in which everything is escaped, for a page has thousands of pieces and most stand inside
others; `value_html` marks the whole as HTML, once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any
from unicodedata import bidirectional

from markupsafe import Markup

from generator.links import file_url, relative_url
from generator.model.vocabulary import (
    AiUse,
    Basis,
    ConfidenceLevel,
    Polarity,
    ProvenanceAiUse,
    SignpostDirection,
    Stance,
    Vocabulary,
)
from generator.reading.prose import Prose, Reference
from generator.rendering.escape import entities, escaped, url_attribute
from generator.rendering.prose import prose_text
from generator.views.parts import Apart, Badge, Code, FileLink, Items, Line, Link, Marks, Time, Value, WebLink

BADGE_ATTRIBUTES: dict[type[Vocabulary], str] = {
    AiUse: "ai",
    Basis: "basis",
    ConfidenceLevel: "confidence",
    Polarity: "polarity",
    ProvenanceAiUse: "ai",
    SignpostDirection: "direction",
    Stance: "stance",
}
"""Which of a badge's attributes a vocabulary's terms stand in; every other vocabulary is a status."""


def value_html(value: Value, page: str) -> Markup:
    """A value as HTML on a page; what is unknown here is our mistake and raises TypeError."""
    return Markup(_written(value, page))  # noqa: S704


def _written(value: Value, page: str) -> str:
    kind: type = type(value)
    return _writer(kind)(value, page)


Writer = Callable[[Any, str], str]


@cache
def _writer(kind: type) -> Writer:
    """How values of a kind are written, or of the nearest kind it is derived from."""
    writer = next((WRITERS[base] for base in kind.__mro__ if base in WRITERS), None)
    if writer is None:
        raise TypeError(f"no way to write a {kind.__name__}")
    return writer


def _text(value: str, _page: str) -> str:
    return escaped(value)


def isolated(text: str) -> str:
    """Text in a line of other words: what runs from right to left must not turn the comma or the number beside it."""
    runs_left = not text.isascii() and any(bidirectional(letter) in ("R", "AL") for letter in text)
    return f"<bdi>{escaped(text)}</bdi>" if runs_left else escaped(text)


def _link(value: Link, page: str) -> str:
    language = entities(value.language)
    told = f' lang="{language}" hreflang="{language}"' if language else ""
    return f'<a href="{entities(relative_url(value.target, page))}"{told}>{isolated(value.text)}</a>'


def _web_link(value: WebLink, _page: str) -> str:
    return f'<a href="{url_attribute(value.url)}" rel="noopener">{isolated(value.text)}</a>'


def _file_link(value: FileLink, page: str) -> str:
    return f'<a href="{entities(file_url(value.path, page))}">{escaped(value.text)}</a>'


def _time(value: Time, _page: str) -> str:
    text = escaped(value.text)
    return f'<time datetime="{entities(value.iso)}">{text}</time>' if value.iso else text


def _code(value: Code, _page: str) -> str:
    return f"<code>{escaped(value.text)}</code>"


def _badge(value: Badge, page: str) -> str:
    attribute, term = BADGE_ATTRIBUTES.get(type(value.term), "status"), entities(str(value.term))
    badge = f'<span class="p-badge" data-{attribute}="{term}">{escaped(value.label)}</span>'
    return badge if value.target is None else f'<a href="{entities(relative_url(value.target, page))}">{badge}</a>'


def _apart(_value: Apart, _page: str) -> str:
    return " "


def _reference(value: Reference, page: str) -> str:
    return f'<a class="cite" href="{entities(relative_url(value.target, page))}">{escaped(value.label)}</a>'


def _line(value: Line, page: str) -> str:
    """White space at a text's ends counts in a line, and a no-break space stays one."""
    return "".join([_written(part, page) for part in value.parts])


def _marks(value: Marks, page: str) -> str:
    return f"<span data-pagefind-ignore>{_line(value, page)}</span>"


def _items(value: Items, page: str) -> str:
    return f"<ul>{''.join([f'<li>{_written(entry, page)}</li>' for entry in value.entries])}</ul>"


WRITERS: Mapping[type, Writer] = {
    str: _text,
    Link: _link,
    WebLink: _web_link,
    FileLink: _file_link,
    Time: _time,
    Code: _code,
    Badge: _badge,
    Apart: _apart,
    Reference: _reference,
    Prose: prose_text,
    Line: _line,
    Marks: _marks,
    Items: _items,
}
"""How each kind of value is written."""
