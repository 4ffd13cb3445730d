"""How each piece of a view is written as HTML."""

from __future__ import annotations

from functools import singledispatch
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
from generator.rendering.escape import filled, html_text, url_attribute
from generator.rendering.prose import prose_html
from generator.views.parts import Badge, Code, FileLink, Items, Line, Link, Time, Value, WebLink

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


@singledispatch
def value_html(value: Value, page: str) -> Markup:  # noqa: ARG001 (its kinds use it)
    """A value as HTML on a page; what is unknown here is our mistake and raises TypeError."""
    raise TypeError(f"no way to write a {type(value).__name__}")


@value_html.register
def _(value: str, _page: str) -> Markup:
    return html_text(value)


def isolated(text: str) -> Markup:
    """Text in a line of other words: what runs from right to left must not turn the comma or the number beside it."""
    runs_left = any(bidirectional(letter) in ("R", "AL") for letter in text)
    return filled("<bdi>{}</bdi>", html_text(text)) if runs_left else html_text(text)


@value_html.register
def _(value: Link, page: str) -> Markup:
    told = filled(' lang="{0}" hreflang="{0}"', value.language) if value.language else Markup("")
    return filled('<a href="{}"{}>{}</a>', relative_url(value.target, page), told, isolated(value.text))


@value_html.register
def _(value: WebLink, _page: str) -> Markup:
    return filled('<a href="{}" rel="noopener">{}</a>', url_attribute(value.url), isolated(value.text))


@value_html.register
def _(value: FileLink, page: str) -> Markup:
    return filled('<a href="{}">{}</a>', file_url(value.path, page), html_text(value.text))


@value_html.register
def _(value: Time, _page: str) -> Markup:
    if not value.iso:
        return html_text(value.text)
    return filled('<time datetime="{}">{}</time>', value.iso, html_text(value.text))


@value_html.register
def _(value: Code, _page: str) -> Markup:
    return filled("<code>{}</code>", html_text(value.text))


@value_html.register
def _(value: Badge, page: str) -> Markup:
    attribute = BADGE_ATTRIBUTES.get(type(value.term), "status")
    badge = filled('<span class="p-badge" data-{}="{}">{}</span>', attribute, str(value.term), html_text(value.label))
    if value.target is None:
        return badge
    return filled('<a href="{}">{}</a>', relative_url(value.target, page), badge)


@value_html.register
def _(value: Reference, page: str) -> Markup:
    address = relative_url(value.target, page)
    return filled('<a class="cite" href="{}">{}</a>', address, html_text(value.label))


@value_html.register
def _(value: Prose, page: str) -> Markup:
    return prose_html(value, page)


@value_html.register
def _(value: Line, page: str) -> Markup:
    return Markup("").join(_part_html(part, page) for part in value.parts)


def _part_html(part: Value, page: str) -> Markup:
    """A part of a line: white space at a text's ends counts there."""
    if not isinstance(part, str):
        return value_html(part, page)
    before = " " if part[:1].isspace() else ""
    after = " " if part[-1:].isspace() and part.strip() else ""
    return filled("{}{}{}", before, html_text(part.strip()), after)


@value_html.register
def _(value: Items, page: str) -> Markup:
    entries = Markup("").join(filled("<li>{}</li>", value_html(entry, page)) for entry in value.entries)
    return filled("<ul>{}</ul>", entries)
