"""Pictures as readers meet them: on a phone, without a script, without colours, and without seeing them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from browsing import Reader, Serve, Watch
from playwright.sync_api import Locator, Page, expect

QUESTION = "Is a final accord approved by the end of 2016?"
SMALLEST = 11
SHOWN_TEXT = "(svg) => [...svg.querySelectorAll('text')].map((text) => text.getBoundingClientRect())"
FONT_SIZE = "(svg) => parseFloat(getComputedStyle(svg).fontSize) * svg.getScreenCTM().a"
LOOKS = """(svg) => [...svg.querySelectorAll('.p-pic-line')].map((line) => {
  const style = getComputedStyle(line);
  return [style.stroke, style.strokeDasharray];
})"""


def picture(page: Page) -> Locator:
    return page.get_by_role("img", name=f"How likely each scenario was called: {QUESTION}")


@pytest.fixture
def outlook(example: Path, serve: Serve) -> str:
    return f"{serve(example)}outlook/"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_a_picture_can_be_read(reader: Reader, outlook: str, width: int, scheme: Any, watch: Watch) -> None:
    """Its words are eleven pixels or more, and all of them lie on the screen."""
    page = reader(width=width, color_scheme=scheme)
    page.goto(outlook)
    assert picture(page).evaluate(FONT_SIZE) >= SMALLEST
    assert all(box["left"] >= 0 and box["right"] <= width for box in picture(page).evaluate(SHOWN_TEXT))
    assert watch.console_errors == []


def test_words_in_a_picture_do_not_touch(reader: Reader, outlook: str) -> None:
    """Labels make way for each other."""
    page = reader(width=390)
    page.goto(outlook)
    boxes = picture(page).evaluate(SHOWN_TEXT)
    assert len(boxes) > 5
    assert not [(a, b) for a in boxes for b in boxes if a != b and overlap(a, b)]


def overlap(a: dict[str, float], b: dict[str, float]) -> bool:
    """Whether the middles of two boxes overlap: the line's own height has room to spare above and below."""
    return (
        a["left"] < b["right"]
        and b["left"] < a["right"]
        and a["top"] + 3 < b["bottom"] - 3
        and b["top"] + 3 < a["bottom"] - 3
    )


def test_lines_are_told_apart_without_colours(reader: Reader, outlook: str) -> None:
    """With forced colours both are of one colour, and their dashes differ; otherwise both differ."""
    seen, forced = reader(), reader(forced_colors="active")
    for page in (seen, forced):
        page.goto(outlook)
    colours, dashes = (set(one) for one in zip(*picture(seen).evaluate(LOOKS), strict=True))
    forced_colours, forced_dashes = (set(one) for one in zip(*picture(forced).evaluate(LOOKS), strict=True))
    assert (len(colours), len(dashes)) == (2, 2)
    assert (len(forced_colours), len(forced_dashes)) == (1, 2)


def test_who_does_not_see_it_is_told(reader: Reader, outlook: str) -> None:
    """The picture has a description, and the table that follows has every figure."""
    page = reader(java_script_enabled=False)
    page.goto(outlook)
    expect(picture(page)).to_have_accessible_description(
        "From 26 September 2016 to 30 November 2016. "
        "A, An accord is approved by the end of 2016: from 75\N{NO-BREAK SPACE}% to 35–50\N{NO-BREAK SPACE}%. "
        "B, No accord is approved by the end of 2016: from 25\N{NO-BREAK SPACE}% to 50–65\N{NO-BREAK SPACE}%. "
        "The table beside it has every figure."
    )
    table = page.locator("figure", has=picture(page)).locator("xpath=following::table[1]")
    for row, first in enumerate(["As of", "26 Sept 2016", "3 Oct 2016", "Outcome"]):
        expect(table.get_by_role("row").nth(row)).to_contain_text(first)


def test_the_key_leads_to_the_scenarios(reader: Reader, outlook: str) -> None:
    """By keyboard, from the picture to what a line stands for."""
    page = reader()
    page.goto(outlook)
    entry = page.locator("figure", has=picture(page)).get_by_role("link", name="No accord is approved")
    entry.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/briefings/colombia-revised-accord-approved/#scenario-accord-not-approved")


def test_the_scorecard_is_a_click_from_the_outlook(reader: Reader, outlook: str) -> None:
    """It says what its figures mean beside them."""
    page = reader()
    page.goto(outlook)
    page.get_by_role("link", name="scorecard").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Scorecard")
    expect(page.get_by_text("0 is perfect, 2 the worst").first).to_be_visible()
