"""What a build does is counted, never timed: files parsed, pages rendered, prints set, bytes written.

A small site is built from nothing, after an edit of one briefing, and after none, each time as by a new process.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment
from noting import noting
from sites import NOW, briefing
from small_site import files_below

from generator import parts, store, workers
from generator.edition import Part
from generator.publishing import search
from generator.publishing.build import build_site
from generator.publishing.part_writer import PartWriter
from generator.reading import library
from generator.rendering.environment import View
from generator.rendering.press import Press

PROCESSES = ("river", "sea", "hills")
EACH = 4
COUNT = len(PROCESSES) * EACH
EDITED = "river-2"
SETTINGS = """\
site_name: Desk
site_url: https://desk.example/
docs_dir: briefings
theme: {name: material, font: false}
plugins: [briefings]
markdown_extensions: [attr_list, tables]
nav: [index.md, processes/index.md]
"""


@dataclass
class Work:
    """What one build did: briefings parsed, pages rendered and indexed, by their paths, forms of prints, parts made.

    `stored` are the bytes of the files that it wrote into the store, `changed` those of the files of the site that are
    other than before, by their paths.
    """

    parsed: list[str] = field(default_factory=list)
    rendered: list[str] = field(default_factory=list)
    indexed: list[str] = field(default_factory=list)
    printed: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    stored: list[int] = field(default_factory=list)
    changed: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Works:
    """The work of three builds, and the site they published."""

    cold: Work
    edited: Work
    idle: Work
    site: dict[str, bytes]


def text(process: str, number: int, bottom_line: str, status: str = "published") -> str:
    return briefing(
        title=f"Day {number} of {process}",
        process=process,
        as_of=f"2025-03-{number + 1:02}",
        bottom_line=bottom_line,
        status=status,
        outlook="{question: Will it hold?, scenarios: [{id: holds, title: It holds, probability: 40}]}",
    )


def write_site(root: Path) -> None:
    folder = root / "briefings"
    (folder / "registry").mkdir(parents=True)
    titles = "".join(f"{name}: {{title: Talks of {name}}}\n" for name in PROCESSES)
    (folder / "registry" / "processes.yaml").write_text(titles)
    for process in PROCESSES:
        for number in range(EACH):
            (folder / f"{process}-{number}.yaml").write_text(text(process, number, "Norway proposes a truce."))
    (folder / "held-back.yaml").write_text(text("river", 9, "Nobody has said so yet.", "draft"))
    (root / "mkdocs.yml").write_text(SETTINGS)


@pytest.fixture(scope="module")
def works(tmp_path_factory: pytest.TempPathFactory) -> Works:
    root = tmp_path_factory.mktemp("counted")
    write_site(root)
    cold = counted_build(root)
    edit(root)
    edited = counted_build(root)
    return Works(cold, edited, counted_build(root), files_below(root / "site"))


def edit(root: Path) -> None:
    (root / "briefings" / f"{EDITED}.yaml").write_text(text("river", 2, "Sweden proposes another truce."))


def counted_build(root: Path) -> Work:
    """Build the site of a folder, as a process that has not built it yet."""
    before, work = files_below(root / "site"), Work()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workers, "processors", lambda: 1)  # What another process does is not seen here.
        count(work, patch)
        build_site(root / "mkdocs.yml", None, NOW)
    after = files_below(root / "site")
    work.changed = {path: len(after[path]) for path in after if after[path] != before.get(path)}
    return work


def count(work: Work, patch: pytest.MonkeyPatch) -> None:
    """Have each step of a build noted, as it is done."""

    def parsed(path: str, *_: object) -> None:
        if "/registry/" not in path:
            work.parsed.append(path)

    def rendered(_: Environment, __: str, view: View) -> None:
        work.rendered.append(view.frame.path)

    def indexed(_: Path, groups: Sequence[search.Group], **__: bool) -> None:
        work.indexed += [page for group in groups for page in group]

    def printed(*_: object, **form: Any) -> None:
        work.printed.append(form["format"])

    def made(_: PartWriter, part: Part) -> None:
        work.parts.append(part.name)

    def stored(place: Path, content: bytes) -> None:
        if place.parent.parent.name == "files":
            work.stored.append(len(content))

    noting(patch, library, "parse_document", parsed)
    noting(patch, parts, "render", rendered)
    noting(patch, search, "_read", indexed)
    noting(patch, Press, "_set", printed)
    noting(patch, PartWriter, "_make", made)
    noting(patch, store, "_write", stored)


def test_a_first_build_does_all(works: Works) -> None:
    """The control of the bounds below: each counter counts."""
    done = works.cold
    assert len(done.parsed) == COUNT + 1  # The draft, too, is read.
    assert {f"briefings/{process}-{number}.md" for process in PROCESSES for number in range(EACH)} <= {*done.rendered}
    assert len(done.rendered) > COUNT + len(PROCESSES)
    assert {*done.indexed} == {path for path in works.site if path.endswith(".html")}
    assert Counter(done.printed) == {"pdf": COUNT, "png": COUNT}
    assert {f"process/{process}" for process in PROCESSES} < set(done.parts)
    assert len(done.stored) > len(done.rendered)
    assert sum(done.stored) > 1_000_000
    assert len(done.changed) == len(works.site) > len(done.stored)


def test_an_edit_is_read_alone(works: Works) -> None:
    assert works.edited.parsed == [f"briefings/{EDITED}.yaml"]


def test_an_edit_makes_its_process_and_what_shows_what_has_changed(works: Works) -> None:
    """Other processes, lists that show other bottom lines or none, and what tells of the model stay as they were."""
    lists = {"files database", "files tables", "files feeds", "files lists", "pages archive"}
    assert {*works.edited.parts} == {"process/river", *lists}
    assert not any(path.startswith(("briefings/sea", "briefings/hills", "guide/")) for path in works.edited.rendered)
    assert len(works.edited.rendered) <= 7


def test_an_edit_has_what_changed_read_for_search(works: Works) -> None:
    """The pages that show it; what the others add to the index is kept."""
    read = set(works.edited.indexed)
    assert f"briefings/{EDITED}/index.html" in read
    assert not any(path.startswith(("briefings/sea", "briefings/hills", "guide/")) for path in read)
    assert len(read) <= 7


def test_an_edit_prints_its_briefing_alone(works: Works) -> None:
    """One brief and one card, though the pages beside it are made anew."""
    assert sorted(works.edited.printed) == ["pdf", "png"]


def test_an_edit_writes_what_has_changed(works: Works) -> None:
    """Into the store and into the site: the pages that show the briefing, its files, the tables and the index."""
    done = works.edited
    assert len(done.stored) <= 21
    assert sum(done.stored) <= 385_000  # Of these 143 KB are `parley.sqlite`.
    assert len(done.changed) <= 24
    assert sum(done.changed.values()) <= 415_000
    beside = {path for path in done.changed if path.startswith("briefings/")}
    assert all(path.startswith((f"briefings/{EDITED}/", "briefings/river-3/")) for path in beside)


def test_without_an_edit_nothing_is_done(works: Works) -> None:
    assert works.idle == Work()


def test_a_page_and_its_share_of_the_index_weigh_little(works: Works) -> None:
    """As they stand on the disk, before a server compresses them."""
    assert len(works.site[f"briefings/{EDITED}/index.html"]) <= 21_000
    assert len(works.site["archive/index.html"]) <= 13_500
    pages = sum(path.endswith("index.html") for path in works.site)
    kinds = ("pagefind/index/", "pagefind/fragment/", "pagefind/filter/")
    index = {path: len(content) for path, content in works.site.items() if path.startswith(kinds)}
    assert {path.split("/")[1] for path in index} == {"index", "fragment", "filter"}
    assert sum(index.values()) / pages <= 2_600


def test_prints_are_kept_where_pages_are_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hook has a say in each page and none in a print; of what was made there stays what is published.

    Of the search index the release before has a part as well.
    """
    monkeypatch.setattr(store, "SPARED", 0)
    write_site(tmp_path)
    (tmp_path / "hook.py").write_text("")
    (tmp_path / "mkdocs.yml").write_text(f"{SETTINGS}hooks: [hook.py]\n")
    for path in (tmp_path / "briefings").glob("*.yaml"):
        if not path.stem.startswith("river"):
            path.unlink()
    assert len(counted_build(tmp_path).printed) == 2 * EACH
    edit(tmp_path)
    again = counted_build(tmp_path)
    assert sorted(again.printed) == ["pdf", "png"]
    assert len(again.rendered) > EACH
    (tmp_path / "briefings" / f"{EDITED}.yaml").unlink()
    assert counted_build(tmp_path).printed == []
    site = files_below(tmp_path / "site")
    kept = files_below(tmp_path / ".cache" / "parley" / "files")
    prints, index = ("brief.pdf", "card.png"), (".pf_fragment", ".pf_index", ".pf_filter")
    published = {site[path] for path in site if path.endswith((*prints, *index))}
    before = files_below(tmp_path / ".site.parley-previous")
    assert {*kept.values()} == published | {before[path] for path in before if path.endswith(index)}
    assert {sha256(content).hexdigest() for content in kept.values()} == {name.replace("/", "") for name in kept}
