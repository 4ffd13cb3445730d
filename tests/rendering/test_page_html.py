"""Pages of ours become the same HTML as the site builder's engine makes of them."""

from __future__ import annotations

import markdown
import pytest
from lxml import html
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
