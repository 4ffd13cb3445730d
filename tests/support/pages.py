"""What can be seen of any open page."""

from __future__ import annotations

import re

from playwright.sync_api import Page

# What sticks out of the page to the side, unless it stands in something that scrolls by itself.
_STICKING_OUT = """() => [...document.querySelectorAll('body *')].filter((element) => {
    const { right, width } = element.getBoundingClientRect();
    if (!width || right <= document.documentElement.clientWidth + 1) return false;
    for (let up = element.parentElement; up !== document.body; up = up.parentElement)
        if (getComputedStyle(up).overflowX !== 'visible') return false;
    return true;
}).map((element) => element.outerHTML.slice(0, 120))"""


def read_through(page: Page, address: str) -> None:
    """Open a page and read it to its end, so that all it loads on the way is loaded."""
    page.goto(address)
    page.keyboard.press("End")
    page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true })")
    page.wait_for_load_state("networkidle")


def overflow(page: Page) -> list[str]:
    """What makes the page wider than the screen: nothing, where a reader need not scroll to the side."""
    wider = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    return list(page.evaluate(_STICKING_OUT)) or ["the page itself"] if wider else []


def without_policy(html: str) -> str:
    """A built page without its Content-Security-Policy, so that a control can put into it what that would stop."""
    bare, found = re.subn(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", html)
    assert found == 1
    return bare
