"""What a reader takes along: a citation, data, feeds, a calendar, paper. Each is read by the programs of others."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import unicodedata
from collections import Counter
from pathlib import Path
from urllib.parse import urljoin

import feedparser
import icalendar
import jsonschema
import pikepdf
import pypdfium2
import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from browsing import Reader, Watch
from example_site import BRIEFING, PAGE_KINDS
from playwright.sync_api import Page, expect

ARABIC = PAGE_KINDS["briefing in Arabic"]
UKRAINIAN = PAGE_KINDS["briefing in Ukrainian"]
CLIPBOARD = ["clipboard-read", "clipboard-write"]
PUBLISHED = "https://example.org/parley/"


def saved(page: Page, name: str, within: str = "#p-content") -> bytes:
    """What a reader has after saving the file behind the first link to it."""
    link = page.locator(f"{within} a[href$='{name}']").first
    link.evaluate("link => { link.download = '' }")
    with page.expect_download() as download:
        link.click()
    return download.value.path().read_bytes()


# ---- cite ----


@pytest.mark.parametrize("path", [BRIEFING, UKRAINIAN, ARABIC])
def test_a_citation_is_copied(reader: Reader, watch: Watch, site: str, path: str) -> None:
    """One press takes the words as they stand, says so, and is ready again."""
    page = reader(permissions=CLIPBOARD)
    page.clock.install()
    page.goto(site + path)
    button = page.locator(".p-copy").first
    label = button.inner_text()
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#p-said")).not_to_be_empty()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator(".p-citation").inner_text()
    assert f"{PUBLISHED}{path}" in copied
    expect(button).not_to_have_text(label)
    page.clock.fast_forward("00:03")
    expect(button).to_have_text(label)
    expect(page.locator("#p-said")).to_be_empty()
    assert watch.console_errors == []


def test_bibtex_is_copied(reader: Reader, site: str, example: Path) -> None:
    """The entry as the file has it, which a reference manager takes when it is pasted."""
    page = reader(permissions=CLIPBOARD)
    page.goto(site + BRIEFING)
    page.get_by_role("button", name="Copy as BibTeX").click()
    expect(page.locator("#p-said")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == (example / BRIEFING / "cite.bib").read_text(encoding="utf-8")
    (entry,) = parse_string(copied).entries
    assert entry["url"] == f"{PUBLISHED}{BRIEFING}"


def test_what_cannot_be_copied_is_not_said_to_be(reader: Reader, site: str) -> None:
    """Where the file is not to be had, nothing says that it was copied."""
    page = reader(permissions=CLIPBOARD)
    page.route("**/cite.bib", lambda route: route.abort())
    page.goto(site + BRIEFING)
    button = page.get_by_role("button", name="Copy as BibTeX")
    button.click()
    page.wait_for_timeout(200)
    expect(button).to_have_text("Copy as BibTeX")
    expect(page.locator("#p-said")).to_be_empty()


def test_without_scripts_a_citation_is_text(reader: Reader, site: str) -> None:
    """It can be selected, no button is there that would do nothing, and the files are links."""
    page = reader(java_script_enabled=False)
    page.goto(site + BRIEFING)
    expect(page.locator(".p-copies")).to_be_hidden()
    citation = page.locator(".p-citation")
    expect(citation).to_have_css("user-select", "auto")
    assert "The date for the border arrives" in citation.inner_text()
    expect(page.locator(".p-cite a")).to_have_count(3)


def test_citation_files_arrive(page: Page, site: str) -> None:
    """RIS and CSL-JSON name the page they were taken from."""
    page.goto(site + BRIEFING)
    (record,) = rispy.loads(saved(page, "cite.ris").decode())
    (item,) = json.loads(saved(page, "cite.json"))
    assert record["urls"] == [item["URL"]] == [f"{PUBLISHED}{BRIEFING}"]
    assert record["title"] == item["title"] == page.locator("h1").evaluate("title => title.firstChild.textContent")


# ---- data ----


def test_the_files_of_a_briefing_arrive(page: Page, site: str) -> None:
    """Its JSON fits the schema that the site publishes, and its PDF brief is whole."""
    page.goto(site + BRIEFING)
    briefing = json.loads(saved(page, "briefing.json"))
    brief = saved(page, "brief.pdf")
    page.goto(f"{site}data/")
    schema = json.loads(saved(page, "briefing.schema.json"))
    jsonschema.validate(briefing, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**briefing, "as_of": 1}, schema)
    with pikepdf.open(io.BytesIO(brief)) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert str(pdf.docinfo["/Title"]) == briefing["title"]


def test_the_tables_arrive(page: Page, site: str, example: Path) -> None:
    """CSV and SQLite hold the same rows, and are the bytes that were published."""
    page.goto(f"{site}data/")
    table, database = saved(page, "terms.csv"), saved(page, "parley.sqlite")
    assert table == (example / "data/terms.csv").read_bytes()
    rows = list(csv.DictReader(io.StringIO(table.decode(), newline="")))
    with sqlite3.connect(":memory:") as connection:
        connection.deserialize(database)
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        keys = [key for (key,) in connection.execute("SELECT key FROM terms")]
    assert sorted(keys) == sorted(row["key"] for row in rows)
    assert len(keys) > 20


# ---- follow ----


@pytest.mark.parametrize("path", ["", "processes/minsk-2015/", "players/ua/", BRIEFING])
def test_a_reader_of_feeds_finds_them(page: Page, site: str, example: Path, path: str) -> None:
    """By the link in the page's head, as programs look for it; each entry leads to a page of the site."""
    page.goto(site + path)
    found = page.locator("link[rel=alternate][type='application/atom+xml']").first
    feed = feedparser.parse(page.request.get(urljoin(page.url, str(found.get_attribute("href")))).body())
    assert not feed.bozo
    assert feed.entries
    links = {entry.link for entry in feed.entries}
    assert {link for link in links if not (example / link.removeprefix(PUBLISHED) / "index.html").is_file()} == set()


