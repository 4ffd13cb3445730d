"""The copy for reading from a disk, unpacked and opened from `file://`: searched, filtered, followed, switched."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from browsing import Reader, Watch
from example_site import BRIEFING, PAGE_KINDS
from playwright.sync_api import Page, expect
from search_dialog import SearchDialog

from generator.publishing.offline import offline_files, zipped

UKRAINIAN = "briefings/ukraine-article-5-like-guarantees-uk/"


@pytest.fixture(scope="module")
def copy(example: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the copy's folder on the disk; its path holds what an address must escape."""
    folder = tmp_path_factory.mktemp("a copy #1 é")
    with zipfile.ZipFile(BytesIO(zipped(offline_files(example), "parley"))) as archive:
        archive.extractall(folder)
    return f"{(folder / 'parley').as_uri()}/"


def test_every_kind_of_page_opens_from_a_disk(page: Page, watch: Watch, copy: str) -> None:
    """It has its styles and fonts, no script fails, and nobody is asked for anything."""
    failed: list[str] = []
    page.on("requestfailed", lambda request: failed.append(request.url))
    for path in PAGE_KINDS.values():
        page.goto(f"{copy}{path}index.html")
        expect(page.locator("html")).to_have_class("js")
        expect(page.locator("body")).to_have_css("margin", "0px")
        fonts = "document.fonts.ready.then(() => [...document.fonts].filter((one) => one.status === 'loaded').length)"
        assert page.evaluate(fonts) > 1, path
    assert (failed, watch.console_errors, watch.off_origin) == ([], [], [])


def test_an_address_copied_on_a_disk_is_the_published_one(reader: Reader, copy: str) -> None:
    """Nobody else has the reader's disk; the citation's words are copied as everywhere."""
    page = reader(permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{copy}{BRIEFING}index.html")
    page.locator("a.headerlink[href='#point-1']").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#p-said")).to_have_text("Link copied")
    assert page.evaluate("navigator.clipboard.readText()") == f"https://example.org/parley/{BRIEFING}#point-1"
    expect(page.get_by_role("button", name="Copy as BibTeX")).to_be_hidden()
    page.get_by_role("button", name="Copy the citation").click()
    expect(page.locator("#p-said")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == page.locator(".p-citation").inner_text()


def test_a_reader_searches_on_a_disk(page: Page, watch: Watch, copy: str) -> None:
    """A word is found by its beginning and marked, a filter narrows, and a result leads to its page."""
    page.goto(f"{copy}players/ua/index.html")
    search = SearchDialog(page).open()
    before = search.search("ceasef")
    assert before > 2
    assert {text.lower()[:6] for text in search.dialog.locator("mark").all_inner_texts()} == {"ceasef"}
    narrowed = search.choose("year", "2015")
    assert 0 < narrowed < before
    page.get_by_role("button", name="Clear filters").click()
    assert search.count() == before
    search.search("Nairobi")
    search.links.filter(has_text="Commanders at Nairobi give disarmament a new order").click()
    expect(page).to_have_url(f"{copy}briefings/ethiopia-nairobi-declaration/index.html")
    assert search.open().search("qqqxyz") == 0
    assert search.status() == "Nothing found on pages in English. Try fewer or other words."
    assert watch.console_errors == []


def test_both_searches_know_the_same(reader: Reader, site: str, copy: str) -> None:
    """For names the published site and its copy find the same pages, and offer the same filters."""
    found = []
    for address in (site, f"{copy}index.html"):
        page = reader()
        page.goto(address)
        search = SearchDialog(page).open()
        home = address.removesuffix("index.html")
        pages = [
            sorted(one.removeprefix(home).removesuffix("index.html") for one in search.addresses())
            for word in ("Minsk", "Pretoria", "Budapest Memorandum")
            if search.search(word)
        ]
        search.search("")
        search.choose("process", "Minsk package of measures")
        options = search.dialog.locator("select option").evaluate_all("all => all.map((one) => one.text)")
        found.append((pages, search.count(), options))
    assert found[0] == found[1]
    assert len(found[0][0]) == 3


def test_the_copy_speaks_each_language(page: Page, copy: str) -> None:
    """A reader switches the language, and the search of that page finds pages in it alone."""
    page.goto(f"{copy}briefings/ukraine-article-5-like-guarantees/index.html")
    page.get_by_role("link", name="українська").click()
    expect(page).to_have_url(f"{copy}{UKRAINIAN}index.html")
    search = SearchDialog(page).open()
    search.search("ГАРАНТІЇ")
    assert search.addresses() == [f"{copy}{UKRAINIAN}index.html"]
    page.goto(f"{copy}briefings/ethiopia-pretoria-agreement-ar/index.html")
    search.open().search("اتفاق")
    assert search.addresses() == [page.url]
    assert {"اتفاق"} <= set(search.dialog.locator("mark").all_inner_texts())


def test_whatever_is_asked_is_answered(page: Page, watch: Watch, copy: str) -> None:
    """No sign means more than itself, and the search goes on."""
    page.goto(f"{copy}index.html")
    search = SearchDialog(page).open()
    for text in ('"', '" "', "a-b", "(.*[", "\\qx+", "<marq>", "İ ﬁ 🕊️", "{{7*7}} </script>"):
        assert search.search(text) < 3, text
        assert "could not be loaded" not in search.status()
        assert search.search('"withdraw heavy weapons"') <= search.search("withdraw heavy weapons")
        assert search.search("ceasefire") > 2
    assert watch.console_errors == []


def test_all_links_of_the_copy_lead_on(page: Page, copy: str) -> None:
    """From home through the navigation, a briefing, its source and a former address."""
    page.goto(f"{copy}index.html")
    page.get_by_role("link", name="Archive", exact=True).first.click()
    expect(page).to_have_url(f"{copy}archive/index.html")
    page.goto(f"{copy}briefings/minsk-ii/index.html")
    page.wait_for_url(lambda url: "minsk-ii/" not in url)
    expect(page.locator("h1")).to_be_visible()
    page.goto(f"{copy}{BRIEFING}index.html#sources")
    expect(page.locator("#sources")).to_be_in_viewport()


@pytest.mark.parametrize("attack", ["fetch('https://example.com/')", "new Image().src = 'https://example.com/a.png'"])
def test_a_page_on_a_disk_asks_nobody(page: Page, copy: str, attack: str) -> None:
    """The policy of the copy blocks every address but those of files, and an inline script."""
    page.goto(f"{copy}index.html")
    page.evaluate(
        "document.addEventListener('securitypolicyviolation', (event) => { window.broken = event.effectiveDirective })"
    )
    page.evaluate(f"(() => {{ try {{ const asked = {attack}; asked.catch?.(() => 0) }} catch {{ }} }})()")
    page.wait_for_function("window.broken")
    assert page.evaluate("broken") in ("connect-src", "img-src")
