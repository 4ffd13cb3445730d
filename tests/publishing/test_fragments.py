"""Parts of the theme's page that are rendered once are what they are where each page renders them anew."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import jinja2
import pytest
from lxml import html
from mkdocs.commands.build import build
from mkdocs.config import load_config
from small_site import EDITION, PAGES, Publish

from generator.edition import Page, Pages
from generator.publishing import fragments
from generator.publishing.fragments import Fragments
from generator.publishing.plugin import BriefingsPlugin

ROOT = Path(__file__).resolve().parents[2]


def test_every_page_of_the_example_is_the_same_either_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In all its languages, at every depth, and with drafts."""
    config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(tmp_path))
    environments: list[jinja2.Environment] = []
    config.plugins._register_event("env", lambda env, **_: environments.append(env))
    config.plugins.on_startup(command="serve", dirty=False)
    build(config, serve_url="http://localhost/")
    loaded = config.plugins["briefings"]
    assert isinstance(loaded, BriefingsPlugin)
    short = {path: loaded.shown.html(path) for path in loaded.shown.paths}
    asked: list[tuple[Any, ...]] = []

    def anew(*inputs: Any, caller: Callable[[], str]) -> str:
        asked.append(inputs)
        return caller()

    monkeypatch.setattr(environments[0].globals["fragments"], "once", anew)
    assert short == {path: loaded.shown.html(path) for path in short}
    languages = {html.fromstring(page).get("lang") for page in short.values()}
    assert {"en", "ar", "uk"} <= languages
    assert len(asked) == 3 * len(short)


def test_equal_inputs_are_asked_for_once() -> None:
    """Texts are equal by what they say, all else only by being the same object."""
    once, words = Fragments().once, {"home": "Home"}
    assert once("footer", "".join(["..", "/"]), words, None, caller=lambda: "first") == "first"
    assert once("footer", "../", words, None, caller=lambda: "second") == "first"
    assert once("footer", "../", dict(words), None, caller=lambda: "third") == "third"
    assert once("footer", "./", words, None, caller=lambda: "fourth") == "fourth"
    assert once("header", "../", words, None, caller=lambda: "fifth") == "fifth"


def test_what_is_not_defined_vouches_for_nothing() -> None:
    """A site's own words may depend on anything."""
    once = Fragments().once
    assert [once("footer", jinja2.Undefined(), caller=said.__str__) for said in "ab"] == ["a", "b"]


def test_no_more_is_kept_than_a_site_of_ours_needs(monkeypatch: Any) -> None:
    """Inputs that are another on each page cost no memory."""
    monkeypatch.setattr(fragments, "MOST", 1)
    once = Fragments().once
    assert [once(name, caller=said.__str__) for name, said in ("a1", "b2", "a3", "b4")] == [
        "1",
        "2",
        "1",
        "4",
    ]


def test_a_site_may_have_words_that_depend_on_the_page(root: Path, publish: Publish) -> None:
    """Where its theme brings its own, each page has those meant for it."""
    words = root / "site_templates" / "theme" / "partials" / "words.html"
    shutil.copytree(ROOT / "site_templates" / "theme", words.parents[1])
    words.write_text("{% macro word(key) %}{{ key }} on {{ page.url if page else 'none' }}{% endmacro %}")
    archive = Page("archive/index.md", "# Archive\n", "Archive")
    publish(replace(EDITION, pages=Pages.of([*PAGES, archive])))
    for url in ("", "briefings/river-line/"):
        page = html.parse(root / "site" / url / "index.html")
        assert page.xpath("//footer//p")[1].text == f"footer_note on {url}"
        assert page.xpath("//dialog/@data-none") == [f"search_none on {url}"]
