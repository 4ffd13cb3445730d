"""What a save costs is counted in files read and pages made, never in seconds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from noting import noting
from sites import NOW, briefing

from generator import checking, checks, parts, pipeline
from generator.edition import Edition, Pages, Settings, SiteFolder
from generator.problems import Problem, Severity
from generator.reading import library
from generator.reading.library import Library
from generator.store import KEEPING_NOTHING, Memory, Store

COUNT = 12
OLD = 3


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "briefings").mkdir()
    for number in range(COUNT):
        text = briefing(title=f"Talks, day {number}", process="talks", as_of=f"2025-03-{number + 1:02}")
        (tmp_path / "briefings" / f"day-{number}.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "briefings" / "registry").mkdir()
    (tmp_path / "briefings" / "registry" / "processes.yaml").write_text("talks: {title: Talks}\n", encoding="utf-8")
    return tmp_path


@pytest.fixture(autouse=True)
def _nothing_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "_memory", Memory(100))


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The path of every page that is made, as it is made."""
    paths: list[str] = []
    noting(monkeypatch, parts, "render", lambda _, __, view: paths.append(view.frame.path))
    return paths


SETTINGS = Settings("Desk", print_outputs=False)


def edition_of(site: Path, store: Store = KEEPING_NOTHING) -> Edition:
    folder = SiteFolder(site, "briefings")
    return pipeline.make_edition(folder, NOW, include_drafts=True, settings=SETTINGS, store=store)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The path of every briefing that is read, as it is read."""
    paths: list[str] = []
    noting(monkeypatch, library, "_read_file", lambda file, _: paths.append(file.path))
    return paths


def test_a_save_reads_one_file(site: Path, read: list[str]) -> None:
    """The first edition reads each, the next one what was saved, and one more nothing."""
    edition_of(site)
    assert len(read) == COUNT
    read.clear()
    (site / "briefings" / "day-3.yaml").write_text(briefing(title="Talks, day 3, corrected", process="talks"))
    edition_of(site)
    assert read == ["briefings/day-3.yaml"]
    edition_of(site)
    assert len(read) == 1


def test_a_preview_reads_what_no_other_run_has_read(site: Path, read: list[str], tmp_path: Path) -> None:
    """What a build, a check or an earlier preview has read and kept is at hand from the first."""
    store = Store(tmp_path / "kept")
    checking.check_site(SiteFolder(site, "briefings"), NOW, SETTINGS, store)
    assert len(read) == COUNT
    edition_of(site, store)
    assert len(read) == COUNT


def test_a_save_has_one_file_checked(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """For the mistakes that are its own; where the registry was saved, each is checked anew."""
    checked: list[int] = []

    def check(library: Library, _today: date) -> Iterator[Problem]:
        checked.append(len(library.briefings))
        return iter(())

    monkeypatch.setattr(checks, "CHECKS", (checks.Rule(("own",), Severity.ERROR, check, of_one_file=True),))
    edition_of(site)
    assert checked == [1] * COUNT
    checked.clear()
    (site / "briefings" / "day-3.yaml").write_text(briefing(title="Day 3, checked", process="talks"), encoding="utf-8")
    edition_of(site)
    assert checked == [1]
    edition_of(site)
    assert checked == [1]
    (site / "briefings" / "registry" / "processes.yaml").write_text("talks: {title: Other talks}\n", encoding="utf-8")
    edition_of(site)
    assert checked == [1] * (1 + COUNT)


def test_a_page_is_made_when_it_is_wanted(site: Path, made: list[str]) -> None:
    """An edition plans its pages; the one that is looked at is made alone."""
    edition = edition_of(site)
    assert len(edition.pages) > COUNT
    assert made == []
    assert "Talks, day 3" in edition.pages.make("briefings/day-3.md").markdown
    assert made == ["briefings/day-3.md"]
    assert len(list(edition.pages)) == len(made) - 1


def test_the_pages_of_a_kind_are_planned_when_one_is_wanted(site: Path, made: list[str]) -> None:
    """Where the first stands and what it is called is known before; an address that none can have plans nothing."""
    for number in range(OLD):
        (site / "briefings" / f"old-{number}.yaml").write_text(briefing(title=f"Old, {number}", as_of="2024-03-01"))
    pages = edition_of(site).pages
    assert "sources.md" in pages
    assert "archive/2024/page-9.md" not in pages
    assert planned(pages) == ["archive/index.md"]
    assert pages.make("archive/2024/index.md").path == "archive/2024/index.md"
    assert "archive/2024/index.md" in pages.paths_named("[that year](archive/2024/index.md)")
    assert "archive/2024/index.md" not in pages.paths_named("nothing")
    assert made == ["archive/2024/index.md"]


def test_a_page_has_the_title_it_was_known_by(site: Path) -> None:
    """The title that a kind's first page has before it is planned is the one it is made with."""
    pages = edition_of(site).pages
    titles = {path: pages.title(path) for path in pages._late}
    assert len(titles) > COUNT
    assert titles == {path: pages.make(path).title for path in titles}
    assert pages.title("briefings/day-3.md") == pages.make("briefings/day-3.md").title


def planned(pages: Pages) -> list[str]:
    """The kinds whose pages were planned, by their first."""
    return [first for first, late in pages._late.items() if "makers" in vars(late)]
