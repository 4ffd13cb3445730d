"""A page of ours in Markdown becomes HTML, as CommonMark has it, many times faster than the site builder's engine.

Pages of ours use a small dialect (law 5): CommonMark, and headings that end with their id, `## Players { #players }`.
Most of a page is blocks of HTML and headings of plain words. The engine would leave these as they are, so it gets a
mark in their place. What authors write as prose pages goes through the site builder's own engine instead.
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
_READY = "ready"
_BLANK_LINES = re.compile(r"(\n(?:[ \t]*\n)+)")
# A block of HTML at the margin, which CommonMark has end at the next blank line whatever it holds (kind 6 of 7).
_HTML = re.compile(r"</?(?:article|aside|details|div|dl|figure|form|h[1-6]|nav|ol|p|section|summary|table|ul)[ >]")
# Letters, digits and signs that mean nothing to Markdown nor to HTML, with a space only between two of them.
_PLAIN_HEADING = re.compile(
    r"(?P<marks>#{1,6}) (?P<title>[^\W_](?: ?(?:[^\W_]|[,.;:()’–-]))*) \{ #(?P<anchor>[\w-]+) \}"
)
# What may begin a block that goes on after a blank line at the margin: fenced code, and the other kinds of HTML.
_GOES_ON = re.compile(r"```|~~~|<(?:[!?]|script|pre|style|textarea)", re.IGNORECASE)
# Unicode has set this character apart for programs: no text holds it.
_SET_APART = "\ufdd0"
_MARK = f"<p>{_SET_APART}"


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
    tokens = _tokens(body, {"page": page, "permalink": str(escape(permalink))})
    html = _RENDERER.render(tokens, _ENGINE.options, {})
    return PageHtml(html, tuple(_headings(tokens)))


def _tokens(body: str, env: dict[str, str]) -> list[Token]:
    """What the engine finds in the body, which it need not look all through."""
    rest, ready = _set_apart(body, env["permalink"])
    if not body.endswith("\n") or any(odd in body for odd in ("\r", "\0", _SET_APART)) or _GOES_ON.search(rest):
        return _ENGINE.parse(body, env)
    tokens = _ENGINE.parse(rest, env)
    waiting = iter(ready)
    for token in tokens:
        if token.content.startswith(_MARK):
            done = next(waiting)
            token.content = "".join(piece.html for piece in done)
            token.meta[_READY] = [heading for piece in done for heading in piece.headings]
    return tokens


def _set_apart(body: str, label: str) -> tuple[str, list[list[PageHtml]]]:
    """The body with one mark in the place of pieces that are ready, and these pieces, those of each mark together."""
    texts: list[str] = []
    ready: list[list[PageHtml]] = []
    marked = False
    # Blank lines before and after a body mean nothing, and no piece is without them.
    pieces = _BLANK_LINES.split(f"\n\n{body}\n")
    for blank, piece in zip(["", *pieces[1::2]], pieces[::2], strict=True):
        done = _done(piece, label)
        if done is None:
            texts += [blank, piece]
        elif marked:
            ready[-1].append(done)
        else:
            texts += [blank, _MARK]
            ready.append([done])
        marked = done is not None
    return "".join(texts), ready


def _done(piece: str, label: str) -> PageHtml | None:
    """A piece between blank lines as HTML, where that is plain to see whatever stands before and after it."""
    if _HTML.match(piece):
        return PageHtml(f"{piece}\n", ())
    if found := _PLAIN_HEADING.fullmatch(piece):
        heading = Heading(len(found["marks"]), found["anchor"], found["title"])
        tag, link = f"h{heading.level}", _link_to_itself(heading.anchor, label)
        return PageHtml(f'<{tag} id="{heading.anchor}">{heading.title}{link}</{tag}>\n', (heading,))
    return None


def _headings(tokens: Sequence[Token]) -> Iterator[Heading]:
    for index, token in enumerate(tokens):
        yield from token.meta.get(_READY, ())
        if token.type == "heading_open" and (anchor := token.attrGet("id")):
            pieces = [piece for piece in tokens[index + 1].children or () if piece.type != PERMALINK]
            title = _RENDERER.renderInline(pieces, _ENGINE.options, {})
            yield Heading(int(token.tag[1:]), str(anchor), title)


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
            link = Token(PERMALINK, "", 0, content=_link_to_itself(str(anchor), label))
            text.children = [*(text.children or []), link]


def _link_to_itself(anchor: str, label: str) -> str:
    """The link of a heading; none without a label, which is HTML."""
    return f'<a class="headerlink" href="#{anchor}" title="{label}">{label}</a>' if label else ""


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
