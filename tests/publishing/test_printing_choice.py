"""What a link to a briefing looks like where it is shared, and a site's choice to print nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html
from printing import NOW, yaml_line
from small_sites import briefing

from generator.publishing.build import build_site

TITLE = """Talks "resume" <b>today</b> & 'tomorrow' {{ 7*7 }} مفاوضات"""


MKDOCS_YML = """\
site_name: Parley
site_url: https://example.org/parley/
docs_dir: briefings
theme: {name: material, font: false, favicon: assets/images/favicon.svg}
markdown_extensions: [attr_list, toc]
nav: [index.md]
plugins:
  - briefings
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site of one briefing, in Parley's own theme."""
    briefings = tmp_path / "briefings"
    briefings.mkdir()
    (briefings / "talks.yaml").write_text(briefing(yaml_line("title", TITLE)), encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(MKDOCS_YML, encoding="utf-8")
    return tmp_path


def built(root: Path, *changes: tuple[str, str]) -> tuple[dict[str, str], html.HtmlElement, set[str]]:
    """The page's meta tags by name, the page, and the files beside it, with these changes to the settings."""
    file = root / "mkdocs.yml"
    for old, new in changes:
        settings = file.read_text(encoding="utf-8")
        assert old in settings
        file.write_text(settings.replace(old, new), encoding="utf-8")
    build_site(file, None, NOW)
    folder = root / "site" / "briefings" / "talks"
    page = html.document_fromstring((folder / "index.html").read_bytes())
    tags = {str(tag.get("property") or tag.get("name")): str(tag.get("content")) for tag in page.iter("meta")}
    return tags, page, {path.name for path in folder.iterdir()}


def test_a_shared_link_shows_the_card(root: Path) -> None:
    """Title and description as typed, the picture by its whole address, and a link to the brief on the page."""
    tags, page, files = built(root)
    assert {"brief.pdf", "card.png"} <= files
    assert tags["og:title"] == TITLE
    assert tags["og:description"] == "The sides meet again."
    assert tags["og:image"] == "https://example.org/parley/briefings/talks/card.png"
    assert tags["twitter:card"] == "summary_large_image"
    assert page.xpath("//article//a[@href='brief.pdf']/text()") == ["PDF brief"]


def test_a_site_that_prints_nothing_promises_nothing(root: Path) -> None:
    """`print: false` leaves out the files, the link and the picture."""
    tags, page, files = built(root, ("  - briefings\n", "  - briefings: {print: false}\n"))
    assert not {"brief.pdf", "card.png"} & files
    assert "og:image" not in tags
    assert not page.xpath("//a[contains(@href, 'brief.pdf')]")


def test_a_site_without_an_address_has_a_brief_and_no_picture(root: Path) -> None:
    """Readers of Open Graph take whole addresses alone."""
    tags, _, files = built(root, ("site_url: https://example.org/parley/\n", "site_url: ''\n"))
    assert "brief.pdf" in files
    assert tags["og:title"] == TITLE
    assert "og:image" not in tags
    assert "og:url" not in tags
