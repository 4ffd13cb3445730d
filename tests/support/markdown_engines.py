"""The Markdown engines that must agree on our pages, what a reader sees of their HTML, and text meant to break it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

import cmarkgfm
import html5lib
import markdown
from hypothesis import strategies as st
from markdown_it import MarkdownIt

# An element as (tag, its address or id, what is in it), text as a string with its white space collapsed.
Shape: TypeAlias = "str | tuple[str, str, tuple[Shape, ...]]"

_EXTENSIONS = ["attr_list", "toc", "tables", "fenced_code"]
_COMMONMARK = MarkdownIt("commonmark")


def _python_markdown(text: str) -> str:
    return markdown.markdown(text, extensions=_EXTENSIONS)


def _markdown_it(text: str) -> str:
    return str(_COMMONMARK.render(text))


def _cmark(text: str) -> str:
    return str(cmarkgfm.markdown_to_html(text, options=cmarkgfm.Options.CMARK_OPT_UNSAFE))


PYTHON_MARKDOWN = "Python-Markdown"
ENGINES: Mapping[str, Callable[[str], str]] = {
    PYTHON_MARKDOWN: _python_markdown,
    "markdown-it-py": _markdown_it,
    "cmark": _cmark,
}

_BLOCKS = frozenset({"p", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6", "div", "blockquote", "pre", "hr"})


def shapes(html: str) -> tuple[Shape, ...]:
    """What the HTML holds, without what no reader sees: white space between blocks, classes, `rel`."""
    return _shapes_in(html5lib.parseFragment(html, treebuilder="etree", namespaceHTMLElements=False), "div")


def _shapes_in(element: Any, tag: str) -> tuple[Shape, ...]:
    pieces = list(_pieces(element))
    if tag in _BLOCKS:
        pieces = [
            _trimmed(
                piece, pieces[at - 1] if at else "", pieces[at + 1] if at + 1 < len(pieces) else "", at, len(pieces)
            )
            if isinstance(piece, str)
            else piece
            for at, piece in enumerate(pieces)
        ]
    return tuple(piece for piece in pieces if piece != "")


def _trimmed(text: str, before: Shape, after: Shape, at: int, count: int) -> str:
    text = text.lstrip() if at == 0 or _is_block(before) else text
    return text.rstrip() if at == count - 1 or _is_block(after) else text


def _is_block(shape: Shape) -> bool:
    return not isinstance(shape, str) and shape[0] in _BLOCKS


def _pieces(element: Any) -> Iterator[Shape]:
    yield from filter(None, [_collapsed(element.text)])
    for child in element:
        tag = child.tag if isinstance(child.tag, str) else "<!>"
        sign = child.get("href") or child.get("id") or child.get("start") or ""
        yield (tag, sign, _shapes_in(child, tag))
        yield from filter(None, [_collapsed(child.tail)])


def _collapsed(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")


def tags_in(found: tuple[Shape, ...]) -> set[str]:
    """Every tag among the shapes, at any depth."""
    elements = [shape for shape in found if not isinstance(shape, str)]
    return {tag for tag, _, _ in elements}.union(*(tags_in(inside) for _, _, inside in elements))


def addresses_in(found: tuple[Shape, ...]) -> set[str]:
    """Every link's address among the shapes, at any depth."""
    elements = [shape for shape in found if not isinstance(shape, str)]
    here = {sign for tag, sign, _ in elements if tag == "a"}
    return here.union(*(addresses_in(inside) for _, _, inside in elements))


HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</p><script>alert(1)</script><p>",
    "<svg/onload=alert(1)>",
    "<!-- comment -->",
    "<!--",
    "-->",
    "<![CDATA[x]]>",
    "<?php echo 1 ?>",
    "<!DOCTYPE html>",
    "<a@b.c>",
    "<https://example.org>",
    "<div>\n\nblock\n\n</div>",
    "&lt;script&gt;",
    "&amp;amp;",
    "&#60;b&#62;",
    "&#x3c;",
    "&#60 and &copy no semicolon",
    "R&D; AT&T",
    "&",
    "&amp",
    "[label](javascript:alert(1))",
    "[label](https://example.org)",
    "[label][ref]",
    "[ref]: https://example.org",
    "]:",
    "a]: b",
    "[TOC]",
    "![image](https://example.org/x.png)",
    "[^1]: note",
    "*[HTML]: abbreviation",
    "*emphasis* and **strong** and ***both***",
    "_emphasis_ and __strong__ and snake_case_name",
    "`code` and ``more` code``",
    "```\nfenced\n```",
    "~~~\nfenced\n~~~",
    "~~~",
    "~~~ python",
    "# heading",
    "#heading",
    "C#",
    "heading # #",
    "####### seven",
    "- item",
    "+ item",
    "-",
    "+",
    "* item",
    "---",
    "- - -",
    "***",
    "===",
    "1. item",
    "1994. A year",
    "1)",
    "12) item",
    "١. Arabic-Indic one",
    "> quote",
    ">quote",
    "    indented code",
    "\ttab",
    "a | b\n--- | ---\nc | d",
    "| a |\n| - |",
    "{ #id .class }",
    "x { onclick=alert(1) }",
    "{: .class }",
    "{{ jinja }} {% raw %}",
    "trailing backslash \\",
    "\\",
    "\\\\",
    "\\*not emphasis\\*",
    "\\`",
    "look!",
    "!",
    "a\\!",
    "line  \nbreak",
    "klzzwxh:0 wzxhzdk:0 amp",
    "http://example.org www.example.org me@example.org",
    "!!! note",
    "/// details",
    "$x^2$ ~~gone~~ ==marked== ^sup^ :smile:",
    "“Smart” ‘quotes’ — dashes – and … no\u00a0break",
    "\u00a0",
    "\u200b\ufeff\u200f",
    "'\"",
)

_VISIBLE = st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"))
_SIGNS = st.sampled_from([*"*_`[]()<>#+-.!|{}\\&;:~=^$\"'/?@1 9ax\n", "  ", "\n\n", "https://", "&lt;", "<b>"])

AUTHOR_TEXT = st.one_of(
    st.sampled_from(HOSTILE),
    st.lists(_SIGNS, max_size=24).map("".join),
    st.lists(st.one_of(_SIGNS, _VISIBLE), max_size=24).map("".join),
    st.lists(st.sampled_from(HOSTILE), max_size=3).map(" ".join),
)
"""Anything that an author's text may hold once read: every character but controls, with a liking for marks."""