def test_a_json_feed_says_the_same(page: Page, site: str) -> None:
    """Both formats have the same entries in the same order."""
    page.goto(f"{site}processes/minsk-2015/")
    atom = feedparser.parse(saved(page, "feed.xml"))
    told = json.loads(saved(page, "feed.json"))
    assert [entry.id for entry in atom.entries] == [item["id"] for item in told["items"]]
    assert atom.entries


def test_a_calendar_is_subscribed_to(page: Page, site: str) -> None:
    """A calendar program finds its events."""
    page.goto(f"{site}calendar/")
    calendar = icalendar.Calendar.from_ical(saved(page, "calendar.ics"))
    assert calendar.walk("VEVENT")
    assert all(event["UID"] and event["DTSTART"] for event in calendar.walk("VEVENT"))


# ---- paper ----

WORDS = """() => {
    const unsaid = '.p-hidden, .p-none, form, svg, [hidden]';
    const texts = document.createTreeWalker(document.querySelector('#p-content'), NodeFilter.SHOW_TEXT);
    const found = [];
    while (texts.nextNode()) {
        const { parentElement, data } = texts.currentNode;
        if (parentElement.checkVisibility() && !parentElement.closest(unsaid)) found.push(data);
    }
    return found.join(' ');
}"""


def letters(text: str) -> str:
    """The text without white space and hyphens at the ends of lines, which paper sets otherwise."""
    return re.sub(r"[\s\u00ad\u200b\u2060\ufffe\u0002-]+", "", text)


@pytest.mark.parametrize(
    "path", [BRIEFING, UKRAINIAN, PAGE_KINDS["guarantees"], PAGE_KINDS["tracker"], PAGE_KINDS["process"]]
)
def test_the_print_of_a_page_is_whole(page: Page, site: str, path: str) -> None:
    """The browser's own PDF holds every word, and none is cut off at an edge."""
    page.goto(site + path)
    page.emulate_media(media="print")
    wanted = {word for word in page.evaluate(WORDS).split() if len(letters(word)) > 3}
    document = pypdfium2.PdfDocument(page.pdf(format="A4", prefer_css_page_size=True))
    printed = letters(" ".join(sheet.get_textpage().get_text_bounded() for sheet in document))
    assert {word for word in wanted if letters(word) not in printed} == set()
    assert len(wanted) > 100
    assert cut_off(document) == []


def test_the_print_of_an_arabic_page_is_whole(page: Page, site: str) -> None:
    """Every letter is in it as often as on the page; readers of PDF differ in the order they tell joined letters in."""
    page.goto(site + ARABIC)
    page.emulate_media(media="print")
    wanted = arabic_letters(page.evaluate(WORDS))
    document = pypdfium2.PdfDocument(page.pdf(format="A4", prefer_css_page_size=True))
    printed = arabic_letters("".join(sheet.get_textpage().get_text_bounded() for sheet in document))
    assert wanted - printed == Counter()
    assert wanted.total() > 2000
    assert cut_off(document) == []


def arabic_letters(text: str) -> Counter[str]:
    """How often each letter stands in a text, in whatever form it was joined; marks are none."""
    plain = unicodedata.normalize("NFKD", text)
    return Counter(sign for sign in plain if "\u0621" <= sign <= "\u064a" and sign != "\u0640")


def cut_off(document: pypdfium2.PdfDocument) -> list[str]:
    """The signs that reach over an edge of their sheet."""
    found: list[str] = []
    for sheet in document:
        width, height = sheet.get_size()
        text = sheet.get_textpage()
        for at in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(at)
            if left < 0 or bottom < 0 or right > width or top > height:
                found.append(text.get_text_range(at, 1))
    return found


def test_words_over_the_edge_are_seen(page: Page) -> None:
    """The control: a line too wide for its sheet, with a sign so large that it stands on the edge, not behind it."""
    page.set_content("<p style='position: absolute; left: -2cm; margin: 0; font: 4cm serif'>Mutual</p>")
    assert cut_off(pypdfium2.PdfDocument(page.pdf(format="A4")))
