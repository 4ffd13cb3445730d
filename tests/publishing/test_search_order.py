"""Facets in order: the index of a site is the same at every run, though Pagefind's own differs."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_site import files_below

from generator.publishing import search
from generator.publishing.search_order import Item, decode, encode

ITEMS: st.SearchStrategy[Item] = st.recursive(
    st.integers(0, 2**64 - 1) | st.text(max_size=300), lambda inner: st.lists(inner, max_size=30), max_leaves=40
)


def site_with_facets(folder: Path) -> Path:
    """Pages in two languages with eight facets of eight values each."""
    values = "".join(
        f'<span data-pagefind-filter="facet{facet}[data-value]" data-value="value {value}"></span>'
        for facet in range(8)
        for value in range(8)
    )
    for language in ("en", "fr"):
        (folder / language).mkdir(parents=True)
        page = f'<!doctype html><html lang="{language}"><body><h1>A page</h1><p>Text</p>{values}</body></html>'
        (folder / language / "index.html").write_text(page)
    return folder


def indexes(folder: Path) -> set[frozenset[tuple[str, bytes]]]:
    """What four runs make of the same site."""
    made = set()
    for run in range(4):
        site = site_with_facets(folder / str(run))
        search.write_search_index(site)
        made.add(frozenset(files_below(site).items()))
    return made


def test_every_run_makes_the_same_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Four runs over equal sites make one index; left as Pagefind writes it, they make several."""
    assert len(indexes(tmp_path / "sorted")) == 1
    monkeypatch.setattr(search, "put_in_order", lambda folder: None)
    assert len(indexes(tmp_path / "as they come")) > 1


@given(ITEMS)
def test_an_item_is_read_as_it_was_written(item: Item) -> None:
    """Numbers, texts and lists of any size survive."""
    assert decode(encode(item)) == item


@pytest.mark.parametrize(
    ("content", "item"),
    [(b"\x17", 23), (b"\x18\x18", 24), (b"\x19\x01\x00", 256), (b"\x62\xc3\xbc", "ü"), (b"\x82\x01\x02", [1, 2])],
)
def test_items_are_those_of_the_standard(content: bytes, item: Item) -> None:
    """Examples of RFC 8949, Appendix A, both ways."""
    assert decode(content) == item
    assert encode(item) == content


@pytest.mark.parametrize("content", [b"\xf6", b"\xa0", b"\x01\x01"])
def test_what_is_not_known_is_refused(content: bytes) -> None:
    """Null, a mapping, a second item: none of these is Pagefind's, so its files have changed."""
    with pytest.raises(ValueError, match="item"):
        decode(content)
