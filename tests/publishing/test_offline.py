"""A page made for reading from a disk names files, allows files, and says to its search what the page says."""

from __future__ import annotations

import json
from typing import Any

import pytest
from markupsafe import escape

from generator.publishing.offline import (
    ENGINE,
    OFFLINE_POLICY,
    LeadsNowhereError,
    check_links,
    file_address,
    offline_page,
    offline_style,
    zipped,
)
from generator.publishing.offline_search import index_scripts, record_of
from generator.publishing.policy import POLICY

HOSTILE = "</script><mark>&amp; \u2028 \\ \" ' اتفاق 和平"


@pytest.mark.parametrize(
    ("address", "named"),
    [
        ("players/ua/", "players/ua/index.html"),
        ("../players/ua/#roles", "../players/ua/index.html#roles"),
        ("./", "index.html"),
        (".", "index.html"),
        ("..", "../index.html"),
        ("../..", "../../index.html"),
        ("guarantees/?form=pact#t", "guarantees/index.html?form=pact#t"),
        ("data/parley.sqlite", "data/parley.sqlite"),
        ("data/LICENSE", "data/LICENSE"),
        ("#sources", "#sources"),
        ("?form=pact", "?form=pact"),
        ("https://example.org/a/", "https://example.org/a/"),
        ("//example.org/a/", "//example.org/a/"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("", ""),
    ],
)
def test_an_address_names_a_file(address: str, named: str) -> None:
    """A folder becomes the file in it; what is a file, a place or elsewhere stays."""
    assert file_address(address) == named


def test_only_links_of_a_page_change() -> None:
    """Text that looks like a link, data and pictures stay; a former address leads to a file."""
    kept = (
        '<p>href="a/" &lt;a href="b/"&gt;</p><img src="c.png"><script type="application/ld+json">{"u": "d/"}</script>'
    )
    page = f'{kept}<a class="x > y" href="e/">e</a><meta http-equiv="refresh" content="0; url=../f/">'
    changed = (
        f'{kept}<a class="x > y" href="e/index.html">e</a><meta http-equiv="refresh" content="0; url=../f/index.html">'
    )
    assert offline_page(page) == changed


def test_the_policy_is_that_of_a_disk() -> None:
    """It takes the place of the site's, names no host and no `'self'`, and lets nothing be fetched."""
    page = offline_page(f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">')
    assert str(escape(OFFLINE_POLICY)) in page
    assert str(escape(POLICY)) not in page
    assert not {"'self'", "'unsafe-inline'", "'wasm-unsafe-eval'", "connect-src", "http:", "https:"} & set(
        OFFLINE_POLICY.replace(";", " ").split()
    )
    assert OFFLINE_POLICY.startswith("default-src 'none'; ")


def test_a_page_loads_the_engine_before_its_search() -> None:
    """From the folder its search comes from; and no font is loaded ahead, which a disk would refuse."""
    script = '<script src="../../assets/javascripts/search.js" defer></script>'
    page = offline_page(f'<link rel="preload" href="a.woff2" as="font" crossorigin>{script}')
    assert page == f'<script src="../../{ENGINE}" defer></script>{script}'


def test_fonts_are_shown_however_late() -> None:
    """None is loaded ahead, so one that may be left out would be left out on every page."""
    style = b'@font-face { font-family: "A"; font-display: optional; } p { color: red }'
    assert offline_style(style) == style.replace(b"optional", b"swap")


PAGES = {"index.html": b'<a href="a/index.html#x">', "a/index.html": b'<img src="../m%20p.png">', "m p.png": b""}


@pytest.mark.parametrize("missing", ["a/index.html", "m p.png"])
def test_a_link_that_leads_nowhere_is_found(missing: str) -> None:
    """Of a copy that is whole nothing is said; of one that lacks a file, which page leads there."""
    check_links(PAGES)
    with pytest.raises(LeadsNowhereError, match="leads to"):
        check_links({path: content for path, content in PAGES.items() if path != missing})


def test_a_link_out_of_the_copy_is_found() -> None:
    """However the address goes about it."""
    for address in ("../index.html", "a/../../index.html", "/index.html"):
        for tag in (
            f'<a href="{address}">',
            f"<A HREF='{address}'>",
            f'<meta http-equiv="refresh" content="0; url={address}">',
        ):
            with pytest.raises(LeadsNowhereError, match="index"):
                check_links({"index.html": tag.encode()})


def test_an_address_that_is_only_shown_leads_nowhere_and_may() -> None:
    """Text and code have quotes as they were typed, and data names what it likes."""
    shown = (
        '<p>As src="a.png"</p><code>&lt;img src="b.png"&gt;</code><script type="application/json">{"href="c/"}</script>'
    )
    check_links({"index.html": shown.encode()})


def test_equal_files_make_equal_copies() -> None:
    """In whatever order they come."""
    assert zipped(PAGES, "talks") == zipped(dict(reversed(PAGES.items())), "talks")
    assert zipped(PAGES, "talks") != zipped({**PAGES, "m p.png": b"1"}, "talks")


def page(body: str, language: str = "en") -> bytes:
    head = '<span data-pagefind-meta="title[data-value]" data-value="Talks &lt;b&gt;"></span>'
    facet = '<span data-pagefind-filter="year[data-value]" data-value="2015"></span>'
    day = '<span data-pagefind-sort="date[data-value]" data-value="2015-02-12"></span>'
    text = f"<article data-pagefind-body><div hidden>{head}{facet}{day}</div>{body}</article>"
    return f'<!doctype html><html lang="{language}"><body><p>Menu</p>{text}<p>Foot</p>'.encode()


def indexed(content: bytes, language: str = "en") -> dict[str, Any]:
    record = record_of("a/index.html", content)
    assert record
    script = index_scripts([record])[language].decode()
    (found,) = json.loads(script.removeprefix("globalThis.parleyIndex = ").removesuffix(";\n"))
    assert isinstance(found, dict)
    return found


def test_the_index_says_what_the_page_says() -> None:
    """Section by section, without menus, links to sections, and what is not to be found."""
    mark = '<a class="headerlink" href="#x">Link</a>'
    cited = '<a href="#source-s">[1]</a>'
    opening = f"<h1>Talks</h1><!-- no --><p>One{cited}<br>two.</p>"
    body = f'{opening}<h2 id="x">Te<i>rm</i>s{mark}</h2><ul><li>a</li><li>b</li></ul>'
    found = indexed(
        page(f'{body}<div data-pagefind-ignore><p>Cite</p></div>tail<h3 id="y">Due</h3><td>1</td><td>2</td>')
    )
    assert found["text"] == "Talks One two."
    assert [(one["anchor"], one["title"], one["text"]) for one in found["sections"]] == [
        ("x", "Terms", "Terms a b tail"),
        ("y", "Due", "Due 1 2"),
    ]
    assert (found["meta"], found["filters"], found["date"]) == (
        {"title": "Talks <b>"},
        {"year": ["2015"]},
        "2015-02-12",
    )


def test_text_of_any_kind_is_indexed_as_typed() -> None:
    """And cannot end the script it stands in."""
    assert indexed(page(f"<p>{escape(HOSTILE)}</p>", "ar"), "ar")["text"] == " ".join(HOSTILE.split())


def test_a_page_that_search_leaves_out_is_left_out() -> None:
    """As one without a body for the index is."""
    assert record_of("a/index.html", b"<html lang=en><article>Gone</article>") is None


def test_languages_are_apart() -> None:
    """One script each."""
    records = [record_of(f"{tag}/index.html", page("<p>x</p>", tag)) for tag in ("uk", "en")]
    assert list(index_scripts(one for one in records if one)) == ["en", "uk"]
