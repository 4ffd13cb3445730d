"""Prose as Markdown and as HTML: inert, alike in every engine, and alike with each other."""

from __future__ import annotations

from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_engines import AUTHOR_TEXT, ENGINES, Shape, addresses_in, shapes, tags_in

from generator.links import Target
from generator.reading.prose import Citation, PlayerLink, Prose, Reference, parse_prose, resolve
from generator.rendering import prose as rendering
from generator.rendering.prose import prose_html, prose_markdown

PAGE = "briefings/x.md"
OURS = "../../players/ua/#player-ua"

MARKS = st.sampled_from(
    [
        *(
            "*",
            "**",
            "***",
            "_",
            "__",
            "[",
            "](https://x.org)",
            "[@s1]",
            "[@s1, p. *4*; @s2]",
            "[[ua]]",
            "[[ua|Ky_iv]]",
        ),
        *(
            "[a](https://x.org/x_(y)?a=1&copy;=2)",
            "[*b* c](https://x.org)",
            "[x](javascript:x)",
            "![i](https://x.org/i)",
        ),
        *("\n- ", "\n    - ", "\n1. ", "\n5. ", "\n   1. ", "- ", "2. ", "\n\n", "\n\n  - ", "\n", "\n\n1. "),
        *("a", "b c", "word", " ", ".", ",", "(", ")", "!", "“", "”", "\\", "&", "<b>", "#", "|", ":", "\\]:"),
    ]
)
PROSE = st.one_of(
    AUTHOR_TEXT,
    st.lists(MARKS, max_size=20).map("".join),
    st.lists(st.one_of(MARKS, AUTHOR_TEXT), max_size=8).map("".join),
)


def cited(citation: Citation) -> Reference:
    return Reference(f"[{citation.locator or 1}]", Target(PAGE, f"source-{len(citation.source)}"), "citation")


def named(link: PlayerLink) -> Reference:
    return Reference(link.label or "Ukraine *x* ]", Target("players/ua.md", "player-ua"), "player")


def read(text: str) -> Prose:
    """The text as prose whose citations and players are all known."""
    return resolve(parse_prose(text), cite=cited, player=named)


def as_html(prose: Prose) -> tuple[Shape, ...]:
    return shapes(prose_html(prose, PAGE))


def as_markdown(prose: Prose, engine: str) -> tuple[Shape, ...]:
    """What the engine shows of the Markdown between two paragraphs; our addresses are as MkDocs would make them."""
    page = f"first\n\n{prose_markdown(prose, PAGE)}\n\nlast\n".replace("../players/ua.md#player-ua", OURS)
    first, *between, last = shapes(ENGINES[engine](page))
    assert (first, last) == (("p", "", ("first",)), ("p", "", ("last",)))
    return tuple(between)


@given(PROSE)
def test_prose_of_any_text_is_inert(text: str) -> None:
    """Only the subset's elements come out, and links lead only to https and to ourselves."""
    found = as_html(read(text))
    assert tags_in(found) <= {"p", "ul", "ol", "li", "em", "strong", "a"}
    assert all(address.startswith(("https://", "#source-", OURS)) for address in addresses_in(found))


@given(PROSE)
def test_prose_reads_alike_everywhere(text: str) -> None:
    """The Markdown in every engine shows what the HTML shows."""
    prose = read(text)
    assert {engine: as_markdown(prose, engine) for engine in ENGINES} == dict.fromkeys(ENGINES, as_html(prose))


@pytest.mark.parametrize(
    ("guard", "text"),
    [
        ("markdown_marks", "a <b>x</b> &lt; \\*b\\*"),
        ("guard_start", "1994\\. gads"),
        ("guard_start", "# a"),
        ("_guard_links", "see![[ua]]"),
        ("_markdown_address", "[a](https://x.org/?b=1&copy;)"),
    ],
)
def test_without_a_guard_prose_would_read_otherwise(guard: str, text: str) -> None:
    """The control: with one guard taken away, the same comparison fails."""
    prose = read(text)
    with mock.patch.object(rendering, guard, str):
        assert any(as_markdown(prose, engine) != as_html(prose) for engine in ENGINES)


@pytest.mark.parametrize("text", ["*a*_b_", "**a**__b__", "_a_*b*", "**_a_**"])
def test_marks_that_touch_would_read_otherwise(text: str) -> None:
    """The control for tags in place of marks: written with marks throughout, these read otherwise somewhere."""
    prose = read(text)
    with mock.patch.object(rendering, "_stands_free", return_value=True):
        assert any(as_markdown(prose, engine) != as_html(prose) for engine in ENGINES)


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("Plain *words* and **more** (*so*).", "Plain *words* and **more** (*so*)."),
        ("said so [@s1; @s2, p. 4].", "said so[\\[1\\]](#source-2)[\\[p. 4\\]](#source-2)."),
        ("[[ua|Kyiv]] agreed", "[Kyiv](../players/ua.md#player-ua) agreed"),
        ("[a text](https://x.org/a_b?c=1&d=2)", "[a text](https://x.org/a_b?c=1&d=2)"),
        ("one\ntwo\n\nthree", "one two\n\nthree"),
        ("- a\n- b\n    1. c\n    2. d", "-   a\n-   b\n    1.  c\n    2.  d"),
        ("wow![[ua|Kyiv]]", "wow\\![Kyiv](../players/ua.md#player-ua)"),
        ("# a\n\n1994\\. b", "\\# a\n\n1994\\. b"),
        ("**a *b***", "**a <em>b</em>**"),
        ("3. a", '<ol start="3"><li>a</li></ol>'),
        ("- a\n\n  b", "<ul><li><p>a</p><p>b</p></li></ul>"),
        ("- a\n\n1. b", "-   a\n\n<ol><li>b</li></ol>"),
        ("[a](http://x.org)", "\\[a\\](http://x.org)"),
        ("", ""),
    ],
)
def test_markdown_is_readable(text: str, markdown: str) -> None:
    """What an author would have typed stays as it was; what engines read differently is HTML."""
    assert prose_markdown(read(text), PAGE) == markdown


def test_html_says_what_a_link_is() -> None:
    """A citation has its class, an outward link its `rel`, a link to a player neither; all on one line."""
    assert prose_html(read('[a](https://x.org/"b) [@s1]\n[[ua|Kyiv & co]]'), PAGE) == (
        '<p><a href="https://x.org/%22b" rel="noopener">a</a><a class="cite" href="#source-2">[1]</a> '
        f'<a href="{OURS}">Kyiv &amp; co</a></p>'
    )


@pytest.mark.parametrize("write", [prose_markdown, prose_html])
@pytest.mark.parametrize("text", ["a [@s1]", "- *[[ua]]*"])
def test_what_is_not_resolved_is_our_fault(write: object, text: str) -> None:
    """A citation or player that no one resolved is never written."""
    assert callable(write)
    with pytest.raises(ValueError, match="not resolved"):
        write(parse_prose(text), PAGE)
