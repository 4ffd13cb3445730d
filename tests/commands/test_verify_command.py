"""`parley verify`: what was published, and what has become of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.publishing.manifest import MARKER, mark_as_ours, write_manifest


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A published site of three files."""
    site = tmp_path / "site"
    for name in ("index.html", "a/index.html", "data.csv"):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(name)
    write_manifest(site, "1")
    return site


def verified(site: Path) -> Result:
    return CliRunner().invoke(main, ["verify", str(site)])


def test_a_site_as_it_was_published_is_whole(site: Path) -> None:
    """Litter of desktops is no difference."""
    (site / ".DS_Store").touch()
    done = verified(site)
    assert done.exit_code == 0
    assert "as it was published" in done.output


def link_in_place(site: Path) -> None:
    (site.parent / "twin").write_text("data.csv")
    (site / "data.csv").unlink()
    (site / "data.csv").symlink_to(site.parent / "twin")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda site: (site / "data.csv").unlink(), "missing: data.csv"),
        (lambda site: (site / "data.csv").write_text("data.cs"), "changed: data.csv"),
        (lambda site: (site / "a" / "evil.js").touch(), "added: a/evil.js"),
        (lambda site: (site / "a" / ".hidden").touch(), "added: a/.hidden"),
        (link_in_place, "changed: data.csv"),
    ],
    ids=["missing", "changed", "added", "hidden", "a link with the same text"],
)
def test_each_difference_is_told(site: Path, change: Callable[[Path], object], told: str) -> None:
    """One change is one line, and the exit code is that of problems."""
    change(site)
    done = verified(site)
    assert done.exit_code == 1
    (line,) = (line for line in done.output.splitlines() if ": " in line)
    assert line.removeprefix("Error:").strip() == told
    assert "1 difference" in done.output


def spoil(site: Path, **changed: object) -> None:
    marker = json.loads((site / MARKER).read_text())
    (site / MARKER).write_text(json.dumps({**marker, **changed}))


def test_a_list_that_names_files_elsewhere_reads_none_of_them(site: Path) -> None:
    """A path that leads out of the site is a file that is missing, whatever stands there."""
    (site.parent / "secret").write_text("secret")
    spoil(site, files={"../secret": "0"})
    assert "missing: ../secret" in verified(site).output


@pytest.mark.parametrize("files", [None, [], "x"])
def test_a_list_that_is_none_is_refused(site: Path, files: object) -> None:
    """The exit code is that of what cannot be done."""
    spoil(site, files=files)
    assert verified(site).exit_code == 2


def test_what_is_no_published_site_is_refused(site: Path, tmp_path: Path) -> None:
    """No folder, a folder without a list, and a build that was broken off."""
    unfinished = tmp_path / "unfinished"
    unfinished.mkdir()
    mark_as_ours(unfinished)
    (site / MARKER).unlink()
    for folder in (tmp_path / "nowhere", site, unfinished):
        assert verified(folder).exit_code == 2
