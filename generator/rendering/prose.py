"""Prose is written twice: as Markdown where it stands for itself, and as HTML where it stands inside an HTML block.

Both say the same. Markdown is written only where Python-Markdown and CommonMark read it alike; what they would read
differently is written as HTML within it: emphasis that touches a word or other emphasis as a tag (`<em>`), a list that
is more than one line an item, or does not begin at 1, as a whole HTML block.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from urllib.parse import quote

from markupsafe import Markup

from generator.links import markdown_path, relative_url
from generator.model.address import https_address
from generator.reading.prose import (
    Block,
    BulletList,
    Emphasis,
    Inline,
    Link,
    NumberedList,
    Paragraph,
    Prose,
    Reference,
    RefusedLink,
    SoftBreak,
    Strong,
    Text,
)
from generator.rendering.escape import (
    escaped,
    guard_start,
    html_block,
    markdown_marks,
    shown,
    url_attribute,
)

List = BulletList | NumberedList


def prose_markdown(prose: Prose, page: str) -> Markup:
    """The prose as Markdown blocks for the page; raises ValueError where a citation or player is not resolved."""
    blocks: list[str] = []
    list_is_open = False
    for block in prose.blocks:
        # Two lists in a row would be read as one.
        as_markdown = isinstance(block, Paragraph) or (_is_plain(block) and not list_is_open)
        list_is_open = as_markdown and not isinstance(block, Paragraph)
        blocks.append(_markdown_block(block, page) if as_markdown else html_block(Markup(_html_block(block, page))))  # noqa: S704
    return Markup("\n\n".join(blocks))  # noqa: S704


def prose_html(prose: Prose, page: str) -> Markup:
    """The prose as HTML for the page, without a line break; raises ValueError where it is not resolved."""
    return Markup(prose_text(prose, page))  # noqa: S704


def prose_text(prose: Prose, page: str) -> str:
    """The same, not yet marked as HTML: for a writer of elements that the prose stands in."""
    return "".join([_html_block(block, page) for block in prose.blocks])


# Markdown


def _markdown_block(block: Block, page: str) -> str:
    if isinstance(block, Paragraph):
        return _markdown_line(block.children, page)
    return "\n".join(_markdown_items(block, page, indent=0))


def _markdown_items(block: List, page: str, indent: int) -> Iterable[str]:
    """The list's lines; text begins four columns on, which is where Python-Markdown looks for what an item holds."""
    for number, (first, *rest) in enumerate(block.items, 1):
        marker = "-" if isinstance(block, BulletList) else f"{number}."
        assert isinstance(first, Paragraph)
        yield f"{' ' * indent}{marker:<4}{_markdown_line(first.children, page)}"
        for nested in rest:
            assert not isinstance(nested, Paragraph)
            yield from _markdown_items(nested, page, indent + 4)


def _is_plain(block: Block) -> bool:
    """Whether both engines read the list alike: it counts from 1, and an item is a line and perhaps one such list."""
    if isinstance(block, Paragraph) or (
        isinstance(block, NumberedList) and (block.start != 1 or len(block.items) > 99)
    ):
        return False
    return all(_is_plain_item(item) for item in block.items)


def _is_plain_item(item: Sequence[Block]) -> bool:
    return len(item) in {1, 2} and isinstance(item[0], Paragraph) and all(map(_is_plain, item[1:]))


def _markdown_line(children: Sequence[Inline], page: str) -> str:
    line = _guard_links(_markdown(children, page, before="", after=""))
    return guard_start(line) if isinstance(children[0], Text) else line


def _guard_links(line: str) -> str:
    """The line with each `!` escaped that would make an image of the link behind it."""
    return re.sub(r"!(?=\[)", r"\\!", line)


def _markdown(children: Sequence[Inline], page: str, *, before: str, after: str) -> str:
    """The nodes in a row; `before` and `after` are the characters that will stand around them."""
    pieces = []
    for number, node in enumerate(children):
        left = _last_character(children[number - 1]) if number else before
        right = _first_character(children[number + 1]) if number + 1 < len(children) else after
        pieces.append(_markdown_node(node, page, left, right))
    return "".join(pieces)


