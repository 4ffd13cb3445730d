"""Some five hundred payloads in every field: no script, no request, no word changed, on pages, in data, on paper."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from browsing import Serve, Watch
from canaries import MARK
from example_site import published
from hostile_pages import EVENTS, FOREIGN, PROVOKE_ALL, build_hostile, note_dialogs
from lxml import etree, html
from pages import without_policy
from payloads import PAYLOADS, as_prose
from playwright.sync_api import Page
from proof import Proof
from search_dialog import SearchDialog

PAGES = "A payload in a field of a page in Chromium: 0 scripts, 0 requests elsewhere, 0 words changed"
FILES = "A file for machines full of payloads: read back as it was typed"
PAPER = "A PDF full of payloads: no action, no address but the sources'"
A_SITE = 42  # payloads
GROUPS = [PAYLOADS[start : start + A_SITE] for start in range(0, len(PAYLOADS), A_SITE)]
# It stands between the payloads and the canary of a field, and so tells where both are shown.
END = "qqq"
LIMIT = 340
HOSTS_OF_SOURCES = re.compile(
    r"https://example\.(org|net)/|https://www\.wikidata\.org/|https://creativecommons\.org/|#"
)

pytestmark = pytest.mark.proof
in_groups = pytest.mark.parametrize(
    "group", [GROUPS[0], *(pytest.param(group, marks=pytest.mark.long) for group in GROUPS[1:])], ids=range(len(GROUPS))
)


def words(group: tuple[str, ...], *, prose: bool = False, limit: int = 10_000) -> str:
    """The payloads as one text, as far as the field takes them."""
    text = " ".join(map(as_prose, group) if prose else group)
    return f"{text if len(text) <= limit else text[:limit].rsplit(' ', 1)[0]} {END}"


def typed(data: Any, group: tuple[str, ...], key: str = "") -> Any:
    """The data with the payloads before the canary in each field that holds words."""
    if isinstance(data, dict):
        return {name: typed(below, group, name) for name, below in data.items()}
    if isinstance(data, list):
        return [typed(below, group, key) for below in data]
    in_prose = re.sub(r"^Words with ", lambda _: f"So {words(group, prose=True)} ", data)
    text = words(group, limit=LIMIT if key == "bottom_line" else 10_000)
    return re.sub(r"^(?:Words|Some) (\w+) here$", lambda found: f"{text} {found[1]}", in_prose)


def whole_texts(group: tuple[str, ...]) -> tuple[str, ...]:
    texts = (words(group), words(group, prose=True), words(group, limit=LIMIT))
    return tuple(" ".join(text.replace("\u2060", "").split()) for text in texts)


def shown(text: str, group: tuple[str, ...]) -> Iterator[tuple[str, bool]]:
    """Each canary of a text that payloads stand before, and whether they stand there as they were typed."""
    plain = " ".join(text.replace("\u2060", "").split())
    for found in re.finditer(rf"{END} ({MARK}hostile[0-9]+)", plain):
        yield found[1], plain[: found.start()].endswith(tuple(one.removesuffix(END) for one in whole_texts(group)))


@in_groups
def test_pages_show_payloads_and_run_none(
    page: Page, watch: Watch, serve: Serve, tmp_path: Path, group: tuple[str, ...], proof: Proof
) -> None:
    """Every page of a site full of them, with events fired on each element; then the search."""
    dialogs = note_dialogs(page)
    site = build_hostile(tmp_path, lambda data: typed(data, group))
    address, seen, changed = serve(site), set(), []
    for path, _ in published(site):
        page.goto(address + path)
        page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true })")
        for token, is_whole in shown(page.locator("#p-content").inner_text(), group):
            seen.add(token)
            changed += [] if is_whole else [(path, token)]
        assert page.evaluate(FOREIGN) == [], path
        page.evaluate(PROVOKE_ALL, EVENTS)
        assert page.evaluate("ran") == [], path
    page.goto(address)
    assert SearchDialog(page).open().search(MARK) > 3
    assert page.locator("#p-search :is(img, script, iframe)").count() == 0
    assert page.evaluate("ran") == []
    assert changed == []
    assert len(seen) > 60
    assert (dialogs, watch.off_origin, watch.console_errors) == ([], [], [])
    proof.held(PAGES, len(seen) * len(group), (len(seen) - len({token for _, token in changed})) * len(group))
    _files_for_machines(site, group, proof)
    _paper(site, proof)


def _files_for_machines(site: Path, group: tuple[str, ...], proof: Proof) -> None:
    """Feeds, data, tables and JSON-LD are read by their own formats' readers, and say what was typed."""
    read = {path.relative_to(site).as_posix(): text for path in sorted(site.rglob("*")) if (text := _read(path))}
    said = {name: [one for _, one in shown(text, group)] for name, text in read.items()}
    telling = {name: all(ones) for name, ones in said.items() if ones}
    assert [name for name, is_whole in telling.items() if not is_whole] == []
    assert {Path(name).suffix for name in telling} >= {".json", ".xml", ".csv", ".html"}
    proof.held(FILES, len(telling), sum(telling.values()))


