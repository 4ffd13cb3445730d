"""What an author types is what a reader sees: no field of a briefing can put anything but text on a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from browsing import Serve, Watch
from canaries import MARK
from example_site import published
from hostile_pages import FOREIGN, PROVOKE, build_hostile, note_dialogs
from pages import without_policy
from playwright.sync_api import Page
from proof import Proof
from search_dialog import SearchDialog

FIELDS = "A field full of hostile words: nothing runs, asks elsewhere or changes"


class Payload(NamedTuple):
    """Words that would be more than words where a page let them; `prose` leaves out what prose gives a meaning."""

    text: str
    prose: str


_MARKUP = (
    """<script>run('script')</script><img src=x onerror="run('image')"> " onmouseover="run('attribute')" x=' """
    """onfocus='run(1)' autofocus </title></textarea></script><svg onload=run('svg')> &lt;b&gt; &amp;amp; &#60; """
    "<!-- ]]>"
)
_TEMPLATES = (
    """{{ run(7) }} {% raw %} {# x #} ${run(8)} | --- | {: #x onclick="run('list')" } { #y .z } ]: %3Cb%3E \\"""
)
PAYLOADS = {
    "markup": Payload(_MARKUP, f"So {_MARKUP}"),
    "Markdown": Payload(
        "# [a](javascript:run(6)) ![b](http://elsewhere.example/c.png) <http://elsewhere.example/> **c** _d_ `e` ~~~ "
        f"[[us]] [@s] --- {_TEMPLATES}",
        f"So {_TEMPLATES}",
    ),
    "beginnings": Payload("--- - 1. > ``` === +++ title: x ...", "So --- - 1. > === +++ title: x ..."),
}


def typed(value: Any, payload: Payload) -> Any:
    """The data with a payload before the canary in each field that holds words."""
    if isinstance(value, dict):
        return {key: typed(below, payload) for key, below in value.items()}
    if isinstance(value, list):
        return [typed(below, payload) for below in value]
    in_prose = re.sub(r"^Words with ", lambda _: f"{payload.prose} ", value)
    return re.sub(r"^(?:Words|Some) (\w+) here$", lambda found: f"{payload.text} {found[1]}", in_prose)


@pytest.fixture(scope="module", params=PAYLOADS)
def payload(request: pytest.FixtureRequest) -> Payload:
    return PAYLOADS[request.param]


@pytest.fixture(scope="module")
def hostile(payload: Payload, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built site in which every field that holds words holds the payload."""
    return build_hostile(tmp_path_factory.mktemp("hostile"), lambda data: typed(data, payload))


@pytest.fixture
def dialogs(page: Page) -> list[str]:
    """What the page asked in dialogs; each is dismissed."""
    return note_dialogs(page)


def canaries_in(text: str) -> Iterator[tuple[str, str]]:
    """Each canary of a page's text, and what stands before it."""
    for found in re.finditer(rf"{MARK}hostile[0-9]+", text):
        yield found[0], text[: found.start()]


@pytest.mark.proof
def test_every_page_shows_what_was_typed(
    page: Page, watch: Watch, serve: Serve, hostile: Path, payload: Payload, dialogs: list[str], proof: Proof
) -> None:
    """On no page does anything run, ask elsewhere or become an element; every field reads as it was typed."""
    address, seen, changed = serve(hostile), set(), []
    for path, _ in published(hostile):
        page.goto(address + path)
        page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true })")
        text = " ".join(page.locator("#p-content").inner_text().replace("\u2060", "").split())
        for token, before in canaries_in(text):
            if before.endswith((f"{payload.text} ", f"{payload.prose} ")):
                seen.add(token)
            elif before.endswith("]}\"' "):
                changed.append((path, token, before[-80:]))
        assert page.evaluate(FOREIGN) == [], path
        page.evaluate(PROVOKE)
        assert page.evaluate("ran") == [], path
    assert changed == []
    assert len(seen) > 60
    assert (dialogs, watch.off_origin, watch.console_errors) == ([], [], [])
    proof.held(FIELDS, len(seen), len(seen) - len(changed))


def test_results_of_a_search_show_what_was_typed(
    page: Page, watch: Watch, serve: Serve, hostile: Path, payload: Payload, dialogs: list[str]
) -> None:
    """The search lists the pages with their titles and texts as they were typed."""
    page.goto(serve(hostile))
    search = SearchDialog(page).open()
    assert search.search(MARK) > 3
    assert any(payload.text in title for title in search.links.all_inner_texts())
    assert page.locator("#p-search :is(img, script, iframe)").count() == 0
    page.evaluate(PROVOKE)
    assert page.evaluate("ran") == []
    assert (dialogs, watch.off_origin, watch.console_errors) == ([], [], [])


@pytest.mark.proof
def test_the_same_words_raw_are_caught(
    page: Page, watch: Watch, serve: Serve, example: Path, tmp_path: Path, dialogs: list[str], proof: Proof
) -> None:
    """The same words put into a page without being escaped run, become elements and ask elsewhere."""
    text = without_policy((example / "about/index.html").read_text(encoding="utf-8"))
    in_attribute = _MARKUP[_MARKUP.index('" onmouseover') :]
    raw = f'{_MARKUP}--><img src="http://elsewhere.example/c.png"><script>alert(1)</script><p title="{in_attribute}-->'
    (tmp_path / "index.html").write_text(text.replace("</h1>", f"</h1>{raw}", 1), encoding="utf-8")
    page.goto(serve(tmp_path))
    assert len(page.evaluate(FOREIGN)) > 2
    page.evaluate(PROVOKE)
    assert {"script", "image", "svg", "attribute"} <= set(page.evaluate("ran"))
    assert dialogs == ["1"]
    assert watch.off_origin == ["http://elsewhere.example/c.png"]
    proof.fired(FIELDS, 4, len({"script", "image", "svg", "attribute"} & set(page.evaluate("ran"))))
