"""Search, as readers use it: by mouse, by keyboard, on a phone, and whatever they type."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from browsing import Reader, Serve, Watch
from example_site import published
from playwright.sync_api import Page, Route, expect
from search_dialog import SearchDialog

FACETS = ("process", "player", "year", "status", "guarantee_form", "term_category")


@pytest.fixture(scope="module")
def bottom_lines(example: Path) -> dict[str, str]:
    """The bottom line of each briefing in English, by the path of its page."""
    bottom_line = "string(//article[not(@lang)]//*[@class='p-bottomline']/p)"
    found = {path: root.xpath(bottom_line) for path, root in published(example)}
    return {path: text for path, text in found.items() if path.startswith("briefings/") and text}


def telling_word(text: str, among: Counter[str]) -> str:
    """The word of a text that the fewest others hold; the longest of those."""
    return min(words(text), key=lambda word: (among[word], -len(word)))


def words(text: str) -> set[str]:
    return {word.lower() for word in re.findall(r"[A-Za-z]{5,}", text)}


def test_a_word_of_a_bottom_line_finds_its_briefing(
    page: Page, watch: Watch, site: str, bottom_lines: dict[str, str]
) -> None:
    """Each briefing is among the pages found for the most telling word of its bottom line."""
    assert len(bottom_lines) >= 15
    among = Counter(word for text in bottom_lines.values() for word in words(text))
    page.goto(site)
    search = SearchDialog(page).open()
    for path, text in bottom_lines.items():
        search.search(telling_word(text, among))
        assert site + path in search.addresses(), path
    assert (watch.console_errors, watch.off_origin) == ([], [])


def test_what_briefings_say_stands_before_how_to_write_one(page: Page, site: str) -> None:
    """A page of the guide that is called by the word comes behind the briefings, processes and sources that hold it."""
    page.goto(site)
    search = SearchDialog(page).open()
    for word in ("truce", "guarantees", "outlook", "sources"):
        assert page.request.get(f"{site}guide/{word}/").ok
        search.search(word)
        first = search.addresses()[:5]
        assert len(first) == 5
        assert not [address for address in first if "/guide/" in address], word


@pytest.mark.parametrize(
    ("word", "path"),
    [
        ("Parley editors", "briefings/budapest-memorandum-signed/"),
        ("non-proliferation", "briefings/budapest-memorandum-signed/"),
        ("scorecard", "scorecard/"),
        ("vocabulary", "vocabulary/"),
    ],
)
def test_authors_topics_and_pages_about_the_briefings_are_found(page: Page, site: str, word: str, path: str) -> None:
    """Whoever wrote it and whatever it is about; and the page itself before how to write for it."""
    page.goto(site)
    search = SearchDialog(page).open()
    search.search(word)
    found = search.addresses()
    assert site + path in found
    assert not [address for address in found[: found.index(site + path)] if "/guide/" in address]


def test_an_excerpt_is_of_what_the_page_says(page: Page, site: str) -> None:
    """No line of days and authors stands in it, and no number of a source."""
    page.goto(site)
    search = SearchDialog(page).open()
    for word in ("ceasefire", "agreement", "editors"):
        search.search(word)
        excerpts = " ".join(search.dialog.locator(".p-search-results > li > p:not([class])").all_inner_texts())
        assert len(excerpts) > 200, excerpts
        assert not re.search(r"As of \d|Authors |Reviewed by|Topics|\[\d", excerpts), excerpts


@pytest.mark.parametrize("prefix", ["", "parley", "a/deep/place"])
def test_a_result_leads_to_its_page(page: Page, serve: Serve, example: Path, prefix: str) -> None:
    """From a page down in the site a click on a result opens the briefing, wherever the site stands."""
    address = serve(example, prefix)
    page.goto(f"{address}players/ua/")
    search = SearchDialog(page).open()
    search.search("Nairobi")
    search.links.filter(has_text="Commanders at Nairobi give disarmament a new order").click()
    expect(page).to_have_url(f"{address}briefings/ethiopia-nairobi-declaration/")


def test_a_facet_narrows(page: Page, site: str) -> None:
    """With a facet fewer pages are found, as many as its choice said, and every one of them carries it."""
    page.goto(site)
    search = SearchDialog(page).open()
    before = search.search("ukraine")
    for facet in FACETS:
        options = search.dialog.locator(f"select[name={facet}] option").evaluate_all("all => all.map(one => one.text)")
        offered = {text.rpartition(" (")[0]: int(text.rpartition(" (")[2][:-1]) for text in options[1:]}
        value, expected = min(offered.items(), key=lambda item: item[1])
        assert 0 < expected < before
        assert search.choose(facet, value) == expected
        for address in search.addresses():
            html = page.request.get(address).text()
            assert f'data-pagefind-filter="{facet}[data-value]" data-value="{value}"' in html
        page.get_by_role("button", name="Clear filters").click()
        assert search.count() == before


def test_results_wait_for_no_facet(page: Page, site: str) -> None:
    """The first results stand before the facets are asked for, which are when a reader goes for them."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/*.pf_filter", hold)
    page.goto(site)
    search = SearchDialog(page)
    search.opener.click()
    search.input.fill("ceasefire")
    search.links.first.wait_for()
    assert held == []
    expect(search.filters).to_have_attribute("aria-busy", "true")
    expect(search.facet("year")).to_be_hidden()
    before = search.found()
    with page.expect_request("**/*.pf_filter"):
        search.filters.hover()
    page.route("**/*.pf_filter", lambda route: route.continue_())  # of those to come
    for route in held:
        route.continue_()
    assert search.choose("year", "2015") < before


