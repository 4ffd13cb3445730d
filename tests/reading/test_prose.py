"""Prose: what is a mark and what is text, where marks stand, and that no text is lost or too hard."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from types import FrameType

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_engines import AUTHOR_TEXT

from generator.links import Target
from generator.model.address import https_address
from generator.reading import prose as reading
from generator.reading.prose import (
    BulletList,
    Citation,
    Emphasis,
    Link,
    NumberedList,
    Paragraph,
    PlayerLink,
    Prose,
    Reference,
    RefusedLink,
    SoftBreak,
    Strong,
    Text,
    parse_prose,
    plain_text,
    resolve,
)


def paragraph(text: str) -> tuple[object, ...]:
    """The nodes of a text that is one paragraph."""
    (block,) = parse_prose(text).blocks
    assert isinstance(block, Paragraph)
    return block.children


def marks(prose: Prose) -> list[Citation | PlayerLink | RefusedLink]:
    """All nodes that know their place: citations, then players, then refused links."""
    return [*prose.citations(), *prose.players(), *prose.refused_links()]


def marked(prose: Prose) -> list[str]:
    """What the offsets of all marks point to in the typed text."""
    return [prose.text[node.offset : node.offset + node.length] for node in marks(prose)]


def name(node: Citation | PlayerLink | RefusedLink) -> str:
    """The id or address that a mark is about."""
    match node:
        case Citation():
            return node.source
        case PlayerLink():
            return node.player
        case RefusedLink():
            return node.url


@pytest.mark.parametrize(
    ("text", "children"),
    [
        ("plain", (Text("plain"),)),
        ("*a* _b_", (Emphasis((Text("a"),)), Text(" "), Emphasis((Text("b"),)))),
        ("**a**", (Strong((Text("a"),)),)),
        ("***a***", (Emphasis((Strong((Text("a"),)),)),)),
        ("one\ntwo", (Text("one"), SoftBreak(), Text("two"))),
        ("one  \ntwo", (Text("one"), SoftBreak(), Text("two"))),
        ("[a *b*](https://x.org/y)", (Link("https://x.org/y", (Text("a "), Emphasis((Text("b"),)))),)),
        ("[a](https://x.org/(b))", (Link("https://x.org/(b)", (Text("a"),)),)),
        ("[@s1]", (Citation("s1", "", 2, 2),)),
        ("[@s1, para. 4]", (Citation("s1", "para. 4", 2, 2),)),
        ("[@s1 para. 4]", (Citation("s1", "para. 4", 2, 2),)),
        ("[@s1; @s2, art. 4; 5]", (Citation("s1", "", 2, 2), Citation("s2", "art. 4; 5", 7, 2))),
        ("[@s1,\n  para. 4]", (Citation("s1", "para. 4", 2, 2),)),
        ("[[ua]]", (PlayerLink("ua", "", 2, 2),)),
        ("[[ua|Kyiv]]", (PlayerLink("ua", "Kyiv", 2, 2),)),
        ("[[ ua | the *Kyiv*\nside ]]", (PlayerLink("ua", "the *Kyiv* side", 3, 2),)),
    ],
)
def test_the_subset_is_read(text: str, children: tuple[object, ...]) -> None:
    """Each mark of the subset becomes its node."""
    assert paragraph(text) == children


@pytest.mark.parametrize(
    "text",
    [
        "# heading",
        "heading\n===",
        "---",
        "> quote",
        "```",
        "`code`",
        "~~~",
        "<b>bold</b>",
        "<https://x.org>",
        "&amp; &#60;",
        "| a | b |",
        "a | b\n--- | ---",
        "[ref]",
        "[a][b]",
        "[a]: https://x.org",
        "![a](https://x.org/a.png)",
        "[a](http://x.org)",
        "[a](javascript:alert(1))",
        "[a](data:text/html,x)",
        "[a](HTTPS://x.org)",
        "[a](https://x)",
        "[a](https://user@x.org)",
        "[a](https://x.org\\@y.org)",
        '[a](https://x.org "title")',
        "[a](<https://x.org>)",
        "[a](about.md)",
        "[a](sic, again)",
        "[](https://x.org)",
        "[@]",
        "[@s1; @]",
        "[@s1; s2]",
        "[see @s1]",
        "[[]]",
        "[[|Kyiv]]",
        "[[ua",
        "snake_case_name",
        "2 * 3 * 4",
        r"C:\dir \- \. \! \<",
        "a\\",
    ],
)
def test_everything_else_is_shown_as_typed(text: str) -> None:
    """What is no mark of the subset loses no character."""
    assert plain_text(parse_prose(text)) == " ".join(text.split())
    assert not re.search(r"Emphasis|Strong|\bLink|List|Citation|Player", repr(parse_prose(text).blocks))


PIECES = [
    "a",
    "b ",
    " ",
    "  ",
    "\t",
    "\u00a0",
    "\x0b",
    "\x1c",
    "\x85",
    "\u2028",
    "é",
    "1.",
    "-",
    "+ ",
    "!",
    "<b>",
    "&amp;",
]
MARKS = ["[@s1]", "[ @s1 ]", "[@s1, art. *4*]", "[@s1; @s2]", "[@]", "[[ua]]", "[[ ua | Kyiv ]]", "[[ ]]", "[[|a]]"]
SIGNS = [
    "`",
    "#",
    ">",
    "|",
    "~~",
    "(https://x.org)",
    "https://x.org",
    "[",
    "]",
    "@",
    "*",
    "_",
    "\\",
    "\n",
    "\0",
    "[a](b.md)",
]


@given(st.lists(st.sampled_from([*PIECES, *MARKS, *SIGNS]), max_size=9).map("".join) | AUTHOR_TEXT)
@example("1. a [@s1]")
@example(" a [@s1](https://x.org)")
@example("![@s1]")
def test_what_is_read_without_the_parser_is_what_the_parser_reads(text: str) -> None:
    """The short way round gives the same tree with the same places."""
    assert parse_prose(text) == reading._read_any(text)


@pytest.mark.parametrize("text", ["Both sides met.", " So [@s1], and [[ua|Kyiv]] signed [@s2, art. 4; @s3]. ", "", " "])
def test_a_text_of_one_line_needs_no_parser(text: str) -> None:
    """Most texts are one line with citations at most."""
    assert reading._SIMPLE.fullmatch(text)
    assert reading._read_simple(text) == reading._read_any(text)


def test_a_backslash_takes_the_meaning_of_a_mark() -> None:
    """The subset's marks can be typed as text, a list's marker at the start of a line too."""
    typed = r"\*a\* \_b\_ \[\[ua\]\] \[@s1\] c\\d"
    assert paragraph(typed) == (Text(r"*a* _b_ [[ua]] [@s1] c\d"),)
    assert paragraph("\\- a\n\\+ b") == (Text("- a"), SoftBreak(), Text("+ b"))
    assert paragraph("1994\\. gada") == (Text("1994. gada"),)
    assert paragraph("x" * 50 + " 1994\\. gada") == (Text("x" * 50 + " 1994\\. gada"),)


def test_lists_hold_paragraphs_and_lists() -> None:
    """Bullets and numbers nest, and a numbered list keeps the number it was typed with."""
    blocks = parse_prose("- a\n- b\n  1. c\n\n7) d").blocks
    a, b, c, d = (Paragraph((Text(word),)) for word in "abcd")
    assert blocks == (BulletList(((a,), (b, NumberedList(1, ((c,),))))), NumberedList(7, ((d,),)))


def test_lists_nest_four_deep() -> None:
    """A fifth level is text of the fourth, and what follows further out is still found."""
    text = "- a\n  - b\n    - c\n      - d\n        - e\n      - f\n- g"
    prose = parse_prose(text)
    assert repr(prose.blocks).count("BulletList") == 4
    assert plain_text(prose) == "a\nb\nc\nd - e\nf\ng"


def test_like_within_like_is_one() -> None:
    """Emphasis in emphasis adds nothing, so the tree stays shallow."""
    assert paragraph("*a *b **c **d** e** f* g*") == (Emphasis((Text("a b "), Strong((Text("c d e"),)), Text(" f g"))),)


def test_a_link_holds_no_other() -> None:
    """Where links nest, the inner one is the link; a citation or player in a label undoes the outer link."""
    assert paragraph("[a [b](https://x.org) c](https://y.org)")[1] == Link("https://x.org", (Text("b"),))
    assert not any(isinstance(node, Link) for node in paragraph("[a [@s1]](https://x.org)"))
    assert not any(isinstance(node, Link) for node in paragraph("[a [[ua]]](https://x.org)"))


def test_offsets_point_into_the_typed_text() -> None:
    """Indents, markers, tabs and line ends of every kind are counted, so that a caret lands on the id."""
    text = (
        "One [@s1] two\r\n   three [[ua]]\n\n- a\n\n  b [@s2,\n  p. 1; @s3]\n"
        "\t- c *d [[fr|Paris]]* [x](http://y.org)\n\n1. [[us]]"
    )
    assert marked(parse_prose(text)) == ["s1", "s2", "s3", "ua", "fr", "us", "http://y.org"]


@given(AUTHOR_TEXT)
def test_any_text_is_prose_with_true_offsets(text: str) -> None:
    """Whatever is typed is read, and every offset marks its own id or address."""
    prose = parse_prose(text)
    assert marked(prose) == [name(node) for node in marks(prose)]


@given(AUTHOR_TEXT)
def test_no_word_is_lost(text: str) -> None:
    """Every letter comes through where nothing is cited, no player is given another name and no address is linked."""
    text = re.sub(r"[@|]", "", text).replace("](", "] (")
    assert re.findall(r"[^\W\d_]", plain_text(parse_prose(text))) == re.findall(r"[^\W\d_]", text)


def test_plain_text_leaves_citations_out() -> None:
    """A summary has no marks, and no space where a citation stood before a full stop."""
    prose = parse_prose(
        "The *envoy* said so [@s1; @s2, p. 3].\nThen [[ua|Kyiv]] and [[fr]]\n\n- [agreed](https://x.org)"
    )
    assert plain_text(prose) == "The envoy said so. Then Kyiv and fr\nagreed"


def test_resolve_replaces_citations_and_players_everywhere() -> None:
    """Nodes within lists, emphasis and strong are replaced, nothing else changes, the original stays."""
    prose = parse_prose("a *b [@s1]*\n\n- **[[ua|Kyiv]]**")
    one = Reference("1", Target("", "source-s1"), "citation")
    kyiv = Reference("Kyiv", Target("players/ua.md"), "player")
    resolved = resolve(prose, cite=lambda _: one, player=lambda _: kyiv)
    assert resolved.blocks == (
        Paragraph((Text("a "), Emphasis((Text("b"), one)))),
        BulletList(((Paragraph((Strong((kyiv,)),)),),)),
    )
    assert [*resolved.citations(), *resolved.players()] == []
    assert plain_text(resolved) == "a b\nKyiv"
    assert next(prose.citations()).source == "s1"


@pytest.mark.parametrize("typed", ["said [@s1].", "said\n[@s1].", "said  \n  [@s1].", "said[@s1]."])
def test_a_citation_hugs_the_word_before_it(typed: str) -> None:
    """The space before a mark goes, a line's end included; that before a player stays."""
    one = Reference("[1]", Target("", "source-s1"), "citation")
    kyiv = Reference("Kyiv", Target("players/ua.md"), "player")
    resolved = resolve(parse_prose(f"{typed} [[ua]] [@s1] [@s1]"), cite=lambda _: one, player=lambda _: kyiv)
    assert resolved.blocks == (Paragraph((Text("said"), one, Text(". "), kyiv, one, one)),)


