r"""Prose is a small safe subset of CommonMark, read into a frozen tree; everything else is text, shown as typed.

The subset: paragraphs, bullet and numbered lists, `*emphasis*`, `**strong**`, `[label](https://…)`, citations in
Pandoc's form (`[@s1]`, `[@s1, para. 4]`, `[@s1; @s2, art. 4]`) and links to players (`[[ua]]`, `[[ua|Kyiv]]`).
Headings, code, quotes, rules, tables, images, HTML, entities, bare addresses and reference definitions are none of it.

Where CommonMark leaves a choice, or is left:

- A backslash is a backslash, unless it stands before a mark of the subset: `*`, `_`, `[`, `]`, `\` anywhere, and at the
  start of a line before a list's marker (`\-`, `\+`, `1994\. gada`).
- A label may hold emphasis, but no link, citation or player. An address is one word with balanced parentheses.
- Emphasis within emphasis is one emphasis, strong within strong one strong.
- A line break is a space. Lists nest four deep; a fifth level is text.
- Paragraphs hold no white space at their ends, and none is empty.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, list_block
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from generator.links import Target
from generator.model.address import https_address

DEEPEST_LIST = 4


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text; white space in it counts as one space."""

    value: str


@dataclass(frozen=True, slots=True)
class SoftBreak:
    """The end of a typed line within a paragraph, shown as a space."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A source that is cited: `source` is its id, `locator` the place in it, empty for the whole.

    `offset` and `length` mark the id in the typed text, in characters.
    """

    source: str
    locator: str
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class PlayerLink:
    """A player that is named: `player` is the id, `label` the words to show, empty for the player's own name.

    `offset` and `length` mark the id in the typed text, in characters.
    """

    player: str
    label: str
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class RefusedLink:
    """What was typed as a link or an image but may not be one; `value` is the whole as typed, and is what is shown.

    `offset` and `length` mark the address `url` in the typed text, in characters.
    """

    value: str
    url: str
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class Reference:
    """A citation or a player once it is known where it leads and what it is called there."""

    label: str
    target: Target
    kind: Literal["citation", "player"]


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words said with stress."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Strong:
    """Words of weight."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """An outward link; `url` is a full `https:` address, as typed."""

    url: str
    children: tuple[Inline, ...]


Inline: TypeAlias = Text | SoftBreak | Citation | PlayerLink | RefusedLink | Reference | Emphasis | Strong | Link


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, never empty."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class BulletList:
    """A list whose items have no order; each item is its blocks."""

    items: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True, slots=True)
class NumberedList:
    """A list that counts up from `start`, the number its first item was typed with; each item is its blocks."""

    start: int
    items: tuple[tuple[Block, ...], ...]


Block: TypeAlias = Paragraph | BulletList | NumberedList


@dataclass(frozen=True, slots=True)
class Prose:
    """A read text: its blocks, and `text` as the author typed it."""

    blocks: tuple[Block, ...]
    text: str

    def citations(self) -> Iterator[Citation]:
        """Every citation in reading order; `[@s1; @s2]` is two."""
        return (node for node in _inlines(self.blocks) if isinstance(node, Citation))

    def players(self) -> Iterator[PlayerLink]:
        """Every player link in reading order."""
        return (node for node in _inlines(self.blocks) if isinstance(node, PlayerLink))

    def refused_links(self) -> Iterator[RefusedLink]:
        """Everything typed as a link that is shown as typed instead: other schemes, relative paths, images."""
        return (node for node in _inlines(self.blocks) if isinstance(node, RefusedLink))


def parse_prose(text: str) -> Prose:
    """The text as prose; every text is prose, so nothing is ever refused whole.

    Most texts are one line with no other marks than citations and players. The parser says the same of them and takes
    ten times as long.
    """
    simple = _read_simple(text) if _SIMPLE.fullmatch(text) else None
    return simple or _read_any(text)


def _read_any(text: str) -> Prose:
    tokens = _PARSER.parse(text)
    return Prose(blocks=_read_blocks(iter(tokens), _Lines.of(text), ""), text=text)


def resolve(
    prose: Prose,
    *,
    cite: Callable[[Citation], Reference],
    player: Callable[[PlayerLink], Reference],
) -> Prose:
    """The same prose with each citation and each player link replaced by the reference that the callbacks give.

    The space before a citation goes: its mark hugs the word that it vouches for, and no line begins with it.
    """

    def resolved(node: Inline) -> Inline:
        match node:
            case Citation():
                return cite(node)
            case PlayerLink():
                return player(node)
            case Emphasis() | Strong() | Link():
                return replace(node, children=_hugging(map(resolved, node.children)))
            case _:
                return node

    def resolved_block(block: Block) -> Block:
        if isinstance(block, Paragraph):
            return Paragraph(_hugging(map(resolved, block.children)))
        return replace(block, items=tuple(tuple(map(resolved_block, item)) for item in block.items))

    return replace(prose, blocks=tuple(map(resolved_block, prose.blocks)))


def _hugging(nodes: Iterable[Inline]) -> tuple[Inline, ...]:
    """The nodes without the space before a citation's mark."""
    kept: list[Inline] = []
    for node in nodes:
        if isinstance(node, Reference) and node.kind == "citation":
            _drop_last_space(kept)
        kept.append(node)
    return tuple(kept)