def test_filters_clear_at_once(page: Page, site: str) -> None:
    """One control takes every filter away and brings back what was found."""
    page.goto(site)
    search = SearchDialog(page).open()
    before = search.search("ceasefire")
    assert search.choose("year", "2015") < before
    page.get_by_role("button", name="Clear filters").click()
    assert search.count() == before
    expect(search.input).to_be_focused()


def test_a_facet_alone_lists_its_pages(page: Page, site: str) -> None:
    """Without a word to look for, a facet lists the pages that carry it, the newest first."""
    page.goto(site)
    search = SearchDialog(page).open()
    assert search.choose("process", "Minsk package of measures") >= 4
    dates = search.dialog.locator(".p-search-meta").all_inner_texts()
    years = [int(found[0]) for text in dates if (found := re.search(r"\d{4}$", text))]
    assert years == sorted(years, reverse=True)
    assert years


@pytest.mark.parametrize("key", ["Control+k", "Meta+k", "/"])
def test_a_key_opens_it(page: Page, site: str, key: str) -> None:
    """Ctrl+K, Cmd+K and the slash open the search with the cursor in it, and nothing typed."""
    page.goto(site)
    search = SearchDialog(page)
    expect(search.opener).to_have_attribute("role", "button")
    page.keyboard.press(key)
    expect(search.input).to_be_focused()
    assert search.input.input_value() == ""


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_control_answers_to_keys(page: Page, site: str, key: str) -> None:
    """With the focus on the control in the header, Enter and Space open the search as on any button."""
    page.goto(site)
    search = SearchDialog(page)
    search.opener.focus()
    page.keyboard.press(key)
    expect(search.input).to_be_focused()
    assert page.url == site


def test_a_slash_in_the_search_is_text(page: Page, site: str) -> None:
    """A slash typed into the search stands in it."""
    page.goto(site)
    search = SearchDialog(page).open()
    page.keyboard.type("24/7")
    assert search.input.input_value() == "24/7"