def test_refused_links_say_what_was_typed() -> None:
    """A check can name the address and its place; a bracket with a remark behind it is no link at all."""
    prose = parse_prose("[a](http://x.org) ![b](https://x.org/b.png) [c](about.md) [d](sic) [e](see below)")
    assert [link.url for link in prose.refused_links()] == ["http://x.org", "https://x.org/b.png", "about.md"]


def test_an_address_is_encoded_where_it_must_be() -> None:
    """What an attribute or a Markdown link could trip over is percent-encoded; what is encoded stays."""
    assert https_address("https://x.org/a(b)'\"<é>%20%zz?q=[1]&r=2#s") == (
        "https://x.org/a%28b%29%27%22%3C%C3%A9%3E%20%25zz?q=%5B1%5D&r=2#s"
    )


PATHOLOGICAL = {
    "brackets": "[",
    "double brackets": "[[",
    "closing": "]",
    "citations": "[@a;",
    "players": "[[a|",
    "links": "[a](b ",
    "open addresses": "[a](https://x.org/(",
    "emphasis": "*a ",
    "closed emphasis": "*a*",
    "mixed emphasis": "_a_*",
    "emphasis in brackets": "[*",
    "bullets": "- ",
    "numbers": "1. ",
    "nested": "- a\n  ",
    "quotes": "> ",
    "backslashes": "\\-",
    "images": "![a](",
    "parts": "[@a; @b",
}


