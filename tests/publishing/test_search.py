"""Pagefind's index of a built site."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from small_site import files_below

from generator.publishing import search
from generator.publishing.search import SearchIndexError, write_search_index


def small_site(folder: Path, text: str = "Both banks agree.") -> Path:
    folder.mkdir()
    (folder / "index.html").write_text(f'<!doctype html><html lang="en"><body><h1>Home</h1><p>{text}</p></body></html>')
    return folder


def test_every_page_is_indexed(tmp_path: Path) -> None:
    """The index stands in `pagefind/` and counts the page."""
    write_search_index(small_site(tmp_path / "site"))
    entry = json.loads((tmp_path / "site" / "pagefind" / "pagefind-entry.json").read_text())
    assert entry["languages"]["en"]["page_count"] == 1


def test_equal_sites_get_equal_indexes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings of Pagefind that lie around change nothing; another text does."""
    one, other, third = tmp_path / "one", tmp_path / "other", tmp_path / "third"
    write_search_index(small_site(one))
    monkeypatch.setenv("PAGEFIND_FORCE_LANGUAGE", "fr")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pagefind.yml").write_text("force_language: fr\n")
    write_search_index(small_site(other))
    write_search_index(small_site(third, "Neither agrees."))
    assert files_below(one) == files_below(other) != files_below(third)


def test_a_failed_index_says_why(tmp_path: Path) -> None:
    """Pagefind's own words come through: here that there is nothing to index."""
    (tmp_path / "site").mkdir()
    with pytest.raises(SearchIndexError, match="did not contain any html"):
        write_search_index(tmp_path / "site")


def test_a_missing_program_is_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message names the way out."""

    def missing(_: str) -> None:
        raise ModuleNotFoundError

    monkeypatch.setattr(search, "import_module", missing)
    with pytest.raises(SearchIndexError, match=r"pip install 'pagefind\[bin\]'"):
        write_search_index(small_site(tmp_path / "site"))
