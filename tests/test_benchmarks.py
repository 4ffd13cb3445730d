"""The load that is measured with is a site as authors have one, and figures are held against their goals."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml
from corpus import SNAPSHOTS, place, process, write_site
from figures import BEGIN, END, Figure, Goal, as_data, as_page, put_into, table
from measure import clear, edited
from peers import write_mkdocs

from generator.checking import check_site
from generator.edition import Settings, SiteFolder

SPEED = Path(__file__).resolve().parent.parent / "docs" / "speed.md"
NOW = datetime(2026, 1, 1, tzinfo=UTC)
LONG = 12_000


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A load of two processes."""
    folder = tmp_path_factory.mktemp("load") / "site"
    write_site(2 * SNAPSHOTS, folder)
    return folder


def briefings(site: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((site / "briefings").glob("2*/*.yaml"))}


def problems(site: Path) -> list[str]:
    settings = Settings("Measured", site_url="https://example.org/")
    return [problem.message for problem in check_site(SiteFolder(site, "briefings"), NOW, settings).problems]


def test_the_load_has_no_problem(site: Path) -> None:
    """Not even a warning, and it is the checks of a site with an address that say so."""
    assert len(briefings(site)) == 2 * SNAPSHOTS
    assert problems(site) == []


def test_a_problem_of_the_load_is_seen(site: Path, tmp_path: Path) -> None:
    """The same look tells a briefing of which a source stands on the site itself."""
    write_site(SNAPSHOTS, tmp_path / "site")
    path = next((tmp_path / "site" / "briefings").glob("2*/*.yaml"))
    path.write_text(path.read_text().replace("https://source.example/", "https://example.org/"))
    assert problems(tmp_path / "site") != []


def test_its_briefings_are_long(site: Path) -> None:
    """Each has what a heavy briefing has."""
    assert min(map(len, briefings(site).values())) > LONG
    for text in briefings(site).values():
        briefing = yaml.safe_load(text)
        assert len(briefing["sources"]) == 5
        assert len(briefing["truce"]["monitoring"]) == 2


def test_one_or_two_sources_are_carried_along() -> None:
    """From each snapshot to the next, and the sources are on another host than the site."""
    snapshots = [[source["url"] for source in snapshot["sources"]] for snapshot in process(3)]
    carried = {len(set(before) & set(after)) for before, after in pairwise(snapshots)}
    assert carried == {1, 2}
    assert {urlsplit(url).netloc for urls in snapshots for url in urls} == {"source.example"}


def test_each_process_has_a_place_of_its_own() -> None:
    """A search for its name finds that process alone, in the largest load too."""
    assert len({place(number) for number in range(5_000)}) == 5_000


def test_the_same_number_gives_the_same_bytes(site: Path, tmp_path: Path) -> None:
    """A smaller load is the beginning of a larger one."""
    write_site(SNAPSHOTS, tmp_path / "site")
    smaller = briefings(tmp_path / "site")
    assert len(smaller) == SNAPSHOTS
    assert smaller.items() <= briefings(site).items()


def test_each_round_edits_another_briefing(tmp_path: Path) -> None:
    """One that is then without a problem, with words that its page will have."""
    write_site(SNAPSHOTS, tmp_path / "site")
    before = briefings(tmp_path / "site")
    edits = [edited(tmp_path / "site", number, 3) for number in range(3)]
    after = briefings(tmp_path / "site")
    assert sorted(path.name for path, _ in edits) == [name for name in after if after[name] != before[name]]
    assert all(yaml.safe_load(path.read_text())["bottom_line"].startswith(f"{words} ") for path, words in edits)
    assert len(edits) == len({words for _, words in edits}) == 3
    assert problems(tmp_path / "site") == []


def test_a_cold_build_finds_nothing(tmp_path: Path) -> None:
    """Site, release before, lock and cache are gone; what the author wrote and other caches are not."""
    for folder in ("site", ".site.parley-previous", ".cache/parley", ".cache/other", "briefings"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "file").touch()
    (tmp_path / ".site.parley-lock").touch()
    clear(tmp_path)
    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("file")) == [
        ".cache/other/file",
        "briefings/file",
    ]
    assert not (tmp_path / ".site.parley-lock").exists()


def test_a_cold_build_of_a_peer_finds_nothing(site: Path, tmp_path: Path) -> None:
    """What its commands made is gone, its sources are not."""
    peer = write_mkdocs(tmp_path / "mkdocs", site / "briefings", tmp_path)
    peer.site.mkdir()
    peer.clear()
    assert not peer.site.exists()
    assert (peer.folder / "yaml").is_dir()


@pytest.mark.parametrize(
    ("ours", "hugo", "goals", "met"),
    [
        (6.0, 10.0, (Goal(0.6, "hugo"),), True),
        (6.1, 10.0, (Goal(0.6, "hugo"),), False),
        (9.9, 10.0, (Goal(1, "hugo", below=True),), True),
        (10.0, 10.0, (Goal(1, "hugo", below=True),), False),
        (1.0, None, (Goal(1),), True),
        (1.0, None, (Goal(0.6, "hugo"),), None),
        (1.0, None, (Goal(0.6, "hugo"), Goal(2)), None),
        (3.0, None, (Goal(0.6, "hugo"), Goal(2)), False),
        (1.0, 10.0, (), None),
    ],
)
def test_a_goal_is_met_when_all_of_it_is(
    ours: float, hugo: float | None, goals: tuple[Goal, ...], met: bool | None
) -> None:
    """Where a peer was not measured, nobody says yes."""
    peers = {} if hugo is None else {"hugo": hugo}
    assert Figure("cold build", "s", ours, peers, goals).met is met


def test_the_table_has_ratio_and_goal() -> None:
    """A line a figure; an empty cell where nothing was measured."""
    figures = [
        Figure("cold build", "s", 3, {"hugo": 6.0, "mkdocs": 40.0}, (Goal(0.6, "hugo"), Goal(0.1, "mkdocs"))),
        Figure("largest process", "MiB", 1234.5, {"hugo": 1000.0}, (Goal(1, "hugo", below=True),)),
        Figure("save", "s", 0.5, {}),
    ]
    told = "at most 0.6 of Hugo's, at most 0.1 of MkDocs's"
    assert table(figures).splitlines()[2:] == [
        f"| cold build | 3.00 s | 6.00 s | 40.00 s | 0.50 of Hugo's, 0.07 of MkDocs's | {told} | yes |",
        "| largest process | 1,234 MiB | 1,000 MiB |  | 1.23 of Hugo's | below Hugo's | no |",
        "| save | 0.50 s |  |  |  |  |  |",
    ]


def test_figures_go_through_a_file_into_a_page() -> None:
    """What is written as JSON makes the same table, and only what stands between the marks is replaced."""
    figures = [Figure("cold build", "s", 3, {"hugo": 6.0}, (Goal(0.6, "hugo"),))]
    data = json.loads(json.dumps(as_data("a day", figures, {})))
    assert (data["figures"][0]["ratios"], data["figures"][0]["met"]) == ({"hugo": 0.5, "mkdocs": None}, True)
    text = as_page(data)
    assert text == f"Measured on a day.\n\n{table(figures)}"
    assert put_into(f"Before\n{BEGIN}\nold\n{END}\nAfter", text) == f"Before\n{BEGIN}\n\n{text}\n\n{END}\nAfter"
    with pytest.raises(ValueError, match="between"):
        put_into("No marks", text)


def test_the_page_on_speed_has_a_place_for_figures() -> None:
    """`figures.py --page` finds its marks there."""
    assert "measured" in put_into(SPEED.read_text(encoding="utf-8"), "measured")