def work(action: Callable[[], object]) -> int:
    """How many Python calls the action makes."""
    calls = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal calls
        calls += event == "call"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        action()
    finally:
        sys.setprofile(before)
    return calls


@pytest.mark.parametrize("unit", PATHOLOGICAL.values(), ids=PATHOLOGICAL)
def test_hostile_nesting_costs_no_more_than_its_length(unit: str) -> None:
    """Twice the text is about twice the work."""
    once, twice = (work(lambda size=size: parse_prose(unit * size)) for size in (1000, 2000))  # type: ignore[misc]
    assert twice < 2.5 * once + 1000


def test_quadratic_work_would_be_seen() -> None:
    """The control: work that grows with the square fails the same measure."""
    once, twice = (work(lambda size=size: [abs_of(n) for n in range(size * size)]) for size in (30, 60))  # type: ignore[misc]
    assert twice >= 2.5 * once + 1000


def abs_of(number: int) -> int:
    return abs(number)


@pytest.mark.parametrize("unit", ["[", "[*", "*a ", "- ", "[@a;"])
def test_a_hundred_kilobytes_of_marks_survive(unit: str) -> None:
    """No limit of the parser drops what stands behind the marks."""
    prose = parse_prose(unit * (100_000 // len(unit)) + "the end")
    assert plain_text(prose).endswith("the end")
    assert plain_text(prose).count("a") == prose.text.count("a")
