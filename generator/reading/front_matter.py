"""The front matter of a prose page: where the theme knows a key, it gets what it can use. All other keys are free."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from generator.problems import Problem
from generator.reading.document import Data, Span, parse_document
from generator.words import languages

# The site builder's own rules for where front matter stands: YAML between lines, else lines of `key: value`.
# Source: MkDocs 1.6, `mkdocs.utils.meta`.
_BLOCK = re.compile(r"---[ \t]*\n(.*?\n)(?:\.{3}|-{3})[ \t]*\n", re.DOTALL)
_LINE = re.compile(r"( {0,3}([\w-]+):\s*)(.*)", re.ASCII)

_HIDDEN = frozenset({"feedback", "footer", "navigation", "path", "tags", "toc"})
"""What the theme can hide."""


class _Entry(NamedTuple):
    """A key of the front matter, its value as typed, and where that stands."""

    key: str
    value: Data
    span: Span


def check_front_matter(path: str, text: str, themes: tuple[Path, ...]) -> Iterator[Problem]:
    """The values that the theme could do nothing with.

    `text` is the page's, without characters that cannot be seen. `themes` are the folders of its templates; where none
    is known, any may be named.
    """
    lines = text.split("\n")
    for key, value, span in _entries(path, text):
        if key == "template":
            may_be, hint = _is_template(value, themes), "leave it out, or name a file of the site's own theme"
        else:
            can_be, hint = _KEYS.get(key, (_is_anything, ""))
            may_be = value is None or can_be(value)
        if not may_be:
            message, source = f"the theme can do nothing with this '{key}'", lines[span.line - 1]
            yield Problem(
                path, span.line, span.column, "bad-front-matter", message, hint, width=span.width, source_line=source
            )


def _entries(path: str, text: str) -> Iterator[_Entry]:
    if block := _BLOCK.match(text):
        # A line of its own stands for the one above, so that all places are those of the page.
        document, _ = parse_document(path, f"\n{block[1]}".encode())
        if document is not None:
            yield from (_Entry(key, value, document.value_span((key,))) for key, value in document.data.items())
        return
    for number, line in enumerate(text.split("\n"), 1):
        found = _LINE.match(line)
        if not found:
            return
        yield _Entry(found[2].lower(), found[3].strip(), Span(number, len(found[1]) + 1, max(len(found[3]), 1)))


def _is_anything(_: Data) -> bool:
    return True


def _is_template(value: Data, themes: tuple[Path, ...]) -> bool:
    """Whether a template of this name is there; a name that no system could have is that of none."""
    if not isinstance(value, str) or ".." in value.split("/"):
        return False
    name = value.lstrip("/")
    return not themes or any(os.path.isfile(folder / name) for folder in themes)  # noqa: PTH113  raises for no name


def _is_interface(value: Data) -> bool:
    return value in languages()[1:]


def _is_hidden(value: Data) -> bool:
    return isinstance(value, list) or value in _HIDDEN


def _is_paths(value: Data) -> bool:
    return isinstance(value, dict) and all(isinstance(path, str) for path in value.values())


def _is_search(value: Data) -> bool:
    if not isinstance(value, dict):
        return False
    filters = value.get("filters") or {}
    return isinstance(filters, dict) and all(isinstance(words, list) for words in filters.values())


def _is_head(value: Data) -> bool:
    return isinstance(value, dict) and all(isinstance(value.get(name) or [], list) for name in ("meta", "links"))


def _is_no_draft(value: Data) -> bool:
    return not isinstance(value, str) or value.strip().lower() not in {"draft", "true", "yes", "on"}


_NO_DRAFTS = "keep a page of prose out of the briefings' folder until it may be read: it has no drafts"

_KEYS: Mapping[str, tuple[Callable[[Data], bool], str]] = {
    "draft": (_is_no_draft, _NO_DRAFTS),
    "head": (_is_head, "write lists in it: `head: {meta: [{name: author, content: Ana}]}`"),
    "hide": (_is_hidden, "write a list, such as `hide: [toc]`"),
    "interface": (_is_interface, f"write one of {', '.join(languages()[1:])}; for English leave it out"),
    "languages": (_is_paths, "write the path of the page in each language: `languages: {fr: about-fr/}`"),
    "status": (_is_no_draft, _NO_DRAFTS),
    "search": (_is_search, "write fields, and lists in its filters: `search: {body: true, filters: {player: [ua]}}`"),
}
"""What each key may be where it has a value, and the way out."""
