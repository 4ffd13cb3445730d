"""axe finds nothing against WCAG 2.2 AA on any kind of page, in either scheme, on a phone or a wide screen."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from browsing import Reader, Serve
from example_site import BRIEFING, PAGE_KINDS
from playwright.sync_api import Page, expect
from search_dialog import SearchDialog

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
ARABIC = PAGE_KINDS["briefing in Arabic"]
SCHEMES = pytest.mark.parametrize("scheme", ["light", "dark"])
LOOKS = ((1440, "light"), (390, "dark"))
"""Rules that ask for colours know no width, and the others no scheme: each meets all that it asks for."""

SCREENS = pytest.mark.parametrize(("width", "scheme"), LOOKS, ids=["wide", "phone"])


def look_at(page: Page, width: int, scheme: Any) -> None:
    """Give the page another screen and another scheme, as a reader who turns a tablet or whose evening begins."""
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    expect(page.locator("body")).to_have_css("color-scheme", scheme)


def faults(page: Page, place: str = "html") -> list[str]:
    """What axe finds on the page as it stands, or in a place of it, one line each: the rule, and the place."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found: dict[str, Any] = page.evaluate(
        """([place, values]) =>
            axe.run(place, { runOnly: { type: 'tag', values }, resultTypes: ['violations'] })""",
        [place, RULES],
    )
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found["violations"] for node in rule["nodes"]]


@pytest.mark.parametrize("path", PAGE_KINDS.values(), ids=PAGE_KINDS)
def test_a_page_has_no_fault(page: Page, site: str, path: str) -> None:
    """No rule of WCAG 2.2 AA that a program can hold a page against is broken, with all that folds open."""
    page.goto(site + path)
    page.evaluate("document.querySelectorAll('article details').forEach((details) => { details.open = true })")
    for width, scheme in LOOKS:
        look_at(page, width, scheme)
        assert faults(page) == [], f"{scheme}, at {width} px"


@SCREENS
@pytest.mark.parametrize(("path", "word", "year"), [("", "ceasefire", "2015"), (ARABIC, "بريتوريا", "2022")])
def test_the_search_has_no_fault(
    reader: Reader, site: str, path: str, word: str, year: str, width: int, scheme: str
) -> None:
    """The search with results, filters chosen and places named has none either, from right to left too."""
    page = reader(width=width, color_scheme=scheme)
    page.goto(site + path)
    search = SearchDialog(page).open()
    search.search(word)
    expect(search.links).not_to_have_count(0)
    search.dialog.locator("details").evaluate("details => { details.open = true }")
    search.choose("year", year)
    assert faults(page, "#p-search") == []


UNMARKED = """() => [...document.querySelectorAll("a[href], button, select:enabled, summary, [tabindex='0']")]
    .filter((one) => !one.closest("dialog") && one.checkVisibility({ visibilityProperty: true }))
    .filter((one) => { one.focus(); return getComputedStyle(one).outlineStyle !== "solid"; })
    .map((one) => one.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("kind", ["briefing", "guarantees", "process"])
def test_the_focus_is_seen(reader: Reader, site: str, kind: str, width: int) -> None:
    """Whatever the keyboard stops at has an outline then: links, what folds, what scrolls, what is chosen from."""
    page = reader(width=width)
    page.goto(site + PAGE_KINDS[kind])
    page.keyboard.press("Tab")
    assert page.evaluate(UNMARKED) == []


def test_a_focus_that_is_lost_is_found(reader: Reader, site: str) -> None:
    """The control of the test above: a style that takes the outline from what folds; a page's policy lets none in."""
    page = reader(bypass_csp=True)
    page.goto(site + PAGE_KINDS["guarantees"])
    page.add_style_tag(content="summary { outline: none !important }")
    page.keyboard.press("Tab")
    assert [line[:8] for line in page.evaluate(UNMARKED)] == ["<summary"]


@SCHEMES
@pytest.mark.parametrize("path", [BRIEFING, ARABIC], ids=["English", "Arabic"])
def test_the_menu_of_a_phone_has_no_fault(reader: Reader, site: str, path: str, scheme: str) -> None:
    """The menu and the contents that fold out on a phone have none either."""
    page = reader(width=390, color_scheme=scheme)
    page.goto(site + path)
    page.locator(".p-contents summary").click()
    page.locator(".p-menu summary").click()
    expect(page.locator(".p-menu nav")).to_be_visible()
    assert faults(page, ".p-menu, .p-contents") == []


def test_the_page_for_what_is_not_found_has_no_fault(page: Page, site: str) -> None:
    """A reader who is lost is served as well as any other."""
    page.goto(f"{site}404.html")
    assert faults(page) == []


START = "<!doctype html><html lang=en><meta charset=utf-8><title>A page</title><main><h1>A page</h1>"
SCHEMED = (
    "<style>body { color-scheme: light } @media (prefers-color-scheme: dark) { body { color-scheme: dark } }</style>"
)
SEEDED = {
    "color-contrast": '<p style="color: #777; background: #888">Hard to read',
    "image-alt": '<img src="data:,">',
    "label": '<input type="text">',
    "link-name": '<a href="#x"></a>',
    "target-size": '<button style="float: left; width: 9px; height: 9px; padding: 0" title="Go"></button>' * 2,
    "aria-required-children": '<div role="table"><p>No row</div>',
}


@pytest.mark.parametrize("rule", SEEDED)
def test_a_fault_is_found(page: Page, serve: Serve, tmp_path: Path, rule: str) -> None:
    """The same look finds each fault put into a page that has no other."""
    (tmp_path / "index.html").write_text(START + SEEDED[rule])
    page.goto(serve(tmp_path))
    for place in ("html", "main"):
        assert rule in {line.partition(":")[0] for line in faults(page, place)}
    (tmp_path / "index.html").write_text(START)
    page.reload()
    assert faults(page) == []


FOR_ONE_LOOK = {
    "on a phone": "<style>@media (min-width: 400px) { p { display: none } }</style><p><img src='data:,'>",
    "in the dark": "<style>@media (prefers-color-scheme: dark) { p { color: #777; background: #888 } }</style><p>Hard",
}


@pytest.mark.parametrize("seed", FOR_ONE_LOOK.values(), ids=FOR_ONE_LOOK)
def test_a_fault_of_the_second_look_is_found(page: Page, serve: Serve, tmp_path: Path, seed: str) -> None:
    """What is wrong on a phone or in the dark alone is found by the second look at a page that was opened once."""
    (tmp_path / "index.html").write_text(f"{START}{SCHEMED}{seed}")
    page.goto(serve(tmp_path))
    found = []
    for width, scheme in LOOKS:
        look_at(page, width, scheme)
        found.append(len(faults(page)))
    assert found == [0, 1]
