"""Whole pages of a small site, as Markdown. `python tests/support/sites.py` writes them anew."""

from __future__ import annotations

from functools import lru_cache

import pytest
from sites import GOLDEN, GOLDEN_PAGES, SITE, pages_of


@lru_cache
def small_site() -> dict[str, str]:
    """The pages of `tests/site`, made once."""
    return pages_of(SITE)


@pytest.mark.parametrize("page", GOLDEN_PAGES)
def test_page_is_as_golden(page: str) -> None:
    """The page is, to the letter, the one that somebody looked at."""
    assert small_site()[page] == (GOLDEN / page).read_text(encoding="utf-8")


def test_every_golden_file_is_compared() -> None:
    """No golden file lies there unused."""
    found = {path.relative_to(GOLDEN).as_posix() for path in GOLDEN.rglob("*.md")}
    assert found == set(GOLDEN_PAGES)
