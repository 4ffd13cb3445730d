"""A link leads to its page from wherever it stands, in Markdown and in HTML."""

from __future__ import annotations

import posixpath
from urllib.parse import urldefrag, urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import links
from generator.links import Target, markdown_path, relative_url, url_of

slugs = st.from_regex(r"[a-z0-9]([a-z0-9-]{0,10}[a-z0-9])?", fullmatch=True)
years = st.integers(1900, 2100)
fixed = st.sampled_from(
    [
        links.HOME,
        links.PROCESSES,
        links.PLAYERS,
        links.GUARANTEES,
        links.TRUCE_TERMS,
        links.OUTLOOK,
        links.CALENDAR,
        links.SOURCES,
        links.ARCHIVE,
        links.VOCABULARY,
    ]
)
pages = st.one_of(
    fixed,
    slugs.map(links.briefing_page),
    slugs.map(links.process_page),
    slugs.map(links.player_page),
    st.builds(lambda year, number: links.numbered(links.archive_year_page(year), number), years, st.integers(1, 30)),
)
anchors = st.one_of(st.just(""), slugs.map("source-{}".format))
targets = st.builds(Target, pages, anchors)

# A site may stand anywhere: at the top of a host, or under a sub-path.
roots = st.sampled_from(["https://parley.example/", "https://parley.example/peace/briefings/"])


@pytest.mark.parametrize(
    ("page", "url"),
    [
        ("index.md", ""),
        ("guarantees.md", "guarantees/"),
        ("players/index.md", "players/"),
        ("players/ua.md", "players/ua/"),
        ("archive/2025/index.md", "archive/2025/"),
        ("archive/2025/page-2.md", "archive/2025/page-2/"),
    ],
)
def test_each_page_has_its_own_folder(page: str, url: str) -> None:
    """An address is the page's path without its ending; an index is its folder."""
    assert url_of(page) == url


def test_the_first_page_of_a_year_is_its_index() -> None:
    """Later pages of the archive carry their number, the first one needs none."""
    first = links.archive_year_page(2025)
    assert links.numbered(first, 1) == first == "archive/2025/index.md"
    assert links.numbered(first, 2) == "archive/2025/page-2.md"
    assert links.numbered(links.SOURCES, 2) == "sources/page-2.md"


@pytest.mark.parametrize(
    ("target", "source", "markdown", "url"),
    [
        (Target("players/ua.md"), "guarantees.md", "players/ua.md", "../players/ua/"),
        (
            Target("players/ua.md", "player-roles"),
            "briefings/a.md",
            "../players/ua.md#player-roles",
            "../../players/ua/#player-roles",
        ),
        (Target("index.md"), "players/ua.md", "../index.md", "../../"),
        (Target("players/ua.md"), "index.md", "players/ua.md", "players/ua/"),
        (Target("players/index.md"), "players/ua.md", "index.md", "../"),
        (Target("sources.md", "source-1"), "sources.md", "#source-1", "#source-1"),
        (Target("", "source-1"), "briefings/a.md", "#source-1", "#source-1"),
        (Target(""), "briefings/a.md", "a.md", "./"),
    ],
)
def test_links_as_they_are_written(target: Target, source: str, markdown: str, url: str) -> None:
    """A link is relative, and as short as its page allows."""
    assert markdown_path(target, source) == markdown
    assert relative_url(target, source) == url


@given(targets, pages, roots)
def test_a_browser_arrives(target: Target, source: str, root: str) -> None:
    """Followed from its page's address, an HTML link leads to the target's, wherever the site stands."""
    arrived, fragment = urldefrag(urljoin(root + url_of(source), relative_url(target, source)))
    assert (arrived, fragment) == (root + url_of(target.page), target.anchor)


@given(targets, pages)
def test_a_markdown_link_names_its_file(target: Target, source: str) -> None:
    """Followed from its file's folder, a Markdown link leads to the target's file."""
    path, fragment = urldefrag(markdown_path(target, source))
    reached = posixpath.normpath(posixpath.join(posixpath.dirname(source), path)) if path else source
    assert (reached, fragment) == (target.page, target.anchor)


@given(anchors, pages)
def test_no_page_means_this_page(anchor: str, source: str) -> None:
    """A target without a page is the page that the link stands on."""
    assert markdown_path(Target("", anchor), source) == markdown_path(Target(source, anchor), source)
    assert relative_url(Target("", anchor), source) == relative_url(Target(source, anchor), source)


@given(pages, pages)
def test_no_two_pages_share_an_address(one: str, other: str) -> None:
    """Different pages have different addresses, so none overwrites another."""
    assert (url_of(one) == url_of(other)) == (one == other)
