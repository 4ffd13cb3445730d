"""All files for machines together: repeatable, free of drafts, and each where it is documented."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

import cmarkgfm
import html5lib
import pytest
from hostile_site import HOSTILE, ROOT, SITE_URL, briefing, desk_of, examples, published, site
from sites import make_site

from generator import outputs
from generator.edition import Edition, OutputFile, Page
from generator.outputs import OF_BRIEFING, OF_PROCESS
from generator.outputs.data_tables import Tables
from generator.outputs.page_markdown import PageMarkdown, with_links_from_folder

NOW = datetime(2025, 9, 1, 12, tzinfo=UTC)
LATER = datetime(2031, 1, 1, tzinfo=UTC)


def files_of(edition: Edition) -> tuple[OutputFile, ...]:
    """Every file for machines, those beside the pages too."""
    return (*edition.files, *(file for page in edition.pages for file in page.beside))


def test_equal_briefings_give_equal_bytes() -> None:
    """Today, and years later."""
    first, again = (make_site(site("x"), now) for now in (NOW, LATER))
    assert {file.path: file.content for file in files_of(first)} == {
        file.path: file.content for file in files_of(again)
    }
    assert len(files_of(first)) >= 30
    assert published(site("x")) != published(site("y"))


def test_no_path_is_there_twice() -> None:
    """What two formats would write, a reader would get of one."""
    paths = [file.path for file in files_of(make_site(site("x"), NOW))]
    assert len(paths) == len(set(paths))


@pytest.mark.parametrize("drafts", [False, True])
def test_drafts_are_in_no_file(drafts: bool) -> None:
    """Not even in a preview, which shows their pages."""
    secret = briefing("Unspeakable", status="draft", process="secret-talks").replace("talker", "speaker")
    files = {**site("x"), "secret-line.yaml": secret}
    files["registry/processes.yaml"] += "secret-talks: {title: Secret talks}\n"
    edition = make_site(files, NOW, drafts=drafts)
    named = [file.path for file in files_of(edition) if re.search(rb"(?i)unspeakable|secret", file.content)]
    assert named == []
    assert not [file.path for file in files_of(edition) if "secret" in file.path]
    assert any("Unspeakable" in page.markdown for page in edition.pages) is drafts
    shown = make_site({**files, "secret-line.yaml": secret.replace("draft", "published")}, NOW)
    assert [file.path for file in files_of(shown) if b"Unspeakable" in file.content]


PLANS = r"^def (of_(?:briefing|process|site)(?:_as_\w+)?)\("
"""How a function begins that plans files."""


def test_every_address_is_documented() -> None:
    """The page on data names each file of the root and of the data, and each name that stands beside a page."""
    page = (ROOT / "briefings/data.md").read_text(encoding="utf-8")
    paths = [*examples(), "briefings/x/index.md"]
    names = {path if path.startswith("data/") or "/" not in path else path.rpartition("/")[2] for path in paths}
    assert {name for name in names if name not in page} == set()
    assert len(names) > 20


def test_each_format_is_listed_once() -> None:
    """A function that plans files is in its tuple; what is made from pages or printed is not."""
    folder = Path(outputs.__file__).parent
    written = {
        (path.stem, name)
        for path in folder.glob("*.py")
        for name in re.findall(PLANS, path.read_text("utf-8"), re.MULTILINE)
    }
    of_site = (getattr(plans, "func", plans) for plans in chain.from_iterable(outputs.gathered(Tables()).values()))
    listed = [(plans.__module__.rpartition(".")[2], plans.__name__) for plans in (*OF_BRIEFING, *OF_PROCESS, *of_site)]
    assert written == set(listed)
    assert len(listed) == len(set(listed))


# ---- Markdown ----


def test_the_markdown_of_a_page_stands_beside_it() -> None:
    """With a front matter of its own, and not that of the site builder."""
    edition = make_site(site("x"), NOW)
    (found,) = (file for file in files_of(edition) if file.path == "briefings/first/index.md")
    text = found.content.decode()
    assert text.startswith('---\n"title": "x"\n"as_of": "2025-08-17"\n')
    assert "json_ld" not in text
    assert "# x { #title }" in text


@pytest.mark.parametrize("text", HOSTILE)
def test_its_links_lead_from_its_own_folder(text: str) -> None:
    """Wherever a link of the page leads, that of its Markdown leads there from the folder."""
    label = re.sub(r"[\[\]|]", "", text)
    prose = f"{text} [[us|{label}]] [@s1] [out](https://example.org/a.md)"
    edition = make_site({**site("x"), "first.yaml": briefing("x", prose)}, NOW)
    (found,) = (file for file in files_of(edition) if file.path == "briefings/first/index.md")
    html = cmarkgfm.markdown_to_html_with_extensions(found.content.decode().split("---\n", 2)[2])
    links = [link.get("href") for link in html5lib.parseFragment(html, namespaceHTMLElements=False).iter("a")]
    assert "../../players/us/" in links
    assert "https://example.org/a.md" in links
    assert [
        link for link in links if link.endswith(".md") and not link.startswith("https:") and link != "index.md"
    ] == []


@pytest.mark.parametrize(
    ("typed", "led"),
    [
        ("[a](../players/ua.md#x)", "[a](../../players/ua/#x)"),
        ("[a\\\\](../players/ua.md)", "[a\\\\](../../players/ua/)"),
        ("[h](../index.md)", "[h](../../)"),
        ("\\[a\\](../players/ua.md)", "\\[a\\](../players/ua.md)"),
        ("<p>[a](../players/ua.md)</p>", "<p>[a](../players/ua.md)</p>"),
        ("[a](https://a.org/b.md)", "[a](https://a.org/b.md)"),
        ("[a](#x.md)", "[a](#x.md)"),
    ],
)
def test_only_links_are_led(typed: str, led: str) -> None:
    """What only looks like one is text, and stays."""
    assert with_links_from_folder(typed, "briefings/first.md") == led


def test_pages_of_other_kinds_have_no_markdown() -> None:
    """Only briefings have."""
    desk = desk_of(site("x"))
    assert PageMarkdown(desk).of(Page("players/us.md", "# US\n", "US")) == ()
    assert len(PageMarkdown(desk).of(Page("briefings/first.md", "# x\n", "x"))) == 1


@pytest.mark.parametrize("text", HOSTILE)
def test_llms_txt_says_what_was_typed(text: str) -> None:
    """As Markdown: a heading, a quote, then lists of links, each with its bottom line."""
    html = cmarkgfm.markdown_to_html(published(site(text))["llms.txt"].decode())
    root = html5lib.parseFragment(html, namespaceHTMLElements=False)
    assert [root.find("h1").text, root[1].tag] == ["River & Desk", "blockquote"]
    item = next(root.iter("li"))
    link = item.find("a")
    assert (link.text, link.get("href")) == (f"{text} (17 August 2025)", f"{SITE_URL}briefings/first/index.md")
    assert link.tail == f": {text}"


def test_the_licence_is_named_everywhere() -> None:
    """In the data's own notice, its package, each JSON and each Markdown."""
    files = published(site("x"))
    assert b"River & Desk" in files["data/LICENSE"]
    assert b"(CC-BY-4.0)" in files["data/LICENSE"]
    assert json.loads(files["data/datapackage.json"])["licenses"][0]["name"] == "CC-BY-4.0"
    assert json.loads(files["briefings/first/briefing.json"])["license"].startswith("https://creativecommons.org/")
