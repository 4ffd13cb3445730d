"""A briefing as it is read: marks and sources, the way up and along, links to each place of the page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from browsing import Reader
from example_site import BRIEFING, published
from playwright.sync_api import Error, Page, expect

PROCESS = ("minsk-package-signed", "minsk-package-endorsed", "minsk-package-border-date-passes")


def test_a_citation_leads_to_its_source_and_back(page: Page, site: str) -> None:
    """A mark in the text leads to the source it counts, shown below the header; going back returns to the sentence."""
    page.goto(site + BRIEFING)
    mark = page.locator("#p-content").locator("a.cite, a[href^='#source-']").nth(4)
    mark.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    number = mark.inner_text().strip("⁠[], ")
    mark.click()
    source = page.locator(":target")
    assert source.get_attribute("value") == number.split(",")[0]
    assert stands_below_the_header(page)
    page.go_back()
    expect(page).to_have_url(site + BRIEFING)
    page.wait_for_function("before => Math.abs(scrollY - before) < 5", arg=before)


_BELOW_THE_HEADER = """() => {
    const top = document.querySelector(':target')?.getBoundingClientRect().top;
    const header = document.querySelector('.md-header').getBoundingClientRect().bottom;
    const isLast = innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
    return top >= header - 1 && (top < innerHeight / 2 || isLast);
}"""


def stands_below_the_header(page: Page) -> bool:
    """Whether the place that the address names comes to begin in view, not behind the header."""
    try:
        page.wait_for_function(_BELOW_THE_HEADER, timeout=5000)
    except Error:
        return False
    return True


def test_every_citation_has_its_source(example: Path) -> None:
    """No mark on any page leads to a source that is not there."""
    marks = 0
    for path, root in published(example):
        ids = set(root.xpath("//@id"))
        cited = [str(link)[1:] for link in root.xpath("//a[starts-with(@href, '#source-')]/@href")]
        assert set(cited) <= ids, path
        marks += len(cited)
    assert marks > 200


@pytest.mark.parametrize("section", ["term-", "guarantee-", "source-", "event-", "monitor-", "scenario-", "point-"])
def test_each_item_has_an_address(page: Page, site: str, example: Path, section: str) -> None:
    """A link to an item of a briefing brings it into view below the header."""
    path, name = next(
        (path, str(name))
        for path, root in published(example)
        if path.startswith("briefings/")
        for name in reversed(root.xpath("//article//@id"))
        if str(name).startswith(section)
    )
    page.goto(f"{site}{path}#{name}")
    assert stands_below_the_header(page)


def test_breadcrumbs_lead_up(page: Page, site: str) -> None:
    """From a briefing the way up leads to its process, to all processes and home; the last step is where one is."""
    page.goto(site + BRIEFING)
    crumbs = page.get_by_role("navigation", name="Breadcrumb")
    expect(crumbs.locator("[aria-current=page]")).to_have_text("31 December 2015")
    for name, path in (
        ("Minsk package of measures", "processes/minsk-2015/"),
        ("Processes", "processes/"),
        ("Home", ""),
    ):
        crumbs.get_by_role("link", name=name, exact=True).click()
        expect(page).to_have_url(site + path)


def test_briefings_of_a_process_follow_one_another(page: Page, site: str) -> None:
    """Next leads through the briefings of a process by their day, and Previous back again."""
    first, *rest = (f"{site}briefings/{name}/" for name in PROCESS)
    page.goto(first)
    expect(page.locator("a[rel=prev]")).to_have_count(0)
    for address in rest:
        page.locator("a[rel=next]").click()
        expect(page).to_have_url(address)
    page.locator("a[rel=prev]").click()
    expect(page).to_have_url(rest[0])


def test_contents_follow_the_reader(page: Page, site: str) -> None:
    """The contents beside the text lead to each section and mark the one that is read."""
    page.goto(site + BRIEFING)
    contents = page.get_by_role("navigation", name="On this page")
    links = contents.get_by_role("link")
    titles = page.locator("#p-content > h2").evaluate_all("all => all.map((one) => one.firstChild.textContent)")
    assert links.all_inner_texts() == titles
    contents.get_by_role("link", name="Truce").click()
    expect(page).to_have_url(re.compile("#truce$"))
    assert stands_below_the_header(page)
    expect(contents.get_by_role("link", name="Truce")).to_have_class(re.compile("active"))


def test_contents_of_a_phone_are_folded(reader: Reader, site: str) -> None:
    """On a phone the contents fold away above the text and lead to each section."""
    page = reader(width=390, has_touch=True, is_mobile=True)
    page.goto(site + BRIEFING)
    contents = page.locator(".p-contents")
    expect(contents.get_by_role("link", name="Sources")).to_be_hidden()
    contents.locator("summary").tap()
    contents.get_by_role("link", name="Sources").tap()
    expect(page).to_have_url(re.compile("#sources$"))
    assert stands_below_the_header(page)


def test_a_heading_gives_its_address(page: Page, site: str) -> None:
    """Each heading carries a link to itself, so that a place can be sent to a colleague."""
    page.goto(site + BRIEFING)
    heading = page.locator("h2#truce")
    heading.hover()
    heading.get_by_role("link", name="Link to this section").click()
    expect(page).to_have_url(re.compile("#truce$"))


def test_the_skip_link_leads_to_the_text(page: Page, site: str) -> None:
    """The first stop of the keyboard leads past the header to the text."""
    page.goto(site + BRIEFING)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#p-content")).to_be_focused()


def test_smooth_scrolling_is_for_those_who_want_motion(reader: Reader, site: str) -> None:
    """The page glides to a place only where the reader has not asked for less motion."""
    for motion, expected in (("reduce", "auto"), ("no-preference", "smooth")):
        page = reader(reduced_motion=motion)
        page.goto(site + BRIEFING)
        assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == expected
