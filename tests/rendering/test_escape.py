"""The filters: text as seen is text as typed, wherever it lands and whichever engine reads the page."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from typing import Any

import html5lib
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown_engines import AUTHOR_TEXT, ENGINES, HOSTILE, PYTHON_MARKDOWN, Shape, shapes
from markupsafe import Markup, escape
from mkdocs.utils.meta import get_data

from generator.rendering.escape import (
    code_block,
    front_matter,
    html_block,
    html_text,
    json_script,
    markdown_text,
    shown,
    url_attribute,
)

FIRST: Shape = ("p", "", ("first",))
LAST: Shape = ("p", "", ("last",))

# Where text lands, and what must be seen there. An engine without attr_list shows the id of a heading as text.
PLACES: Mapping[str, tuple[str, Callable[[str], Shape]]] = {
    "paragraph": ("first\n\n{}\n\nlast", lambda text: ("p", "", (text,))),
    "heading": ("first\n\n## {} {{ #an-id }}\n\nlast", lambda text: ("h2", "an-id", (text,))),
    "item": ("first\n\n-   {}\n-   x\n\nlast", lambda text: ("ul", "", (("li", "", (text,)), ("li", "", ("x",))))),
    "number": ("first\n\n1.  x\n2.  {}\n\nlast", lambda text: ("ol", "", (("li", "", ("x",)), ("li", "", (text,))))),
    "emphasis": ("first\n\n*{}* x\n\nlast", lambda text: ("p", "", (("em", "", (text,)), " x"))),
    "label": ("first\n\n[{}](x.md)!\n\nlast", lambda text: ("p", "", (("a", "x.md", (text,)), "!"))),
    "before a link": ("first\n\n{}[x](x.md)\n\nlast", lambda text: ("p", "", (text, ("a", "x.md", ("x",))))),
}


def collapsed(text: str) -> str:
    return " ".join(text.split())


def expected(place: str, text: str, engine: str) -> tuple[Shape, ...]:
    """What the page must show with the text in the place."""
    if place == "heading" and engine != PYTHON_MARKDOWN:
        return (FIRST, ("h2", "", (f"{text} {{ #an-id }}",)), LAST)
    return (FIRST, PLACES[place][1](text), LAST)


def misread(text: str, escaper: Callable[[str], object]) -> set[tuple[str, str]]:
    """Each place and engine where the text is seen otherwise than it was typed, or brings elements with it."""
    pages = {place: template.format(escaper(text)) for place, (template, _) in PLACES.items()}
    return {
        (place, engine)
        for place, page in pages.items()
        for engine, render in ENGINES.items()
        if shapes(render(page)) != expected(place, collapsed(text), engine)
    }


@given(AUTHOR_TEXT.filter(collapsed))
def test_any_text_is_seen_as_typed_in_markdown(text: str) -> None:
    """In each place, in each engine, the text is all there and is only text."""
    assert misread(text, markdown_text) == set()


@pytest.mark.parametrize("text", [text for text in HOSTILE if collapsed(text)])
def test_hostile_text_is_seen_as_typed_in_markdown(text: str) -> None:
    """The known payloads, each by itself."""
    assert misread(text, markdown_text) == set()


@given(AUTHOR_TEXT)
def test_text_in_html_is_escaped_as_the_library_escapes_it(text: str) -> None:
    """Sign for sign, whichever text."""
    assert html_text(text) == escape(shown(text))


def test_a_text_that_is_one_line_already_is_shown_as_any_other() -> None:
    """A tab beside it makes a text be looked through sign by sign; what is left alone without one stays the same."""
    printable = [sign for sign in map(chr, range(sys.maxunicode + 1)) if sign.isprintable() and sign != " "]
    assert len(printable) > 100_000
    assert "".join(printable) == shown("".join(printable)) == shown("\t" + "".join(printable))[1:]
    assert (shown("a  b"), shown("a\tb"), shown("a\x00b")) == ("a b", "a b", "a\ufffdb")


def code_seen(text: str, engine: str) -> str:
    """What a reader sees in the one block of code of a page."""
    page = html5lib.parseFragment(ENGINES[engine](f"first\n\n{code_block(text)}\n\nlast"), namespaceHTMLElements=False)
    (block,) = page.findall("pre/code")
    return "".join(block.itertext())


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    "text",
    [
        "truce:\n  status: agreed",
        "a: |-\n  <b>x</b> & y\n\n  `code` ``` and {: #id }\nb: [[ua]] [@s1]",
        "```\nx\n````\ny",
        "*a*",
    ],
)
def test_code_is_seen_as_typed(engine: str, text: str) -> None:
    """Line by line, with its indentation, blank lines and fences of its own."""
    assert code_seen(text, engine) == f"{text}\n"


def test_code_takes_no_markup() -> None:
    """What was escaped already would be shown escaped."""
    with pytest.raises(TypeError, match="plain"):
        code_block(Markup("a: b"))


def test_unescaped_text_would_be_misread() -> None:
    """The control: without the filter, the same payloads break every place in every engine."""
    broken: set[tuple[str, str]] = set()
    broken.update(*(misread(text, str) for text in HOSTILE if collapsed(text)))
    assert broken == {(place, engine) for place in PLACES for engine in ENGINES}


@pytest.mark.parametrize(
    ("text", "html_only"),
    [("R&D <b>", "R&D &lt;b&gt;"), ("*a*", "*a*"), ("# a", "# a"), ("{ .x }", "{ .x }"), ("- a", "- a")],
)
def test_html_escaping_alone_would_be_misread(text: str, html_only: str) -> None:
    """The control for each kind of mark: what protects HTML does not protect Markdown."""
    assert misread(f"{text} [x](y)", lambda _: f"{html_only} [x](y)")


@pytest.mark.parametrize(
    "text",
    [
        "Article 5-like (20 %)",
        "S/RES/2202 (2015)",
        "U.S. envoys met in Abu Dhabi.",
        "1994",
        "1.5 °C",
        "-5 to +12",
        "Kyiv's “robust” guarantees: what, when & how?",
        "snake_case_name",
        "a > b, 5 = 5, 50% ~ 1/2; @home #1 a-b ^ $5",
        "Go! Now.",
    ],
)
def test_plain_sentences_stay_readable(text: str) -> None:
    """What means nothing in Markdown is written as it is."""
    assert markdown_text(text) == text


def test_white_space_collapses_and_ends_go() -> None:
    """Runs of blanks and line breaks are one space; a no-break space is kept."""
    assert markdown_text("  a \n\n b\t\tc\r\n") == "a b c"
    assert markdown_text("20\u00a0%") == "20\u00a0%"


def test_controls_become_visible() -> None:
    """An engine that drops a control cannot join the characters around it into a mark."""
    assert markdown_text("&\x02amp;\x00") == "&\ufffdamp;\ufffd"
    assert html_text("\x1b\ud800") == "\ufffd\ufffd"


@pytest.mark.parametrize("escaper", [markdown_text, html_text])
def test_nothing_is_escaped_twice(escaper: Callable[[object], Markup]) -> None:
    """A value that went through a filter, and one that is not there, are our faults."""
    for value in (Markup("a"), None):
        with pytest.raises(TypeError, match="not a plain value"):
            escaper(value)
    assert escaper(0) == "0"


@given(AUTHOR_TEXT)
def test_any_text_is_seen_as_typed_in_html(text: str) -> None:
    """In an element and in an attribute of an HTML block, in each engine."""
    block = html_block(Markup('<div id="{0}">\n  <p>{0}</p>\n\n</div>').format(html_text(text)))
    for render in ENGINES.values():
        fragment = html5lib.parseFragment(
            render(f"{block}\n\n*last*"), treebuilder="etree", namespaceHTMLElements=False
        )
        assert [child.tag for child in fragment] == ["div", "p"]
        assert [child.tag for child in fragment[0]] == ["p"]
        assert collapsed(fragment[0].get("id")) == collapsed(text)
        assert collapsed(fragment[0][0].text or "") == collapsed(text)


def test_a_blank_line_would_break_an_html_block() -> None:
    """The control: the same block with a raw blank line and an indented line is no longer one block."""
    raw = "<div>\n\n    <p>*a*</p>\n\n</div>"
    assert "<pre>" in ENGINES["cmark"](raw)
    assert html_block(Markup(raw)) == "<div>\n<p>*a*</p>\n</div>"


@pytest.mark.parametrize(
    "markup", ["", "text", "<span>a</span>", "<em>a</em>", "<div>a</div> b", "a <div></div>", "<div>"]
)
def test_what_is_no_html_block_is_refused(markup: str) -> None:
    """An inline element, text around the block or an unclosed element is our fault."""
    with pytest.raises(ValueError, match="not an HTML block"):
        html_block(Markup(markup))


def test_text_is_not_taken_for_an_html_block() -> None:
    """Only markup is; a plain string may be an author's."""
    with pytest.raises(TypeError, match="not markup"):
        html_block("<div></div>")  # type: ignore[arg-type]