def _read(path: Path) -> str:
    """All text of a file, as a reader of its format sees it; an empty text for formats without words."""
    if path.suffix == ".json":
        return "\n".join(_strings(json.loads(path.read_bytes())))
    if path.suffix == ".xml":
        return "\n".join(map(str, etree.parse(path).getroot().itertext()))
    if path.suffix == ".csv":
        cells = [cell for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8"))) for cell in row]
        assert [cell for cell in cells if cell.startswith(("=", "+", "@", "\t"))] == []
        return "\n".join(one for cell in cells for one in _strings(_unlisted(cell)))
    if path.suffix == ".html":
        scripts = html.parse(path).xpath("//script[@type='application/ld+json']/text()")
        return "\n".join(one for script in scripts for one in _strings(json.loads(script)))
    return ""


def _unlisted(cell: str) -> Any:
    """A cell that holds a list holds it as JSON."""
    return json.loads(cell) if cell.startswith(("[", "{")) and cell.endswith(("]", "}")) else cell


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for below in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _strings(below)


def _paper(site: Path, proof: Proof) -> None:
    """A printed brief runs nothing, brings no file, and leads to its sources alone."""
    briefs = sorted(site.rglob("*.pdf"))
    clean = [brief for brief in briefs if not any(_wrong_in(brief))]
    proof.held(PAPER, len(briefs), len(clean))


def _wrong_in(brief: Path) -> Iterator[str]:
    with pikepdf.open(brief) as document:
        for one in document.objects:
            if isinstance(one, pikepdf.Dictionary):
                yield from (str(key) for key in ("/JS", "/Launch", "/EmbeddedFile", "/AA") if key in one)
                if "/URI" in one and not HOSTS_OF_SOURCES.match(str(one["/URI"])):
                    yield str(one["/URI"])


def test_payloads_raw_run_and_ask_elsewhere(
    page: Page, watch: Watch, serve: Serve, example: Path, tmp_path: Path, proof: Proof
) -> None:
    """The control: each that has markup, put into a page as it is, runs, becomes an element or asks elsewhere."""
    dialogs = note_dialogs(page)
    text = without_policy((example / "about/index.html").read_text(encoding="utf-8"))
    sample = [one for one in PAYLOADS if "<" in one and ("=run(" in one or "<script>" in one)][::4]
    fired = 0
    for number, payload in enumerate(sample):
        (tmp_path / str(number)).mkdir()
        raw = text.replace("</h1>", f"</h1>{payload}", 1)
        (tmp_path / str(number) / "index.html").write_text(raw, encoding="utf-8")
        page.goto(f"{serve(tmp_path)}{number}/")
        page.evaluate(PROVOKE_ALL, EVENTS)
        fired += bool(page.evaluate("ran") or page.evaluate(FOREIGN) or dialogs or watch.off_origin)
    assert fired > len(sample) / 2
    proof.fired(PAGES, len(sample), fired)


def test_words_that_changed_are_seen(proof: Proof) -> None:
    """The control of the words: one letter fewer before a canary is told, in a page's text as in a file's."""
    group = GROUPS[0]
    text = f"{words(group)} {MARK}hostile001"
    assert [one for _, one in shown(text, group)] == [True]
    assert [one for _, one in shown(text.replace("s", "", 1), group)] == [False]
    proof.fired(FILES, 1, 1)


def test_an_action_on_paper_is_seen(tmp_path: Path, proof: Proof) -> None:
    """The control of the briefs: a PDF with a script and an address of another host."""
    with pikepdf.new() as document:
        document.add_blank_page()
        document.Root.OpenAction = document.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="run(1)"))
        document.Root.Extra = document.make_indirect(pikepdf.Dictionary(URI="http://elsewhere.example/"))
        document.save(tmp_path / "bad.pdf")
    proof.fired(PAPER, 2, len(list(_wrong_in(tmp_path / "bad.pdf"))))
