"""Each piece of a view as HTML."""

from __future__ import annotations

import html5lib
import pytest
from markupsafe import Markup

from generator.links import Target
from generator.model.vocabulary import Basis, Polarity, Stance, TruceStatus
from generator.reading.prose import Reference, parse_prose
from generator.rendering.values import value_html
from generator.views.parts import DOT, Badge, Code, FileLink, Items, Line, Link, Time, Value, WebLink, in_a_row

PAGE = "processes/talks.md"


def shown(value: Value) -> str:
    return str(value_html(value, PAGE))


@pytest.mark.parametrize(
    ("value", "html"),
    [
        ("0.29", "0.29"),
        ("a < b & c", "a &lt; b &amp; c"),
        (Link("Ukraine", Target("players/ua.md")), '<a href="../../players/ua/">Ukraine</a>'),
        (WebLink("Text", "https://a.org/?a=1&b=2"), '<a href="https://a.org/?a=1&amp;b=2" rel="noopener">Text</a>'),
        (Time("17 August 2025", "2025-08-17"), '<time datetime="2025-08-17">17 August 2025</time>'),
        (Time("once: they agree"), "once: they agree"),
        (Badge(Stance.RED_LINE, "Red line"), '<span class="p-badge" data-stance="red_line">Red line</span>'),
        (Badge(Basis.FACT, "Fact"), '<span class="p-badge" data-basis="fact">Fact</span>'),
        (Badge(Polarity.NEGATIVE, "No"), '<span class="p-badge" data-polarity="negative">No</span>'),
        (Badge(TruceStatus.ENDED, "Ended"), '<span class="p-badge" data-status="ended">Ended</span>'),
        (Items(("a", "b")), "<ul><li>a</li><li>b</li></ul>"),
        (parse_prose("*They* met."), "<p><em>They</em> met.</p>"),
    ],
)
def test_a_piece_is_written_in_its_one_way(value: Value, html: str) -> None:
    """Text is escaped, addresses are relative to the page, terms carry their value beside their label."""
    assert shown(value) == html


HOSTILE = """<b a='1' c="2">&amp;</b>"""


@pytest.mark.parametrize(
    "value",
    [
        HOSTILE,
        Link(HOSTILE, Target("players/ua.md", HOSTILE), HOSTILE),
        WebLink(HOSTILE, "https://a.org/"),
        FileLink(HOSTILE, f"data/{HOSTILE}"),
        Time(HOSTILE, HOSTILE),
        Code(HOSTILE),
        Badge(Stance.RED_LINE, HOSTILE, Target("players/ua.md", HOSTILE)),
        Reference(HOSTILE, Target("players/ua.md", HOSTILE), "citation"),
        Line(("a ", HOSTILE, " b")),
        Items((HOSTILE, "b")),
        parse_prose(f"{HOSTILE}\n\n- {HOSTILE}\n- b"),
    ],
)
def test_text_in_any_piece_is_seen_as_typed(value: Value) -> None:
    """No sign in it begins an element, ends an attribute or reads as another sign."""
    seen = html5lib.parseFragment(shown(value), namespaceHTMLElements=False)
    assert HOSTILE in "".join(seen.itertext())
    assert seen.find(".//b") is None
    assert not any({"a", "c"} & set(element.attrib) for element in seen.iter())


def test_what_is_html_already_is_not_taken_for_text() -> None:
    """A piece is made of what was typed: neither twice escaped nor let through."""
    for value in (Markup("<b>"), Link(Markup("<b>"), Target("players/ua.md")), Line((Markup("<b>"),))):
        with pytest.raises(TypeError, match="not a plain value"):
            shown(value)


def test_a_citation_mark_leads_to_its_source_on_the_briefings_page() -> None:
    """From any page that quotes it."""
    mark = Reference("[1, art. 4]", Target("briefings/talks.md", "source-s1"), "citation")
    assert shown(mark) == '<a class="cite" href="../../briefings/talks/#source-s1">[1, art. 4]</a>'


def test_white_space_between_the_parts_of_a_line_counts() -> None:
    """Runs of it count as one space, so words neither join nor drift apart."""
    assert shown(Line(("Said by ", Link("A", Target("players/a.md")), ".  ", "Twice"))) == (
        'Said by <a href="../../players/a/">A</a>. Twice'
    )
    assert shown(Line(("a", " ", "b"))) == "a b"
    assert shown(Line(("a", DOT, "b"))) == "a\N{NO-BREAK SPACE}· b"


def test_values_in_a_row_have_a_separator_between_each_two() -> None:
    """None before the first, none behind the last."""
    assert shown(in_a_row(["a", "b", "c"], ", ")) == "a, b, c"
    assert shown(in_a_row([], ", ")) == ""


def test_what_has_no_way_to_be_written_is_our_mistake() -> None:
    """A number reaches a page as the text that was typed, never as a float."""
    with pytest.raises(TypeError, match="no way to write a float"):
        value_html(0.1, PAGE)  # type: ignore[arg-type]