def _drop_last_space(nodes: list[Inline]) -> None:
    while nodes and isinstance(last := nodes[-1], Text | SoftBreak):
        nodes.pop()
        if isinstance(last, Text) and (words := last.value.rstrip()):
            nodes.append(Text(words))
            return


def plain_text(prose: Prose) -> str:
    """The words alone, for summaries and search: one line a paragraph; citations go, with the space before."""
    return "\n".join(" ".join(_words(paragraph.children).split()) for paragraph in _paragraphs(prose.blocks))


def _words(children: Iterable[Inline]) -> str:
    words = ""
    for node in _flat(children):
        match node:
            case Text(value) | RefusedLink(value):
                words += value
            case SoftBreak():
                words += " "
            case PlayerLink():
                words += node.label or node.player
            case Reference(kind="player"):
                words += node.label
            case _:
                words = words.rstrip()
    return words


def _paragraphs(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for item in block.items:
                yield from _paragraphs(item)


def _flat(children: Iterable[Inline]) -> Iterator[Inline]:
    """The nodes that hold no others, in reading order."""
    for node in children:
        if isinstance(node, Emphasis | Strong | Link):
            yield from _flat(node.children)
        else:
            yield node


def _inlines(blocks: Iterable[Block]) -> Iterator[Inline]:
    return (node for paragraph in _paragraphs(blocks) for node in _flat(paragraph.children))


# From the parser's tokens to the tree.


@dataclass(frozen=True, slots=True)
class _Lines:
    """The typed text by its lines, and where each begins."""

    lines: tuple[str, ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> _Lines:
        ends = [match.span() for match in re.finditer(r"\r\n?|\n", text)]
        starts = (0, *(end for _, end in ends))
        stops = (*(start for start, _ in ends), len(text))
        return cls(tuple(text[a:b] for a, b in zip(starts, stops, strict=True)), starts)

    def place(self, content: str, first_line: int) -> _Place:
        """Where a paragraph's content, which the parser has freed of indents and list markers, was typed."""
        known, typed, position = [], [], 0
        for number, line in enumerate(content.split("\n"), first_line):
            known.append(position + len(line) - len(line.lstrip()))
            typed.append(self.starts[number] + len(self.lines[number].rstrip()) - len(line.strip()))
            position += len(line) + 1
        return _Place(tuple(known), tuple(typed))


@dataclass(frozen=True, slots=True)
class _Place:
    """Offsets of the first visible character of each line: in a paragraph's content, and in the typed text."""

    known: tuple[int, ...]
    typed: tuple[int, ...]

    def offset(self, position: int) -> int:
        line = max(bisect_right(self.known, position) - 1, 0)
        return self.typed[line] + position - self.known[line]


def _read_blocks(tokens: Iterator[Token], lines: _Lines, closing: str) -> tuple[Block, ...]:
    """The blocks up to the closing token, which is consumed."""
    blocks: list[Block] = []
    for token in tokens:
        if token.type == closing:
            break
        if token.type == "inline" and (children := _read_inline(token, lines)):
            blocks.append(Paragraph(children))
        elif token.type == "bullet_list_open":
            blocks.append(BulletList(_read_items(tokens, lines, "bullet_list_close")))
        elif token.type == "ordered_list_open":
            start = int(token.attrs.get("start", 1))
            blocks.append(NumberedList(start, _read_items(tokens, lines, "ordered_list_close")))
    return tuple(blocks)


def _read_items(tokens: Iterator[Token], lines: _Lines, closing: str) -> tuple[tuple[Block, ...], ...]:
    items = []
    for token in tokens:
        if token.type == closing:
            break
        items.append(_read_blocks(tokens, lines, "list_item_close"))
    return tuple(items)


def _read_inline(token: Token, lines: _Lines) -> tuple[Inline, ...]:
    """A paragraph's nodes, without white space at its ends."""
    assert token.map is not None
    assert token.children is not None
    tree = _InlineTree(lines.place(token.content, token.map[0]))
    for child in token.children:
        tree.take(child)
    return tuple(_trimmed(tree.root))


def _trimmed(nodes: list[Inline]) -> list[Inline]:
    while nodes and isinstance(first := nodes[0], Text | SoftBreak):
        if isinstance(first, Text) and (value := first.value.lstrip()):
            nodes[0] = Text(value)
            break
        del nodes[0]
    while nodes and isinstance(last := nodes[-1], Text | SoftBreak):
        if isinstance(last, Text) and (value := last.value.rstrip()):
            nodes[-1] = Text(value)
            break
        del nodes[-1]
    return nodes


class _InlineTree:
    """A paragraph's nodes while they are read; a stack of the nodes still open, so that depth costs no recursion."""

    def __init__(self, place: _Place) -> None:
        self._place = place
        self._open: list[tuple[Token | None, list[Inline]]] = [(None, [])]

    @property
    def root(self) -> list[Inline]:
        return self._open[0][1]

    def take(self, token: Token) -> None:
        match token.nesting:
            case 1:
                self._open.append((token, []))
            case -1:
                self._close()
            case _:
                self._add(self._leaf(token))

    def _close(self) -> None:
        token, children = self._open.pop()
        assert token is not None
        if token.type == "link_open":
            self._add(Link(str(token.attrs["href"]), tuple(children)))
        elif any(outer is not None and outer.type == token.type for outer, _ in self._open):
            for child in children:
                self._add(child)
        elif children:
            self._add((Emphasis if token.type == "em_open" else Strong)(tuple(children)))

    def _add(self, node: Inline) -> None:
        siblings = self._open[-1][1]
        match node:
            case Text(""):
                pass
            case Text(value) if siblings and isinstance(last := siblings[-1], Text):
                siblings[-1] = Text(last.value + value)
            case _:
                siblings.append(node)

    def _leaf(self, token: Token) -> Inline:
        match token.type:
            case "softbreak" | "hardbreak":
                return SoftBreak()
            case "citation":
                return Citation(token.content, token.meta["locator"], *self._span(token))
            case "player":
                return PlayerLink(token.content, token.meta["label"], *self._span(token))
            case "refused":
                return RefusedLink(token.content, token.meta["url"], *self._span(token))
            case _:
                return Text(token.content)

    def _span(self, token: Token) -> tuple[int, int]:
        start, end = (self._place.offset(position) for position in token.meta["at"])
        return start, end - start


# The parser's rules: each reads one mark at `state.pos`, or returns False and leaves it to the next.

_ESCAPED = frozenset("*_[]\\")
_ESCAPED_AT_LINE_START = frozenset("-+.)")
_LINE_START = re.compile(r"(?:\A|\n)[ \t]*(\d{0,9})\Z")
_CITATIONS = re.compile(r"\[(\s*@[^\[\]]*)\]")
_PARTS = re.compile(r"(?:[^;]|;(?!\s*@))+")
_CITED = re.compile(r"\s*@([^\s,;@]+)(?:(?:\s*,|\s)([^@]*))?")
_PLAYER = re.compile(r"\[\[([^\[\]|\n]*)(?:\|([^\[\]]*))?\]\]")
_ADDRESS_PIECE = re.compile(r"[^\s()]*")
_SCHEME = re.compile(r"<?[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_DEEPEST_PARENTHESIS = 8


def _escape(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "\\" or state.pos + 1 >= state.posMax or not _escapes(state.src, state.pos):
        return False
    if not silent:
        state.push("text_special", "", 0).content = state.src[state.pos + 1]
    state.pos += 2
    return True


def _escapes(src: str, position: int) -> bool:
    """Whether the backslash at the position takes a mark's meaning away."""
    mark = src[position + 1]
    if mark not in _ESCAPED_AT_LINE_START:
        return mark in _ESCAPED
    # A marker is short: looking no further back keeps a line of backslashes cheap. The letter stands for what is cut.
    start = max(position - 40, 0)
    before = _LINE_START.search(("x" if start else "") + src[start:position])
    return before is not None and bool(before[1]) == (mark in ".)")


# One line that begins no list, in which every bracket belongs to a citation or a player.
_WORDS = r"[^*_\[\]\\\n\r\0]*+"
_INSIDE = r"[^\[\]\\\n\r\0]*+"
_SIMPLE = re.compile(rf"(?!\s*[-+0-9]){_WORDS}(?:(?:\[\s*@{_INSIDE}\]|\[\[{_INSIDE}\]\]){_WORDS})*+")


def _read_simple(text: str) -> Prose | None:
    """A text of `_SIMPLE`'s form; None where what looks like a citation or a player is none."""
    nodes: list[Inline] = []
    behind = 0
    while (start := text.find("[", behind)) >= 0:
        nodes.append(Text(text[behind:start]))
        if cited := _CITATIONS.match(text, start):
            parts = _cited_parts(cited[1], cited.start(1))
            if parts is None:
                return None
            nodes += (Citation(source, locator, at, len(source)) for source, locator, at in parts)
            behind = cited.end()
        elif (named := _PLAYER.match(text, start)) and (player := named[1].strip()):
            at = named.start(1) + named[1].index(player)
            nodes.append(PlayerLink(player, " ".join((named[2] or "").split()), at, len(player)))
            behind = named.end()
        else:
            return None
    nodes.append(Text(text[behind:]))
    children = _trimmed([node for node in nodes if node != _NOTHING])
    return Prose((Paragraph(tuple(children)),) if children else (), text)


_NOTHING = Text("")


def _citations(state: StateInline, silent: bool) -> bool:
    match = _CITATIONS.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    parts = _cited_parts(match[1], match.start(1))
    if parts is None:
        return False
    if not silent:
        for source, locator, at in parts:
            token = state.push("citation", "", 0)
            token.content = source
            token.meta = {"locator": locator, "at": (at, at + len(source))}
    state.pos = match.end()
    return True


def _cited_parts(inside: str, start: int) -> list[tuple[str, str, int]] | None:
    """Source, locator and the source's place for each part, or None where a part is no citation."""
    parts = []
    for part in _PARTS.finditer(inside):
        cited = _CITED.fullmatch(part[0])
        if cited is None:
            return None
        parts.append((cited[1], " ".join((cited[2] or "").split()), start + part.start() + cited.start(1)))
    return parts


def _player(state: StateInline, silent: bool) -> bool:
    match = _PLAYER.match(state.src, state.pos, state.posMax)
    player = match[1].strip() if match else ""
    if match is None or not player:
        return False
    if not silent:
        at = match.start(1) + match[1].index(player)
        token = state.push("player", "", 0)
        token.content = player
        token.meta = {"label": " ".join((match[2] or "").split()), "at": (at, at + len(player))}
    state.pos = match.end()
    return True


def _link(state: StateInline, silent: bool) -> bool:
    src, start = state.src, state.pos
    if src[start] != "[":
        return False
    label_end = state.md.helpers.parseLinkLabel(state, start, True)
    if label_end < 0 or not src.startswith("](", label_end) or not src[start + 1 : label_end].strip():
        return False
    at = label_end + 2
    end = _address_end(src, at, state.posMax)
    closed = end < state.posMax and src[end] == ")"
    if closed and _is_address(src[at:end]) and not src.startswith("!", start - 1 if start else 0):
        _push_link(state, start + 1, label_end, end, silent)
        return True
    return _refuse(state, (at, end), closed, silent)


def _push_link(state: StateInline, label_start: int, label_end: int, end: int, silent: bool) -> None:
    maximum = state.posMax
    if not silent:
        state.pos, state.posMax = label_start, label_end
        state.push("link_open", "a", 1).attrs = {"href": state.src[label_end + 2 : end]}
        state.md.inline.tokenize(state)
        state.push("link_close", "a", -1)
    state.pos, state.posMax = end + 1, maximum


def _refuse(state: StateInline, address: tuple[int, int], closed: bool, silent: bool) -> bool:
    """Keep as text what looks like a link but leads nowhere that prose may lead."""
    start, (at, end) = state.pos, address
    url = state.src[at:end]
    if not (_SCHEME.match(url) or (closed and any(sign in url for sign in "./#:"))):
        return False
    stop = end + 1 if closed else end
    if not silent:
        token = state.push("refused", "", 0)
        token.content = state.src[start:stop]
        token.meta = {"url": url, "at": (at, end)}
    state.pos = stop
    return True


def _address_end(src: str, position: int, maximum: int) -> int:
    """Where the word ends that begins at the position: at white space, or at the parenthesis that it did not open."""
    depth = 0
    while True:
        piece = _ADDRESS_PIECE.match(src, position, maximum)
        assert piece is not None
        position = piece.end()
        if position >= maximum or src[position].isspace() or depth > _DEEPEST_PARENTHESIS:
            return position
        depth += 1 if src[position] == "(" else -1
        if depth < 0:
            return position
        position += 1


def _is_address(text: str) -> bool:
    try:
        https_address(text)
    except ValueError:
        return False
    return True


def _list(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: N803  (the parser's names)
    """A list, unless it would nest too deep; the parser's own limit would drop the text below it."""
    belongs_further_out = silent and state.sCount[startLine] < state.blkIndent
    if state.level >= 2 * DEEPEST_LIST and not belongs_further_out:
        return False
    return list_block(state, startLine, endLine, silent)


def _make_parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark")
    parser.disable(["blockquote", "code", "fence", "heading", "hr", "html_block", "lheading", "reference"])
    parser.disable(["autolink", "backticks", "entity", "html_inline", "image"])
    parser.block.ruler.at("list", _list, {"alt": ["paragraph", "reference", "blockquote"]})
    parser.inline.ruler.at("escape", _escape)
    parser.inline.ruler.at("link", _link)
    parser.inline.ruler.before("link", "citations", _citations)
    parser.inline.ruler.before("link", "player", _player)
    return parser


_PARSER = _make_parser()
