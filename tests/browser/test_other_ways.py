"""The site as other readers have it: without scripts, on paper, with colours of their own."""

from __future__ import annotations

import re

import pytest
from browsing import Reader, Watch
from example_site import BRIEFING, PAGE_KINDS
from playwright.sync_api import Page, expect

EVERY_KIND = pytest.mark.parametrize("path", PAGE_KINDS.values(), ids=PAGE_KINDS)
SEEN = """() => [...document.querySelectorAll('#p-content :is(h1, h2, h3, h4, p, li, dt, dd, caption, th, td)')]
    .filter((element) => !element.closest(
        '[hidden], nav, fieldset, .p-brief, .p-copies, .p-follow, .p-hidden, .p-none'))"""
"""What a page says, element by element, but for ways to other pages and what is there for screen readers alone."""

SAID = """() => {
    const scripted = [...document.querySelectorAll('form.p-filters, .p-copies')];
    scripted.forEach((one) => { one.style.display = 'none'; });
    const text = document.getElementById('p-content').innerText;
    scripted.forEach((one) => { one.style.display = ''; });
    return text;
}"""


def unseen(page: Page) -> list[str]:
    """What the page says that no eye can see."""
    gone = "(element) => !element.checkVisibility({ opacityProperty: true, visibilityProperty: true })"
    found: list[str] = page.evaluate(f"({SEEN})().filter({gone}).map((element) => element.outerHTML.slice(0, 120))")
    return found


def said(page: Page) -> str:
    """The text of the page as it is seen, but for what only a script can use: a table's form, buttons that copy."""
    return " ".join(str(page.evaluate(SAID)).split())


@EVERY_KIND
def test_all_is_said_without_scripts_on_paper_and_in_any_colours(
    reader: Reader, watch: Watch, site: str, path: str
) -> None:
    """A page of every kind, opened with scripts and without, as each of these readers has it."""
    plain, usual = reader(java_script_enabled=False), reader()
    plain.goto(site + path)
    usual.goto(site + path)
    expect(usual.locator("html")).to_have_class("js")
    assert_same_without_scripts(plain, usual)
    assert_colours_of_the_reader(usual)
    assert_whole_on_paper(usual)
    assert (watch.off_origin, watch.console_errors) == ([], [])


def assert_same_without_scripts(plain: Page, usual: Page) -> None:
    """A browser that runs no script shows the same words, tables and bars."""
    assert said(plain) == said(usual)
    seen = "td:visible, svg.p-bar:visible"
    assert plain.locator(seen).count() == usual.locator(seen).count()


def assert_colours_of_the_reader(page: Page) -> None:
    """With the reader's own colours each badge keeps its word and each bar its shape."""
    page.emulate_media(forced_colors="active")
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    badges = page.locator("#p-content .p-badge:visible")
    assert all(text.strip() for text in badges.all_inner_texts())
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    bars = page.locator("svg.p-bar rect").evaluate_all("all => all.map((one) => getComputedStyle(one).fill)")
    assert ground not in bars


def assert_whole_on_paper(page: Page) -> None:
    """Paper carries all that the screen says, black on white, and nothing that only a screen can use."""
    page.emulate_media(media="print", color_scheme="dark", forced_colors="none")
    assert unseen(page) == []
    expect(page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(page.locator("h1")).to_have_css("color", re.compile(r"rgb\(0, 0, 0\)|rgb\(28, 30, 33\)"))
    for chrome in (".p-masthead", ".md-sidebar", ".p-search"):
        assert page.locator(chrome).locator("visible=true").count() == 0


def test_without_scripts_search_leads_to_the_archive(reader: Reader, site: str) -> None:
    """Where no script runs, the search control is a link to the list of all briefings; no key is promised."""
    page = reader(java_script_enabled=False)
    page.goto(site + BRIEFING)
    expect(page.locator("dialog")).to_be_hidden()
    expect(page.locator(".p-search-open kbd")).to_be_hidden()
    page.locator(".p-search-open").click()
    expect(page).to_have_url(f"{site}archive/")


def test_without_scripts_a_phone_has_its_menu(reader: Reader, site: str) -> None:
    """The menu and the contents of a phone fold out without a script."""
    page = reader(width=390, java_script_enabled=False)
    page.goto(site + BRIEFING)
    page.locator(".p-contents summary").click()
    expect(page.locator(".p-contents a").first).to_be_visible()
    page.locator(".p-menu summary").click()
    page.locator(".p-menu").get_by_role("link", name="Outlook").click()
    expect(page).to_have_url(f"{site}outlook/")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_without_scripts_the_colours_are_the_system_s(reader: Reader, site: str, scheme: str) -> None:
    """Where no script runs there is nothing to switch, and the page has the colours of the system."""
    page = reader(java_script_enabled=False, color_scheme=scheme)
    page.goto(site)
    expect(page.locator("body")).to_have_css("color-scheme", scheme)
    expect(page.locator("label.p-scheme:visible")).to_have_count(0)


def test_hidden_text_is_caught(reader: Reader, site: str) -> None:
    """The same look finds what a style hides; the page's own policy would not let it in."""
    page = reader(bypass_csp=True)
    page.goto(site + BRIEFING)
    page.add_style_tag(content=".p-sources { display: none } .p-points { opacity: 0 }")
    assert {line[:3] for line in unseen(page)} >= {"<li"}


def test_on_paper_sources_show_their_addresses(page: Page, site: str) -> None:
    """On paper the address of each source is written out."""
    page.goto(site + BRIEFING)
    page.emulate_media(media="print")
    link = page.locator(".p-sources a[href^=http]").first
    written = link.evaluate("link => getComputedStyle(link, '::after').content")
    assert str(link.get_attribute("href")) in written.replace('" "', "") or "attr(href)" in written


def test_on_paper_a_list_says_what_it_shows(page: Page, site: str) -> None:
    """The form over a table is for screens; paper tells how many rows it left, and by which choices."""
    page.goto(f"{site}tracker/?negotiation=signed")
    state = page.locator(".p-filters-state")
    expect(state).to_have_text(re.compile(r"Showing \d+ of \d+\."))
    expect(page.get_by_label("Negotiation")).to_be_visible()
    page.emulate_media(media="print")
    assert page.locator("form :is(select, button, summary)").locator("visible=true").count() == 0
    assert re.fullmatch(r"Showing \d+ of \d+\.\s+Negotiation: Signed", state.inner_text().strip())


def test_on_paper_tables_are_whole(reader: Reader, site: str) -> None:
    """No table is cut off at the edge of an A4 page."""
    page = reader(width=643)  # 170 mm, the width of the text on paper, at 96 dpi
    page.emulate_media(media="print")
    for path in (BRIEFING, PAGE_KINDS["guarantees"], PAGE_KINDS["truce terms"], PAGE_KINDS["sources"]):
        page.goto(site + path)
        wider = "all => all.filter((one) => one.scrollWidth > innerWidth).map((one) => one.textContent.slice(0, 80))"
        assert page.locator(".p-table").evaluate_all(wider) == [], path