def _markdown_node(node: Inline, page: str, left: str, right: str) -> str:
    match node:
        case Text(value) | RefusedLink(value):
            return markdown_marks(shown(value))
        case SoftBreak():
            return " "
        case Emphasis():
            return _markdown_stress(node.children, page, "*", "em", _stands_free(left, right))
        case Strong():
            return _markdown_stress(node.children, page, "**", "strong", _stands_free(left, right))
        case Link(url, inside):
            label = _markdown(inside, page, before="[", after="]")
            return f"[{label}]({_markdown_address(https_address(url))})"
        case Reference(label, target):
            return f"[{markdown_marks(shown(label).strip())}]({_markdown_address(_path(markdown_path(target, page)))})"
        case _:
            raise ValueError(f"not resolved: {node!r}")


def _markdown_stress(children: Sequence[Inline], page: str, mark: str, tag: str, free: bool) -> str:
    if free:
        return f"{mark}{_markdown(children, page, before='*', after='*')}{mark}"
    return f"<{tag}>{_markdown(children, page, before='>', after='<')}</{tag}>"


_BEFORE_STRESS = frozenset(" ([\"'“‘„«—–")
_AFTER_STRESS = frozenset(" )].,;:?!\"'”’“»—–…")


def _stands_free(left: str, right: str) -> bool:
    """Whether every engine reads a mark between these characters as one that opens, and one that closes."""
    return (not left or left in _BEFORE_STRESS) and (not right or right in _AFTER_STRESS)


def _first_character(node: Inline) -> str:
    match node:
        case Text(value) | RefusedLink(value):
            return shown(value)[:1]
        case SoftBreak():
            return " "
        case Emphasis() | Strong():
            return "*"
        case _:
            return "("


def _last_character(node: Inline) -> str:
    match node:
        case Text(value) | RefusedLink(value):
            return shown(value)[-1:]
        case SoftBreak():
            return " "
        case Emphasis() | Strong():
            return "*"
        case _:
            return ")"


def _markdown_address(address: str) -> str:
    """The percent-encoded address as a Markdown link holds it, where `&copy;` would be an entity."""
    return re.sub(r"&(?=#|[A-Za-z0-9]+;)", "&amp;", address)


def _path(path: str) -> str:
    """A path of our own with anything percent-encoded that is not plain."""
    return quote(path, safe="/#.-_~")


# HTML


def _html_block(block: Block, page: str) -> str:
    match block:
        case Paragraph(children):
            return f"<p>{_html(children, page)}</p>"
        case BulletList(items):
            return f"<ul>{_html_items(items, page)}</ul>"
        case NumberedList(1, items):
            return f"<ol>{_html_items(items, page)}</ol>"
        case NumberedList(start, items):
            return f'<ol start="{start:d}">{_html_items(items, page)}</ol>'


def _html_items(items: Iterable[Sequence[Block]], page: str) -> str:
    return "".join([f"<li>{_html_item(item, page)}</li>" for item in items])


def _html_item(item: Sequence[Block], page: str) -> str:
    """An item's blocks; where it opens with its only paragraph, the paragraph needs no tag."""
    match item:
        case [Paragraph(children), *rest] if not any(isinstance(block, Paragraph) for block in rest):
            return _html(children, page) + "".join([_html_block(block, page) for block in rest])
        case _:
            return "".join([_html_block(block, page) for block in item])


def _html(children: Iterable[Inline], page: str) -> str:
    return "".join([_html_node(node, page) for node in children])


def _html_node(node: Inline, page: str) -> str:
    match node:
        case Text(value) | RefusedLink(value):
            return escaped(value)
        case SoftBreak():
            return " "
        case Emphasis(children):
            return f"<em>{_html(children, page)}</em>"
        case Strong(children):
            return f"<strong>{_html(children, page)}</strong>"
        case Link(url, children):
            return f'<a href="{url_attribute(url)}" rel="noopener">{_html(children, page)}</a>'
        case Reference(label, target, kind):
            role = ' class="cite"' if kind == "citation" else ""
            address = escaped(_path(relative_url(target, page)))
            return f'<a{role} href="{address}">{escaped(shown(label).strip())}</a>'
        case _:
            raise ValueError(f"not resolved: {node!r}")
