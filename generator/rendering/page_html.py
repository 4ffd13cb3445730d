"""A page of ours in Markdown becomes HTML, as CommonMark has it, several times faster than the site builder's engine.

Pages of ours use a small dialect (law 5): CommonMark, and headings that end with their id, `## Players { #players }`.
What authors write as prose pages goes through the site builder's own engine instead.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markupsafe import escape

from generator.links import link_url

PERMALINK = "permalink"
_FRONT_MATTER = re.compile(r"\A---\n(.*?)^---\n", re.DOTALL | re.MULTILINE)
# A brace that an author typed has a backslash before it.
_HEADING_ID = re.compile(r"(?<!\\) \{ #(?P<id>[\w-]+) \}\Z")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a page: its level from 1 to 6, its id, and its text as HTML, without the link to itself."""

    level: int
    anchor: str
    title: str


@dataclass(frozen=True, slots=True)
class PageHtml:
    """The body of a page as HTML, and its headings in reading order."""

    html: str
    headings: tuple[Heading, ...]


def front_matter_of(markdown: str) -> tuple[dict[str, Any], str]:
    """The front matter of a page as our templates write it, a name and JSON a line, and the Markdown after it."""
    front = _FRONT_MATTER.match(markdown)
    if front is None:
        return {}, markdown
    return json.loads(f"{{{','.join(front[1].splitlines())}}}"), markdown[front.end() :]


def page_html(body: str, page: str, permalink: str) -> PageHtml:
    """Markdown without front matter as the HTML of the page whose Markdown path is `page`.

    Links to other pages lead from the page's own address. Each heading has a link to itself with the label `permalink`,
    or none where that is empty.
    """
    tokens = _ENGINE.parse(body, {"page": page, "permalink": str(escape(permalink))})
    html = _RENDERER.render(tokens, _ENGINE.options, {})
    return PageHtml(html, tuple(_headings(tokens)))


def _headings(tokens: Sequence[Token]) -> Iterator[Heading]:
    for opening, text in pairwise(tokens):
        if opening.type == "heading_open" and (anchor := opening.attrGet("id")):
            pieces = [piece for piece in text.children or () if piece.type != PERMALINK]
            title = _RENDERER.renderInline(pieces, _ENGINE.options, {})
            yield Heading(int(opening.tag[1:]), str(anchor), title)


def _take_heading_ids(state: StateCore) -> None:
    """Move each id from the end of its heading's text to the heading."""
    for opening, text in pairwise(state.tokens):
        if opening.type == "heading_open" and (found := _HEADING_ID.search(text.content)):
            opening.attrSet("id", found["id"])
            text.content = text.content[: found.start()]


def _add_permalinks(state: StateCore) -> None:
    """Give each heading with an id a link to itself as its last piece."""
    label = state.env["permalink"]
    for opening, text in pairwise(state.tokens if label else ()):
        if opening.type == "heading_open" and (anchor := opening.attrGet("id")):
            link = f'<a class="headerlink" href="#{anchor}" title="{label}">{label}</a>'
            text.children = [*(text.children or []), Token(PERMALINK, "", 0, content=link)]


def _lead_links(state: StateCore) -> None:
    """Have links to pages lead to the pages' addresses."""
    for block in state.tokens:
        for token in block.children or ():
            if token.type == "link_open":
                token.attrSet("href", _led(str(token.attrGet("href")), state.env["page"]))


def _led(href: str, page: str) -> str:
    path = href.partition("#")[0]
    return href if ":" in path or not path.endswith(".md") else link_url(href, page)


def _make_engine() -> MarkdownIt:
    engine = MarkdownIt("commonmark")
    engine.core.ruler.before("inline", "heading_ids", _take_heading_ids)
    engine.core.ruler.push("permalinks", _add_permalinks)
    engine.core.ruler.push("lead_links", _lead_links)
    return engine


_ENGINE = _make_engine()
_RENDERER = RendererHTML()
_RENDERER.rules[PERMALINK] = _RENDERER.rules["html_inline"]
