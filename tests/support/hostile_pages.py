"""What is looked for on pages full of hostile words: what ran, what became an element, what was asked elsewhere."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from canaries import Cage
from command_line import run_parley
from playwright.sync_api import Dialog, Page

MKDOCS_YML = """\
site_name: Desk <b>&amp; "Sons"
docs_dir: briefings
theme: {name: material, font: false, palette: {scheme: default}}
plugins: [briefings]
markdown_extensions: [attr_list, tables, {toc: {permalink: Link to this section, toc_depth: 3}}]
"""
FAR_FUTURE = "1893456000"  # 2030-01-01, before every day ahead that the canaries name
COUNT_RUNS = "window.ran = []; window.run = (what) => window.ran.push(what)"
EVENTS = ("mouseover", "pointerenter", "click", "error", "load", "toggle", "animationstart", "wheel")
PROVOKE = """() => {
    for (const element of document.querySelectorAll('*')) {
        element.dispatchEvent(new MouseEvent('mouseover'));
        if (element.focus) element.focus();
    }
}"""
PROVOKE_ALL = """(events) => {
    for (const element of document.querySelectorAll('#p-content *')) {
        if (element.focus) element.focus({ preventScroll: true });
        const goes = element.closest('a[href], button, summary');
        for (const event of events) if (event !== 'click' || !goes) element.dispatchEvent(new Event(event));
    }
}"""
FOREIGN = """() => [...document.querySelectorAll('*')].filter((element) =>
    [...element.attributes].some(({ name, value }) => name.startsWith('on') || /^\\s*javascript:/i.test(value))
    || element.matches('article :is(script, img, iframe, object, textarea, svg:not([class]))')
).map((element) => element.outerHTML.slice(0, 200))"""


def build_hostile(folder: Path, typed: Callable[[Any], Any], *, settings: str = MKDOCS_YML) -> Path:
    """A built site in which every field that holds words went through `typed`."""
    cage, registry = Cage("hostile"), folder / "briefings/registry"
    registry.mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    briefing = json.dumps(typed(cage.briefing()), ensure_ascii=False)
    (folder / "briefings/hostile.yaml").write_text(briefing, encoding="utf-8")
    for name, entries in cage.registry().items():
        (registry / f"{name}.yaml").write_text(json.dumps(typed(entries), ensure_ascii=False), encoding="utf-8")
    done = run_parley(folder, "build", SOURCE_DATE_EPOCH=FAR_FUTURE)
    assert done.returncode == 0, done.stderr
    return folder / "site"


def note_dialogs(page: Page) -> list[str]:
    """What the page will ask in dialogs; each is dismissed. What runs is counted in `window.ran`."""
    asked: list[str] = []

    def note(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", note)
    page.add_init_script(COUNT_RUNS)
    return asked
