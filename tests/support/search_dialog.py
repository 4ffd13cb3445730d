"""The search dialog as a reader uses it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect


@dataclass(frozen=True)
class SearchDialog:
    """The dialog of one page. Every step waits for the answer."""

    page: Page

    @property
    def dialog(self) -> Locator:
        return self.page.locator("#p-search")

    @property
    def opener(self) -> Locator:
        """The control in the header."""
        return self.page.locator(".p-search-open")

    @property
    def input(self) -> Locator:
        return self.page.locator("#p-search-input")

    @property
    def filters(self) -> Locator:
        """The part with all facets."""
        return self.dialog.locator(".p-search-filters")

    @property
    def links(self) -> Locator:
        """The link to each page found."""
        return self.dialog.locator(".p-search-results > li > a")

    def facet(self, name: str) -> Locator:
        """The choices of a facet."""
        return self.dialog.locator(f"select[name={name}]")

    def open(self) -> SearchDialog:
        """Open it by the control in the header."""
        self.opener.click()
        self.status()
        return self

    def status(self) -> str:
        """What the dialog says once it has searched, and counted what each choice would leave."""
        for part in (self.dialog.locator(".p-search-results"), self.filters):
            expect(part).to_have_attribute("aria-busy", "false")
        return self._said()

    def search(self, text: str) -> int:
        """Type a text in place of what stands there; how many pages are found."""
        self.input.fill(text)
        return self.count()

    def choose(self, facet: str, option: str) -> int:
        """Choose a value of a facet; how many pages are left."""
        self.facet(facet).select_option(option)
        return self.count()

    def count(self) -> int:
        """How many pages are found."""
        self.status()
        return self.found()

    def found(self) -> int:
        """How many pages the dialog says are found by now."""
        found = re.match(r"\d+", self._said())
        return int(found[0]) if found else 0

    def addresses(self) -> list[str]:
        """The address of every page found, with all results shown."""
        more = self.dialog.locator(".p-search-more")
        while more.is_visible():
            shown = self.links.count()
            more.click()
            expect(self.links).not_to_have_count(shown)
        return [str(address) for address in self.links.evaluate_all("links => links.map(link => link.href)")]

    def _said(self) -> str:
        return self.dialog.get_by_role("status").inner_text()
