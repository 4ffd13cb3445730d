"""The site's Content-Security-Policy in a browser: it stops what is not the site's own, and nothing that is."""

from __future__ import annotations

from pathlib import Path

import pytest
from browsing import Reader, Serve, Watch
from example_site import BRIEFING
from lxml import html
from pages import without_policy
from playwright.sync_api import Page, expect
from search_dialog import SearchDialog

from generator.publishing.policy import POLICY

LISTEN = """
    window.violations = [];
    addEventListener("securitypolicyviolation", (event) => {
        violations.push(`${event.violatedDirective} ${event.blockedURI}`);
    });
"""
INJECTED = {
    "script": ("<script>window.ran = 1</script>", "script-src-elem inline"),
    "handler": ('<img src="x.png" onerror="window.ran = 1">', "script-src-attr inline"),
    "script from elsewhere": (
        '<script src="https://elsewhere.example/x.js"></script>',
        "script-src-elem https://elsewhere.example/x.js",
    ),
    "data script": ('<script src="data:text/javascript,window.ran=1"></script>', "script-src-elem data"),
    "frame": ('<iframe src="https://elsewhere.example/"></iframe>', "frame-src https://elsewhere.example"),
    "object": ('<object data="x.svg"></object>', "object-src "),
    "style": ("<style>h1 { display: none }</style>", "style-src-elem inline"),
    "style attribute": ('<p style="display: none">x</p>', "style-src-attr inline"),
    "image from elsewhere": ('<img src="https://elsewhere.example/x.png">', "img-src https://elsewhere.example/x.png"),
    "base": ('<base href="https://elsewhere.example/">', "base-uri https://elsewhere.example"),
    "script link": ('<a id="go" href="javascript:window.ran = 1">x</a>', "script-src-elem inline"),
}


def violations(page: Page) -> list[str]:
    return [str(one) for one in page.evaluate("violations")]


@pytest.fixture
def listening(page: Page) -> Page:
    """A page that notes every violation of its policy."""
    page.add_init_script(LISTEN)
    return page


def policies(text: str) -> list[str | None]:
    """The policies of a page, of which a browser obeys each."""
    return [
        one.get("content") for one in html.fromstring(text).iterfind("head/meta[@http-equiv='Content-Security-Policy']")
    ]


def test_every_page_has_the_policy(example: Path) -> None:
    """All that a browser may show of the built site; that none of it breaks the policy, `test_pages.py` finds."""
    texts = [file.read_bytes().decode() for file in sorted(example.rglob("*.html"))]
    assert len(texts) > 100
    assert [text[:400] for text in texts if policies(text) != [POLICY]] == []
    assert policies(without_policy(texts[0])) == []


def test_search_and_colours_work_under_the_policy(listening: Page, watch: Watch, site: str) -> None:
    """The index is fetched and WebAssembly runs; the switch of colours works, and its choice is kept."""
    listening.goto(site + BRIEFING)
    assert SearchDialog(listening).open().search("ceasefire") > 0
    listening.get_by_role("button", name="Close").click()
    for _ in range(2):
        listening.locator("label.p-scheme:visible").click()
    expect(listening.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert violations(listening) == []
    listening.goto(site)
    expect(listening.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert (violations(listening), watch.console_errors) == ([], [])


def test_a_choice_for_the_system_follows_it(reader: Reader, site: str) -> None:
    """Who went round the switch to the system's colours has those on the next page, from its beginning."""
    page = reader(color_scheme="dark")
    page.goto(site)
    for _ in range(3):
        page.locator("label.p-scheme:visible").click()
    page.route("**/page.js", lambda route: route.abort())
    page.goto(site + BRIEFING)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


@pytest.mark.parametrize("name", INJECTED)
def test_what_is_injected_is_blocked_and_reported(
    listening: Page, watch: Watch, serve: Serve, example: Path, tmp_path: Path, name: str
) -> None:
    """Were an escaper to fail, the browser would still refuse, and say so to the page and on the console."""
    markup, violation = INJECTED[name]
    home = (example / "index.html").read_text(encoding="utf-8")
    place = "<title>" if name == "base" else "</article>"
    (tmp_path / "index.html").write_text(home.replace(place, markup + place, 1), encoding="utf-8")
    listening.goto(serve(tmp_path), wait_until="domcontentloaded")
    if name == "script link":
        listening.locator("#go").click()
    listening.wait_for_function("violation => violations.some((one) => one.startsWith(violation))", arg=violation)
    assert listening.evaluate("window.ran") is None
    assert [error for error in watch.console_errors if "Content Security Policy" in error]


@pytest.mark.parametrize("name", ["script", "handler", "data script"])
def test_without_the_policy_it_would_run(page: Page, serve: Serve, example: Path, tmp_path: Path, name: str) -> None:
    """The control: the same page without its policy runs what was injected."""
    home = (example / "index.html").read_text(encoding="utf-8").replace("Content-Security-Policy", "x-none")
    (tmp_path / "index.html").write_text(home.replace("</article>", f"{INJECTED[name][0]}</article>"), encoding="utf-8")
    page.goto(serve(tmp_path), wait_until="domcontentloaded")
    page.wait_for_function("window.ran === 1")


def test_no_host_is_told_where_a_reader_comes_from(page: Page, site: str, serve: Serve, tmp_path: Path) -> None:
    """A request that a page makes bears no address of the page, as a link to a source would not."""
    (tmp_path / "x.html").write_text("<!doctype html><title>x</title>")
    elsewhere = serve(tmp_path)
    page.goto(site + BRIEFING)
    page.locator("a[href^='https:']").first.evaluate("(link, href) => { link.href = href; }", f"{elsewhere}x.html")
    with page.expect_request(f"{elsewhere}x.html") as asked:
        page.locator(f"a[href='{elsewhere}x.html']").first.click()
    assert "referer" not in asked.value.all_headers()
