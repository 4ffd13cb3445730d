"""A briefing in the reader's own language: found, switched, read from right to left, and its places copied."""

from __future__ import annotations

import pytest
from browsing import Reader, Watch
from playwright.sync_api import Page, expect
from search_dialog import SearchDialog

ENGLISH = "briefings/ukraine-article-5-like-guarantees/"
FRENCH = "briefings/ukraine-article-5-like-guarantees-fr/"
UKRAINIAN = "briefings/ukraine-article-5-like-guarantees-uk/"
ARABIC = "briefings/ethiopia-pretoria-agreement-ar/"


@pytest.mark.parametrize(
    ("path", "word", "elsewhere"),
    [
        (ENGLISH, "resemble", FRENCH),
        (FRENCH, "Witkoff", ENGLISH),
        (UKRAINIAN, "Parley", ENGLISH),
        (ARABIC, "بريتوريا", "briefings/ethiopia-pretoria-agreement/"),
    ],
)
def test_search_finds_pages_in_the_language_of_the_page(
    page: Page, watch: Watch, site: str, path: str, word: str, elsewhere: str
) -> None:
    """A word of the page finds it, and not the same briefing in another language, even where that has the word too."""
    page.goto(site + path)
    search = SearchDialog(page).open()
    search.search(word)
    assert site + path in search.addresses()
    assert site + elsewhere not in search.addresses()
    assert (watch.console_errors, watch.off_origin) == ([], [])


def test_english_pages_find_no_other_language(page: Page, site: str) -> None:
    """A name that stands in every version finds the English one alone."""
    page.goto(site)
    search = SearchDialog(page).open()
    search.search("Witkoff")
    found = search.addresses()
    assert site + ENGLISH in found
    assert not {site + FRENCH, site + UKRAINIAN} & set(found)


def test_a_reader_switches_the_language(page: Page, site: str) -> None:
    """From English to Ukrainian and on to French; each page says what it is in, and marks itself."""
    page.goto(site + ENGLISH)
    page.get_by_role("link", name="українська").click()
    expect(page).to_have_url(site + UKRAINIAN)
    expect(page.locator("html")).to_have_attribute("lang", "uk")
    expect(page.get_by_role("navigation", name="Мови").locator("[aria-current=page]")).to_have_text("українська")
    page.get_by_role("link", name="français").click()
    expect(page.get_by_role("heading", name="L’essentiel")).to_be_visible()
    links = page.locator("link[rel=alternate][hreflang]").evaluate_all("all => all.map(one => one.hreflang)")
    assert sorted(links) == ["en", "fr", "uk"]


@pytest.mark.parametrize("width", [390, 1440])
def test_an_arabic_page_runs_from_right_to_left(reader: Reader, watch: Watch, site: str, width: int) -> None:
    """Text, tables and bars begin at the right, nothing sticks out, and its letters are the site's own."""
    page = reader(width=width)
    page.goto(site + ARABIC)
    page.wait_for_load_state("networkidle")
    expect(page.locator("body")).to_have_attribute("dir", "rtl")
    title = page.locator("h1").evaluate("one => getComputedStyle(one).textAlign + getComputedStyle(one).direction")
    assert title in ("startrtl", "rightrtl")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("document.fonts.check('16px \"Noto Naskh Arabic\"', 'ع')")
    bar = page.locator(".p-likelihood .p-bar").first.bounding_box()
    filled = page.locator(".p-likelihood .p-bar rect").first.bounding_box()
    assert bar
    assert filled
    assert abs(bar["x"] + bar["width"] - filled["x"] - filled["width"]) < 3
    assert filled["width"] < bar["width"] / 2
    assert (watch.console_errors, watch.off_origin) == ([], [])


def test_an_english_page_begins_its_bars_at_the_left(page: Page, site: str) -> None:
    """The control of the test above; and it loads nothing that is for other directions."""
    page.goto(site + "briefings/ethiopia-pretoria-agreement/")
    bar = page.locator(".p-likelihood .p-bar").first.bounding_box()
    filled = page.locator(".p-likelihood .p-bar rect").first.bounding_box()
    assert bar
    assert filled
    assert abs(bar["x"] - filled["x"]) < 3
    assert page.locator("link[href*='rtl.css']").count() == 0


def test_the_columns_of_an_arabic_table_go_from_right_to_left(page: Page, site: str) -> None:
    """The players' names, the heads of the rows, stand at the right."""
    page.goto(site + ARABIC)
    row = page.locator("tr#player-et")
    head, cell = row.locator("th").bounding_box(), row.locator("td").first.bounding_box()
    assert head
    assert cell
    assert head["x"] > cell["x"]


@pytest.mark.parametrize(
    "anchor", ["point-1", "event-alaska-summit", "source-document-a", "player-ua", "term-ceasefire"]
)
def test_the_address_of_each_item_can_be_copied(reader: Reader, site: str, anchor: str) -> None:
    """A click follows the link and copies it, and a screen reader hears so."""
    page = reader(permissions=["clipboard-read", "clipboard-write"])
    page.goto(site + ENGLISH)
    page.locator(f"a.headerlink[href='#{anchor}']").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#p-said")).to_have_text("Link copied")
    assert page.evaluate("navigator.clipboard.readText()") == f"{site}{ENGLISH}#{anchor}"
    expect(page).to_have_url(f"{site}{ENGLISH}#{anchor}")


def test_without_scripts_the_links_to_items_lead_there(reader: Reader, site: str) -> None:
    """They are links first; the address bar has what would have been copied."""
    page = reader(java_script_enabled=False)
    page.goto(site + ENGLISH)
    page.locator("a.headerlink[href='#point-1']").click(force=True)
    expect(page).to_have_url(f"{site}{ENGLISH}#point-1")


def test_a_reader_comes_back(page: Page, site: str) -> None:
    """From English to Arabic and back: language and direction are the page's, and the switch says where it leads."""
    english = "briefings/ethiopia-pretoria-agreement/"
    page.goto(site + english)
    there = page.locator(".p-languages").get_by_role("link", name="العربية")
    expect(there).to_have_attribute("hreflang", "ar")
    expect(there).to_have_attribute("lang", "ar")
    there.click()
    expect(page).to_have_url(site + ARABIC)
    expect(page.locator("html")).to_have_attribute("lang", "ar")
    expect(page.locator("body")).to_have_attribute("dir", "rtl")
    page.locator(".p-languages").get_by_role("link", name="English").click()
    expect(page).to_have_url(site + english)
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("body")).to_have_attribute("dir", "ltr")


def test_a_link_to_another_language_says_so(page: Page, site: str) -> None:
    """A title that is in no other language is read out in its own; the site's menu is in the site's."""
    page.goto(site + FRENCH)
    before = page.locator(".p-prev a")
    expect(before).to_have_attribute("hreflang", "en")
    expect(before.locator("span").nth(1)).to_have_attribute("lang", "en")
    assert page.locator(".p-nav a:not([hreflang=en])").count() == 0
    page.goto(site + ENGLISH)
    assert page.locator(".p-prev [lang], .p-nav [hreflang]").count() == 0
    expect(page.locator(".p-prev a")).to_be_visible()
