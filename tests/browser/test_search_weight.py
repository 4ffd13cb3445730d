"""What a first search costs a reader is counted where it is sent."""

from __future__ import annotations

import gzip
from pathlib import Path

from playwright.sync_api import Browser
from search_weight import served, weight

MOST = 300_000


def test_the_first_result_weighs_little(browser: Browser, example: Path) -> None:
    """Engine and index are in the weight, compressed, and all together stay below the limit."""
    engine = len(gzip.compress((example / "pagefind" / "pagefind.js").read_bytes()))
    (module,) = (example / "pagefind").glob("wasm.en.*")
    assert engine + module.stat().st_size < weight(browser, example, "parley", "guarantees") < MOST


def test_more_is_counted_where_more_is_sent(browser: Browser, tmp_path: Path) -> None:
    """A page that loads a file for each search weighs what that file does and its header."""
    (tmp_path / "pagefind").mkdir()
    (tmp_path / "pagefind" / "pagefind.js").write_text(
        "export const init = () => fetch(new URL('index.bin', import.meta.url)).then((one) => one.arrayBuffer());\n"
        "export const search = () => ({ results: [{ data: () => 1 }] });\n"
    )
    (tmp_path / "index.html").write_text("<!doctype html><title>A page</title><link rel=icon href=data:,>")
    weights = []
    for size in (1_000, 9_000):
        (tmp_path / "pagefind" / "index.bin").write_bytes(bytes(size))
        weights.append(weight(browser, tmp_path, "pagefind", "any"))
    assert weights[1] - weights[0] == 8_000
    assert 1_000 < weights[0] < 2_500


def test_each_piece_is_noted_with_its_path(browser: Browser, tmp_path: Path) -> None:
    """Header and body of an answer are under the path that was asked for."""
    (tmp_path / "index.html").write_text("<!doctype html><title>A page</title><link rel=icon href=data:,>")
    with served(tmp_path) as (address, sent):
        page = browser.new_page()
        page.goto(f"{address}?any", wait_until="networkidle")
        page.close()
    assert {path for path, _ in sent} == {"/"}
    assert sum(size for _, size in sent) > len("<!doctype html>")