def test_by_keyboard_alone(page: Page, site: str) -> None:
    """Slash, a word, arrows and Enter open a page; no other key and no mouse is needed."""
    page.goto(site)
    search = SearchDialog(page)
    expect(search.opener).to_have_attribute("role", "button")
    page.keyboard.press("/")
    page.keyboard.type("ceasefire")
    expect(search.links).not_to_have_count(0)
    assert search.count() > 2
    page.keyboard.press("ArrowDown")
    expect(search.links.nth(0)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(search.input).to_be_focused()
    page.keyboard.press("ArrowDown")
    expected = str(search.links.nth(0).evaluate("link => link.href"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(expected)


def test_enter_goes_to_the_first_result(page: Page, site: str) -> None:
    """Enter in the field moves to the first result, and Enter again opens it."""
    page.goto(site)
    search = SearchDialog(page).open()
    search.search("plebiscite")
    page.keyboard.press("Enter")
    expect(search.links.first).to_be_focused()


@pytest.mark.parametrize("way", ["Escape", "Close"])
def test_closing_gives_the_focus_back(page: Page, site: str, way: str) -> None:
    """Escape and the control to close leave the reader where the search was opened."""
    page.goto(site)
    search = SearchDialog(page).open()
    search.search("ceasefire")
    if way == "Escape":
        page.keyboard.press("Escape")
    else:
        page.get_by_role("button", name="Close").click()
    expect(search.dialog).to_be_hidden()
    expect(search.opener).to_be_focused()


def test_escape_from_a_result_closes(page: Page, site: str) -> None:
    """Escape closes from a result too."""
    page.goto(site)
    search = SearchDialog(page).open()
    search.search("ceasefire")
    search.links.first.focus()
    page.keyboard.press("Escape")
    expect(search.dialog).to_be_hidden()
    expect(search.opener).to_be_focused()


def test_on_a_phone(reader: Reader, site: str) -> None:
    """At 390 px: the control, a word, a filter behind its fold, a result; nothing stands out beyond the screen."""
    page = reader(width=390, has_touch=True, is_mobile=True)
    page.goto(site)
    search = SearchDialog(page)
    search.opener.tap()
    before = search.search("ceasefire")
    filters = search.dialog.locator(".p-search-filters summary")
    filters.tap()
    narrowed = search.choose("year", "2015")
    assert 0 < narrowed < before
    expect(filters).to_contain_text("(1)")
    assert page.evaluate("document.querySelector('.p-search-body').scrollWidth") <= 390
    for control in (search.input, search.dialog.locator(".p-search-close"), search.links.first):
        box = control.bounding_box()
        assert box
        assert 0 <= box["x"] < box["x"] + box["width"] <= 390
    search.links.first.tap()
    expect(page).to_have_url(re.compile(f"^{re.escape(site)}briefings/"))


HOSTILE = (
    '<img src=x onerror="window.ran=1">',
    '"><script>window.ran=1</script>',
    "' onfocus='window.ran=1' autofocus='",
    "{{7*7}} ${7*7} %00 \\",
    "<mark>ukraine</mark>",
    "javascript:window.ran=1",
)


def test_hostile_text_stays_text(page: Page, watch: Watch, site: str) -> None:
    """Nothing a reader types becomes part of the page, runs, or breaks the search."""
    page.goto(site)
    search = SearchDialog(page).open()
    elements = search.dialog.locator("img, script, iframe")
    for text in HOSTILE:
        search.search(text)
        expect(elements).to_have_count(0)
        assert search.input.input_value() == text
        assert page.evaluate("window.ran") is None, text
        assert search.search("ceasefire") > 0
    assert (watch.console_errors, watch.off_origin) == ([], [])


def test_no_result_says_so(page: Page, site: str) -> None:
    """A word that no page holds is answered in words, with what to do next."""
    page.goto(site)
    search = SearchDialog(page).open()
    assert search.search("wqwqw") == 0
    assert search.status() == "Nothing found on pages in English. Try fewer or other words."
    assert search.addresses() == []


def test_a_missing_index_says_so(page: Page, site: str) -> None:
    """Where the index cannot be had, the reader is told, and where else to look."""
    page.route("**/pagefind/*", lambda route: route.abort())
    page.goto(site)
    search = SearchDialog(page).open()
    assert search.status() == "Search could not be loaded. The archive lists every briefing."
    page.unroute("**/pagefind/*")
    assert search.search("ceasefire") > 0