PLAIN: st.SearchStrategy[Any] = st.recursive(
    st.one_of(AUTHOR_TEXT, st.text(), st.booleans(), st.integers()),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(AUTHOR_TEXT, inner, max_size=4)),
    max_leaves=6,
)


@given(st.dictionaries(st.from_regex(r"[a-z_][a-z0-9_-]{0,8}", fullmatch=True), PLAIN, max_size=4))
def test_front_matter_comes_back(fields: dict[str, Any]) -> None:
    """YAML and MkDocs read what was written, and the page below is untouched."""
    block = front_matter(fields)
    body, read = get_data(f"{block}\n# Title\n\n---\n\ntext\n")
    assert read == fields
    assert body == "# Title\n\n---\n\ntext\n"
    assert yaml.safe_load(block.removeprefix("---\n").removesuffix("---\n")) == fields


@pytest.mark.parametrize("word", ["no", "12:30", "1.10", "null", "~", "2025-08-18", "0o7", "---", "a: b", "", " #"])
def test_front_matter_types_no_word(word: str) -> None:
    """A string stays the string it is."""
    assert get_data(f"{front_matter({'title': word, 'tags': [word]})}\n")[1] == {"title": word, "tags": [word]}
    assert front_matter({"title": "Šķirba"}) == '---\n"title": "Šķirba"\n---\n'


