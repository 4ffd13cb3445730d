"""Files for machines are published as they are, and looked over like pages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from small_site import EDITION, NOW, PAGES, Publish, files_below, use_edition, with_home

from generator.edition import OutputFile, OutputFiles, Pages
from generator.publishing.plain import plain_site
from generator.publishing.stops import Stop

MARKDOWN = OutputFile("briefings/river-line/index.md", b"# River line\r\n\n[Home](../../)\n")
TABLE = OutputFile("data/terms.csv", b"key\r\nriver-line#term-a\r\n")
WITH_MARKDOWN = Pages.of([PAGES[0], replace(PAGES[1], beside=(MARKDOWN,))])
EDITION_WITH_FILES = replace(EDITION, files=OutputFiles.of([TABLE]), pages=WITH_MARKDOWN)


def test_files_are_published_byte_for_byte(root: Path, publish: Publish) -> None:
    """Also Markdown, which is no page: the page beside it stays. The manifest lists them, no search finds them."""
    publish(EDITION_WITH_FILES)
    site = files_below(root / "site")
    assert {file.path: site[file.path] for file in (MARKDOWN, TABLE)} == {
        file.path: file.content for file in (MARKDOWN, TABLE)
    }
    assert b"Both banks agree." in site["briefings/river-line/index.html"]
    assert b'"data/terms.csv"' in site[".parley"]
    assert b"index.md" not in site["sitemap.xml"]


@pytest.mark.parametrize("mark", ["[Terms](data/terms.csv)", '<p><a href="data/terms.csv">Terms</a></p>'])
def test_a_link_to_a_file_resolves(root: Path, publish: Publish, mark: str) -> None:
    """From Markdown and from HTML; without the file nothing is published."""
    linked = replace(with_home(mark), files=OutputFiles.of([TABLE]))
    publish(linked)
    assert b'href="data/terms.csv"' in files_below(root / "site")["index.html"]
    with pytest.raises(Stop):
        publish(replace(linked, files=OutputFiles()))


def test_a_file_that_names_a_draft_stops_publication(root: Path, publish: Publish) -> None:
    """In whatever format: none may give one away."""
    for path in ("feed.xml", "data/terms.csv", "calendar.ics", "briefings/river-line/cite.bib"):
        with pytest.raises(Stop):
            publish(replace(EDITION, files=OutputFiles.of([OutputFile(path, b"see briefings/secret-talks/ for more")])))
    publish(replace(EDITION, files=OutputFiles.of([OutputFile("feed.xml", b"see briefings/river-line/ for more")])))


def test_a_file_of_an_author_gives_way(root: Path, publish: Publish) -> None:
    """An image or a page of the same path is not published in its stead."""
    publish(replace(EDITION, files=OutputFiles.of([OutputFile("map.png", b"ours")])))
    assert files_below(root / "site")["map.png"] == b"ours"


def test_markdown_is_text_where_our_plugin_is_not(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another engine would make a page of it, over the page it stands beside."""
    markdown = PAGES[1].markdown + '\n<p><a href="index.md">Markdown</a></p>\n'
    linked = replace(PAGES[1], markdown=markdown, beside=(MARKDOWN,))
    use_edition(replace(EDITION_WITH_FILES, pages=Pages.of([PAGES[0], linked])), monkeypatch.setattr)
    files = plain_site(root / "mkdocs.yml", NOW).files
    assert files["docs/briefings/river-line/index.md.txt"] == MARKDOWN.content
    assert "docs/briefings/river-line/index.md" not in files
    assert b'<a href="index.md.txt">' in files["docs/briefings/river-line.md"]
    assert files["docs/data/terms.csv"] == TABLE.content
