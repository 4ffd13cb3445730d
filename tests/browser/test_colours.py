"""The switch of colours: three positions, kept from page to page, and what the system wants until it is used."""

from __future__ import annotations

import pytest
from browsing import Reader
from example_site import BRIEFING
from playwright.sync_api import Page, expect

PAPER = {"light": "rgb(255, 255, 255)", "dark": "rgb(20, 23, 26)"}


def expect_paper(page: Page, scheme: str) -> None:
    """The page's ground, and with it what the scrollbars and controls of the browser follow."""
    expect(page.locator("body")).to_have_css("background-color", PAPER[scheme])
    expect(page.locator("body")).to_have_css("color-scheme", scheme)


def switch(page: Page) -> None:
    """Use the control in the header once."""
    page.locator("label.p-scheme:visible").click()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_system_decides_at_first(reader: Reader, site: str, scheme: str) -> None:
    """A reader who chose nothing gets the colours of the system, also when they change while reading."""
    page = reader(color_scheme=scheme)
    page.goto(site)
    expect_paper(page, scheme)
    other = "dark" if scheme == "light" else "light"
    page.emulate_media(color_scheme=other)  # type: ignore[arg-type]
    expect_paper(page, other)


def test_a_choice_lasts(reader: Reader, site: str) -> None:
    """The switch goes from the system's colours to light to dark and round; what was chosen holds on other pages."""
    page = reader(color_scheme="light")
    page.goto(site)
    switch(page)
    expect_paper(page, "light")
    switch(page)
    expect_paper(page, "dark")
    page.goto(site + BRIEFING)
    expect_paper(page, "dark")
    page.reload()
    expect_paper(page, "dark")
    switch(page)
    expect_paper(page, "light")


def test_the_switch_answers_to_the_keyboard(reader: Reader, site: str) -> None:
    """The switch is a set of named choices that arrows move through."""
    page = reader(color_scheme="light")
    page.goto(site)
    page.get_by_role("radio", name="Colours: as the system has them").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="Colours: dark")).to_be_checked()
    expect_paper(page, "dark")


def test_dark_is_dark_from_the_first_paint(reader: Reader, site: str) -> None:
    """The scheme is set before the text is there: no reader of a dark page sees a white flash."""
    page = reader(color_scheme="dark")
    page.route("**/*.js", lambda route: route.abort())
    page.goto(site + BRIEFING)
    expect_paper(page, "dark")
