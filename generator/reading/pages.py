"""Prose pages (about, method): Markdown that authors write by hand, and what it may not hold.

A page is read by whatever engine builds the site, and engines differ in what they take for HTML or for a link. So the
rules here go by what any of them could take for one, wherever it does not stand in code.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict, deque
from collections.abc import Iterator
from html import unescape
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from generator.problems import Problem, in_reading_order
from generator.reading.files import SourceFile
from generator.reading.front_matter import check_front_matter
from generator.reading.syntax import unfinished_merge
from generator.reading.text import decode, invisible_runs, reveal

ALLOWED_SCHEMES = frozenset({"https", "http", "mailto", "tel"})
ALLOWED_ATTRIBUTES = frozenset({"id", "class", "title", "lang", "dir", "alt", "width", "height", "loading", "rel"})

_PARSER = MarkdownIt("commonmark")
_BACKTICKS = re.compile(r"(?<!\\)`+")
_LINE_OF_HTML = re.compile(r"\n[ ]{0,3}<")
_TAG = re.compile(r"<(?=[A-Za-z/!?])(?!https?://[^<>\s]*>|[\w.+-]+@[\w.-]+>)[^<>\n]{0,40}>?")
_DESTINATION = re.compile(r"(?:\]\(|^[ \t]{0,3}\[[^\]\n]+\]:)[ \t]*\n?[ \t]*<?([^\s)>]+)", re.MULTILINE)
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_BRACES = re.compile(r"\{[^{}\n]*\}")
_ATTRIBUTE = re.compile(r"""([^\s"'={}#.:<>/][^\s"'={}<>/]*)\s*=""")
_RESERVED_ID = re.compile(r"""(?:#|\bid\s*=\s*["']?)(__[\w-]*)""")


def check_page(file: SourceFile, themes: tuple[Path, ...] = ()) -> tuple[Problem, ...]:
    """What a page may not hold: raw HTML, links that run something, attributes that do. Code may show all of it.

    Nor may its front matter hold what the theme cannot use, whose templates stand in the folders `themes`.
    """
    text, problem = decode(file.path, file.raw)
    if text is None:
        return (problem,) if problem else ()
    found = (*_Page(file.path, text).problems(), *check_front_matter(file.path, reveal(text), themes))
    return in_reading_order(found)


class _Page:
    """One page, and its text with all code blanked out, so that every place stays true."""

    def __init__(self, path: str, text: str) -> None:
        self._path = path
        self._text = text
        self._lines = reveal(text).split("\n")
        self._starts = [0, *(end.end() for end in re.finditer("\n", text)), len(text) + 1]
        self._open = _without_code(text, self._starts)

    def problems(self) -> Iterator[Problem]:
        yield from self._invisible()
        yield from self._html()
        yield from self._links()
        yield from self._attributes()
        yield from self._merge()

    def _merge(self) -> Iterator[Problem]:
        if found := unfinished_merge(self._open.split("\n")):
            yield self._problem(self._starts[found.line], found.width, found.code, found.message, found.hint)

    def _invisible(self) -> Iterator[Problem]:
        for offset, run in invisible_runs(self._text):
            message = "a character here cannot be seen, and can hide or change what a text says"
            yield self._problem(offset, len(run), "invisible-character", message, "delete it")

    def _html(self) -> Iterator[Problem]:
        """The first tag of each line: its closing tag is no second mistake."""
        told = set()
        for tag in _TAG.finditer(self._open):
            line = self._line(tag.start())
            if line not in told and not _is_escaped(self._open, tag.start()):
                told.add(line)
                message = f"'{tag[0]}' is HTML, which pages do not use"
                hint = "write it in Markdown; to show it, put it in backticks; for a plain '<', write '&lt;'"
                yield self._problem(tag.start(), len(tag[0]), "raw-html", message, hint)

    def _links(self) -> Iterator[Problem]:
        for link in _DESTINATION.finditer(self._open):
            scheme = _SCHEME.match(_as_browsers_read(link[1]))
            if scheme and scheme[1].lower() not in ALLOWED_SCHEMES:
                message = f"a link may not lead to '{scheme[1].lower()}:'"
                hint = "write a full https address, or the path of a page of this site"
                yield self._problem(link.start(1), len(link[1]), "unsafe-link", message, hint)

    def _attributes(self) -> Iterator[Problem]:
        for braces in _BRACES.finditer(self._open):
            yield from self._attributes_in(braces[0], braces.start())

    def _attributes_in(self, braces: str, start: int) -> Iterator[Problem]:
        unquoted = re.sub(r"\"[^\"]*\"|'[^']*'", lambda value: " " * len(value[0]), braces)
        for found in _ATTRIBUTE.finditer(unquoted):
            name = found[1].lstrip(":")
            if name.lower() not in ALLOWED_ATTRIBUTES:
                hint = f"known here: {', '.join(sorted(ALLOWED_ATTRIBUTES))}; to show braces, put them in backticks"
                message = f"the attribute '{name}' may not be set on a page"
                yield self._problem(start + found.start(1), len(found[1]), "unsafe-attribute", message, hint)
        for found in _RESERVED_ID.finditer(braces):
            message = f"ids that begin with '__' belong to the site's own scripts: '{found[1]}'"
            yield self._problem(start + found.start(1), len(found[1]), "unsafe-attribute", message, "choose another id")

    def _line(self, offset: int) -> int:
        """The line of a place in the text, from 0."""
        return bisect_right(self._starts, offset) - 1

    def _problem(self, offset: int, length: int, code: str, message: str, hint: str) -> Problem:
        line = self._line(offset)
        column = offset - self._starts[line]
        source = self._lines[line]
        width = max(1, min(length, len(source) - column))
        return Problem(self._path, line + 1, column + 1, code, reveal(message), hint, width=width, source_line=source)


def _without_code(text: str, starts: list[int]) -> str:
    """The text with a space for each character of code, so that what is only shown is not taken for more."""
    characters = list(text)
    lines = text.split("\n")
    for token in _PARSER.parse(text):
        if token.map and token.type in ("code_block", "fence", "inline"):
            first, end = starts[token.map[0]], starts[token.map[1]] - 1
            is_code = _is_code_everywhere(token, lines)
            for start, stop in [(first, end)] if is_code else _code_spans(text[first:end], first):
                characters[start:stop] = [" " if one != "\n" else one for one in characters[start:stop]]
    return "".join(characters)


def _is_code_everywhere(token: Token, lines: list[str]) -> bool:
    """Whether every engine reads the block as code: some know only simple fences, at the left edge."""
    if token.level or not token.map or token.type == "inline":
        return False
    first, last = lines[token.map[0]], lines[token.map[1] - 1]
    is_simple = first.startswith(token.markup) and last.rstrip() == token.markup
    return token.type == "code_block" or (is_simple and re.fullmatch(r"[\w#.+-]*", token.info.strip()) is not None)


def _code_spans(text: str, offset: int) -> Iterator[tuple[int, int]]:
    """Where code stands between two equal runs of backticks; offsets count from that of the text."""
    runs = list(_BACKTICKS.finditer(text))
    by_length: dict[int, deque[int]] = defaultdict(deque)
    for run in runs:
        by_length[len(run[0])].append(run.start())
    behind = 0
    for run in runs:
        same = by_length[len(run[0])]
        same.popleft()
        if run.start() < behind:
            continue
        while same and same[0] < behind:
            same.popleft()
        if same:
            behind = same[0] + len(run[0])
            # A tag at the start of a line opens HTML in some engines, whatever stands around it.
            if not _LINE_OF_HTML.search(text, run.start(), behind):
                yield offset + run.start(), offset + behind


def _is_escaped(text: str, position: int) -> bool:
    backslashes = 0
    while position > backslashes and text[position - backslashes - 1] == "\\":
        backslashes += 1
    return backslashes % 2 == 1


def _as_browsers_read(address: str) -> str:
    """The address with entities resolved, and without what Markdown and browsers take out of it."""
    plain = unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", address))
    return re.sub(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\ufeff]", "", plain)
