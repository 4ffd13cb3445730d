"""Pages of ours become the same HTML as the site builder's engine makes of them."""

from __future__ import annotations

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from markdown_it import MarkdownIt
from sites import GOLDEN, GOLDEN_PAGES

from generator.rendering.page_html import Heading, front_matter_of, page_html


def made(body: str, page: str = "players/ua.md") -> str:
    return page_html(body, page, "To here").html.strip()


def seen(text: str) -> tuple[list[str], list[str]]:
    """The words of an HTML text in order, and its ids, without links of headings to themselves."""
    root = html.fragment_fromstring(text, create_parent="div")
    for link in root.xpath("//a[@class='headerlink']"):
        link.drop_tree()
    return " ".join(root.itertext()).split(), root.xpath("//@id")


@pytest.mark.parametrize("name", GOLDEN_PAGES)
def test_a_golden_page_reads_alike_in_the_engine_of_the_site_builder(name: str) -> None:
    """Every word and every id, in the same order."""
    _, body = front_matter_of((GOLDEN / name).read_text(encoding="utf-8"))
    theirs = markdown.markdown(body, extensions=["attr_list", "tables"])
    assert seen(made(body, name)) == seen(theirs)
    assert seen(made(body, name)) != seen(made(f"{body}\nOne word more.\n", name))


FENCE = "\n~~~\nx\n~~~\n"
"""A block that may hold blank lines, so that the engine goes through the whole page."""

FENCE_HTML = "<pre><code>x\n</code></pre>\n"


@pytest.mark.parametrize("name", GOLDEN_PAGES)
def test_what_is_ready_is_what_the_engine_makes_of_it(name: str) -> None:
    """A golden page is the same, byte for byte, with its headings, where the engine sees all of it."""
    _, body = front_matter_of((GOLDEN / name).read_text(encoding="utf-8"))
    short, whole = page_html(body, name, "To <here>"), page_html(body + FENCE, name, "To <here>")
    assert short.html + FENCE_HTML == whole.html
    assert short.headings == whole.headings
    assert short.headings


PIECES = st.sampled_from(
    [
        "<div>",
        "<div class='a'>\n*x*\n    y\n</div>",
        "</section>\n- x",
        "<p>x</p> [a]",
        "<ul>\n```\n</ul>",
        "<table>\n<!-- x",
        "<p>-->",
        "<h2>a</h2>\n===",
        "<dl >\n</pre>",
        "<divine>",
        " <div>",
        "    <div>\n\n\n    <p>",
        "\t<p>x",
        "<span>\n<div>",
        "<a href='x'>",
        "<!-- x",
        "-->",
        "<pre>",
        "</pre>\n<div>",
        "<script>\nx",
        "<?x",
        "<!X",
        "```",
        "~~~ x\n<p>",
        "[a]: /url",
        "[a]:\n/url",
        "[a] *b* & <i>c</i>",
        "> x",
        "> <div>\ny",
        "- x",
        "1. x\n   <p>",
        "  y",
        "x\n<div>\ny",
        "x\n---",
        "## Plain: words (and 2), more – so",
        "##  Two",
        "#\tTab",
        "####### Seven",
        "## A &amp; *b* #",
        "# x\n<div>",
        " # x",
        "    # x",
        "\ufdd0",
        "<p>\ufdd0",
        "\0",
        "\r<div>",
        "\u2028<p>",
        "\f",
        "",
    ]
)
BETWEEN = st.sampled_from(["\n\n", "\n\n", "\n\n", "\n", "\n \t\n", "\n\n\n", "\n\f\n", "\n    \n\n"])


@given(st.lists(st.tuples(PIECES | st.text(max_size=4), BETWEEN), max_size=7), st.booleans(), st.booleans())
def test_blocks_of_any_kind_are_what_the_engine_makes_of_them(
    blocks: list[tuple[str, str]], begins_blank: bool, ends_whole: bool
) -> None:
    """Whatever stands before, between and after them, also where one block swallows what would be others."""
    body = "\n" * begins_blank + "".join(f"{piece}{between}" for piece, between in blocks) + "\n" * ends_whole
    assert page_html(body, "index.md", "To here").html == MarkdownIt("commonmark").render(body)


@given(
    st.text(alphabet="aZ9 éб٣ـ\u0301_*`[]()<>&\"'’–-,.;:!#\\{}/=+|~$%^@\t", max_size=12), st.sampled_from(["", "To"])
)
def test_a_heading_of_any_words_is_what_the_engine_makes_of_it(words: str, label: str) -> None:
    """With its id, its link, and as it is listed."""
    short, whole = (page_html(f"## {words} {{ #a }}\n{more}", "index.md", label) for more in ("", FENCE))
    assert (short.html + FENCE_HTML, short.headings) == (whole.html, whole.headings)


def test_a_heading_has_its_id_and_a_link_to_itself() -> None:
    """The label of the link is text wherever it lands."""
    done = page_html("## Who *takes* part { #players }\n", "players/ua.md", 'To "here" & on')
    assert done.html.strip() == (
        '<h2 id="players">Who <em>takes</em> part<a class="headerlink" href="#players" '
        'title="To &#34;here&#34; &amp; on">To &#34;here&#34; &amp; on</a></h2>'
    )
    assert done.headings == (Heading(2, "players", "Who <em>takes</em> part"),)


def test_a_site_may_do_without_links_of_headings() -> None:
    """The headings are listed all the same."""
    done = page_html("## Players { #players }\n", "players/ua.md", "")
    assert done.html.strip() == '<h2 id="players">Players</h2>'
    assert done.headings == (Heading(2, "players", "Players"),)


def test_what_an_author_typed_is_no_id() -> None:
    """Braces of theirs have a backslash; only the last ones of a heading are ours."""
    assert made(r"## So \{ #x \} it is { #real }").startswith('<h2 id="real">So { #x } it is<a')
    assert made(r"## So \{ #x \}") == "<h2>So { #x }</h2>"


@pytest.mark.parametrize(
    ("written", "led"),
    [
        ("us.md", "../us/"),
        ("us.md#player-roles", "../us/#player-roles"),
        ("../index.md", "../../"),
        ("ua.md", "./"),
        ("#here", "#here"),
        ("https://example.org/a.md", "https://example.org/a.md"),
        ("../data/terms.csv", "../data/terms.csv"),
    ],
)
def test_links_to_pages_lead_to_their_addresses(written: str, led: str) -> None:
    """From the page's own folder; other addresses stay."""
    assert made(f"[There]({written})") == f'<p><a href="{led}">There</a></p>'


def test_the_front_matter_is_data() -> None:
    """Text stays text, whatever YAML would make of it; a page without any has none."""
    meta, body = front_matter_of('---\n"title": "no: 12:30 \\u2028"\n"hide": ["toc"]\n---\n\n# Page\n')
    assert (meta, body) == ({"title": "no: 12:30 \u2028", "hide": ["toc"]}, "\n# Page\n")
    assert front_matter_of("# Page\n") == ({}, "# Page\n")
