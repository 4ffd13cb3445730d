"""`parley rollback`: what is said, and what the site is afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.publishing.manifest import write_manifest
from generator.publishing.release import Publication, begin


def publish(site: Path, text: str) -> None:
    publication = begin(site, ())
    assert isinstance(publication, Publication)
    (publication.staging / "index.html").write_text(text)
    write_manifest(publication.staging, "1")
    publication.finish()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site that was published twice."""
    for text in ("one", "two"):
        publish(tmp_path / "site", text)
    return tmp_path / "site"


def rolled_back(site: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["rollback", str(site), *options])


def test_the_release_before_is_published_again(site: Path) -> None:
    """The same command brings the newer one back, and the message says so."""
    done = rolled_back(site)
    assert (done.exit_code, (site / "index.html").read_text()) == (0, "one")
    assert "the same command returns to it" in done.output
    assert rolled_back(site).exit_code == 0
    assert (site / "index.html").read_text() == "two"


def test_a_forgotten_release_does_not_come_back(site: Path) -> None:
    """What must not be kept can be removed; then there is nothing to return to, and the site stays."""
    assert rolled_back(site, "--forget").exit_code == 0
    done = rolled_back(site)
    assert (done.exit_code, (site / "index.html").read_text()) == (2, "two")
    assert "No release is kept" in done.output


@pytest.mark.parametrize(
    ("name", "why"),
    [("nothing", "No release is kept"), ("a/b/site", "There is no folder"), ("diary", "did not make it")],
)
def test_what_is_no_site_of_ours_is_left_alone(tmp_path: Path, name: str, why: str) -> None:
    """Nothing is made or moved there."""
    (tmp_path / "diary").mkdir()
    (tmp_path / "diary" / "today.txt").write_text("mine")
    done = rolled_back(tmp_path / name)
    assert done.exit_code == 2
    assert why in done.output
    assert [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")] == ["diary", "diary/today.txt"]