@pytest.mark.parametrize(
    ("fields", "error"), [({"a b": "x"}, ValueError), ({"a": 1.5}, TypeError), ({"a": None}, TypeError)]
)
def test_front_matter_refuses_what_it_cannot_keep(fields: dict[str, Any], error: type[Exception]) -> None:
    """Odd keys and values that are no plain data are our faults."""
    with pytest.raises(error):
        front_matter(fields)


@given(AUTHOR_TEXT)
def test_json_comes_back_and_ends_no_script(text: str) -> None:
    """A script's JSON says what was put in, and holds nothing that HTML would read."""
    written = json_script({text: [text, 0, True, None]})
    assert json.loads(written) == {text: [text, 0, True, None]}
    assert not set("<>&'\u2028\u2029") & set(written)


def test_json_has_no_word_for_what_is_not_a_number() -> None:
    """`NaN` is no JSON."""
    with pytest.raises(ValueError, match="not JSON compliant"):
        json_script(float("nan"))


def test_an_address_is_fit_for_an_attribute() -> None:
    """Quotes, brackets and spaces cannot end the attribute; `&` is an entity."""
    assert url_attribute("https://x.org/\"><b>?a=1&b='2'") == "https://x.org/%22%3E%3Cb%3E?a=1&amp;b=%272%27"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "http://x.org",
        "javascript:alert(1)",
        " https://x.org",
        "https://x.org/\n",
        "https://u@x.org",
        "//x.org",
        "a.md",
    ],
)
def test_other_addresses_are_refused(url: str) -> None:
    """Only a whole https address is one."""
    with pytest.raises(ValueError, match="not an https address"):
        url_attribute(url)
