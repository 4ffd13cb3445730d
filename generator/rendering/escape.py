r"""Text is escaped once, for the place where it lands: one filter for each place, each giving `Markup`.

A value that is `Markup` already has been through a filter, so every filter refuses it. Control characters, which no
reader of ours lets in, become U+FFFD: the engines drop some of them, and what stands around a dropped one must not
join into a mark.

The Markdown written here reads alike in Python-Markdown (with attr_list, tables, toc and MkDocs' fenced_code) and in
CommonMark. Python-Markdown unescapes only ``\ ` * _ { } [ ] ( ) > # + - . ! |``; other marks are written as entities.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from markupsafe import Markup

from generator.model.address import https_address

# What a front matter may hold; the leaves that are strings stay strings.
Plain = str | bool | int | Sequence["Plain"] | Mapping[str, "Plain"]

_BLANKS = re.compile(r"[\t-\r\x1c-\x20\x85\u2028\u2029]+")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def shown(value: object) -> str:
    """The value as one line of plain text: runs of white space are one space (a no-break space stays)."""
    if value is None or isinstance(value, Markup):
        raise TypeError(f"not a plain value: {value!r}")
    text = str(value)
    # Most text is such a line already: what is printable has no control character and no white space but spaces.
    if text.isprintable() and "  " not in text:
        return text
    return _CONTROLS.sub("\ufffd", _BLANKS.sub(" ", text))


# Marks that may mean something anywhere in a line. An underscore inside a word means nothing.
_MARK = re.compile(r"[\\`*{}\[\]|]|(?<![A-Za-z0-9])_+|_+(?![A-Za-z0-9])")
# `&` where it begins an entity, or might once more text follows.
_ENTITY = re.compile(r"&(?=#|[A-Za-z0-9]*(?:;|\Z))")
# What a block may begin with: `#`, a list's marker, `>`, a fence, a setext underline, a rule.
_BLOCK_START = re.compile(r"[#>]|[-+](?![A-Za-z0-9])|~(?=~~)|=(?==*\Z)|\d+(?P<point>[.)])(?= |\Z)")
_AS_ENTITY = {"~": "&#126;", "=": "&#61;"}


def markdown_text(value: object) -> Markup:
    """Text as a paragraph, a heading or a list item holds it, or `*…*` around it; its ends are stripped.

    Only what needs it is escaped: "Article 5-like (20 %)" and "S/RES/2202 (2015)" stay as they are. The text may begin
    a line and may stand before more Markdown, so a first `-` and a last `!` are escaped where they could mean more.
    """
    return Markup(guard_start(_guard_end(markdown_marks(shown(value).strip()))))  # noqa: S704


def markdown_marks(text: str) -> str:
    """The text of one line with the marks inside it escaped, for a writer that itself sees to the line's ends."""
    marked = _MARK.sub(lambda mark: "".join(f"\\{sign}" for sign in mark[0]), text)
    # Python-Markdown looks for `[…]:`, a definition, before it looks at backslashes.
    return _ENTITY.sub("&amp;", marked).replace("<", "&lt;").replace(r"\]:", "&#93;:")


def guard_start(marked: str) -> str:
    """The line with its beginning escaped where it would open a block."""
    opening = _BLOCK_START.match(marked)
    if opening is None:
        return marked
    at = max(opening.start("point"), 0)
    return marked[:at] + _AS_ENTITY.get(marked[at], f"\\{marked[at]}") + marked[at + 1 :]


def _guard_end(marked: str) -> str:
    """The line with its end escaped: `!` could make the next link an image, `#` could close a heading."""
    return f"{marked[:-1]}\\{marked[-1]}" if marked.endswith(("!", "#")) else marked


def html_text(value: object) -> Markup:
    """Text as an HTML element or a quoted attribute holds it, on one line, so that no HTML block is broken by it."""
    return Markup(escaped(value))  # noqa: S704


def escaped(value: object) -> str:
    """The same, not yet marked as HTML: for a writer of elements, which marks the whole of what it wrote."""
    return _escaped(value if type(value) is str else shown(value))


@lru_cache(maxsize=1 << 14)
def _escaped(text: str) -> str:
    """Kept, for labels and names come over and over on all pages."""
    return entities(shown(text))


def entities(text: str) -> str:
    """Text with the signs that HTML reads as its own written as entities; all else, white space too, stays."""
    return (
        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("'", "&#39;").replace('"', "&#34;")
    )


def url_attribute(url: str) -> str:
    """An `https:` address as a quoted attribute holds it; raises ValueError for anything else."""
    return entities(https_address(url))


_SCRIPT_HAZARDS = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&'\u2028\u2029"}


def json_script(value: object) -> Markup:
    """JSON as a `<script>` holds it, or a data attribute in single quotes; raises for what JSON has no word for."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return Markup(text.translate(_SCRIPT_HAZARDS))  # noqa: S704


_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
# What YAML forbids to stand bare, in double quotes too, and what some of its readers take for a line's end.
_NOT_IN_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def front_matter(fields: Mapping[str, Plain]) -> Markup:
    """A page's whole front matter, one key a line, every string in double quotes: `no` and `12:30` stay words."""
    lines = "".join(f"{_key(key)}: {_flow(value)}\n" for key, value in fields.items())
    return Markup(f"---\n{lines or '{}' + chr(10)}---\n")  # noqa: S704


def _key(key: str) -> str:
    if not _KEY.fullmatch(key):
        raise ValueError(f"not a front matter key: {key!r}")
    return f'"{key}"'


def _flow(value: Plain) -> str:
    """The value in YAML's flow style, which JSON is where strings are concerned."""
    match value:
        case Markup():
            raise TypeError(f"not a plain value: {value!r}")
        case str():
            text = json.dumps(value, ensure_ascii=False)
            return _NOT_IN_YAML.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)
        case bool() | int():
            return json.dumps(value)
        case Mapping():
            return "{" + ", ".join(f"{_flow(str(key))}: {_flow(item)}" for key, item in value.items()) + "}"
        case Sequence():
            return "[" + ", ".join(map(_flow, value)) + "]"
        case _:
            raise TypeError(f"not a front matter value: {value!r}")


# The tags that begin an HTML block in CommonMark, may stand in one's middle, and are raw HTML to Python-Markdown.
_BLOCK_TAGS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "details", "div", "dl", "fieldset", "figure", "footer", "form"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "header", "main", "menu", "nav", "ol", "p", "section", "table", "ul"),
    }
)
_FIRST_TAG = re.compile(r"<([a-z][a-z0-9]*)[\s>]")


def html_block(markup: Markup) -> Markup:
    """The markup as one HTML block: no blank line in it, no line indented, one element or several of a kind.

    Raises ValueError where it does not begin with a block-level tag and end with that tag closed. White space inside
    is not kept, so a `<pre>` does not belong here.
    """
    if not isinstance(markup, Markup):
        raise TypeError(f"not markup: {markup!r}")
    block = "\n".join([line for raw in str(markup).split("\n") if (line := raw.strip())])
    first = _FIRST_TAG.match(block)
    if first is None or first[1] not in _BLOCK_TAGS or not block.endswith(f"</{first[1]}>"):
        raise ValueError(f"not an HTML block: {block[:80]!r}")
    return Markup(block)  # noqa: S704


def code_block(text: str) -> Markup:
    """YAML as a fenced block, each line as typed."""
    if isinstance(text, Markup):
        raise TypeError(f"not a plain value: {text!r}")
    lines = [_CONTROLS.sub("\ufffd", line) for line in text.split("\n")]
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
    return Markup("\n".join([f"{fence}yaml", *lines, fence]))  # noqa: S704
